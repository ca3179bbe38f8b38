"""Verdict scales: the ratings that a desk can give, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from claimcheck.errors import ClaimcheckError

DEFAULT_SCALE = "claimcheck"

Level = Literal["ordinal", "nominal"]


@dataclass(frozen=True, slots=True)
class Rating:
    """One verdict of a scale; ``value`` is None where it stands outside the numbers."""

    name: str
    value: int | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """The ratings of one desk, from most to least true.

    ``level`` is "ordinal" where the numbers of the ratings put them in an order, else "nominal".
    """

    name: str
    title: str
    ratings: tuple[Rating, ...]
    level: Level

    @property
    def ends(self) -> tuple[int, int] | None:
        """The lowest and the highest number; None where no two ratings have different ones.

        >>> scale().ends
        (1, 5)
        """
        numbers = [rating.value for rating in self.ratings if rating.value is not None]
        return (min(numbers), max(numbers)) if len(set(numbers)) > 1 else None

    def rating(self, name: str) -> Rating:
        """The rating called *name*; raises ClaimcheckError with the names that there are."""
        for rating in self.ratings:
            if rating.name == name:
                return rating
        known = ", ".join(rating.name for rating in self.ratings)
        raise ClaimcheckError(f"The scale {self.name} has no rating {name!r}; it has {known}.")


@cache
def scales() -> dict[str, Scale]:
    """Every known scale by its name."""
    text = files("claimcheck.review").joinpath("scales.toml").read_text(encoding="utf-8")
    return {name: _scale(name, table) for name, table in tomllib.loads(text).items()}


def scale(name: str = DEFAULT_SCALE) -> Scale:
    """The scale called *name*.

    >>> [rating.value for rating in scale().ratings]
    [5, 4, 3, 2, 1, None, None]

    Raises ClaimcheckError with the names that there are.
    """
    if not isinstance(name, str) or name not in scales():
        raise ClaimcheckError(f"No scale is called {name!r}; there are {', '.join(scales())}.")
    return scales()[name]


def _scale(name: str, table: dict[str, Any]) -> Scale:
    return Scale(name, table["title"], tuple(Rating(**rating) for rating in table["ratings"]), table["level"])
