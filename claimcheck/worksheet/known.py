"""The tables and groups that a worksheet may use, and the names by which sentences may speak of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from claimcheck.flagging.language_words import Language
from claimcheck.folding import fold
from claimcheck.worksheet.groups import Group, Member
from claimcheck.worksheet.places import Named, Via, continents, spellings
from claimcheck.worksheet.tables import ReferenceTable, is_country
from claimcheck.worksheet.words import words_of

GDP, POPULATION, MILITARY, INFLATION, EXCHANGE = "gdp", "population", "military", "inflation", "exchange"
WORLD = "WLD"


@dataclass(frozen=True, slots=True)
class Place:
    """What a name stands for: the code of an entity, or a group, and by what it is named."""

    code: str
    via: Via
    group: Group | None = None


@dataclass(frozen=True)
class Known:
    """Reference tables and groups, in the order in which they were brought in."""

    tables: tuple[ReferenceTable, ...]
    groups: tuple[Group, ...]
    language: Language
    renamed: dict[tuple[tuple[str, str], ...], Known] = field(default_factory=dict, compare=False, repr=False)
    """The same with words taken for others, by what was said of them."""

    @cached_property
    def kinds(self) -> Mapping[str, list[ReferenceTable]]:
        """The tables by what they measure: one of the house's kinds, or the folded measure itself."""
        found: dict[str, list[ReferenceTable]] = {}
        for table in self.tables:
            found.setdefault(kind_of(table.measure, self.language), []).append(table)
        return found

    def table(self, kind: str, unit: str | None = None) -> ReferenceTable | None:
        """The first table of a kind, and of a unit if one is asked for."""
        return next((one for one in self.kinds.get(kind, ()) if unit is None or one.unit.name == unit), None)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """What each name stands for, as sentences write it."""
        codes = {code for table in self.tables for code in table.names}
        codes |= {member.code for group in self.groups for member in group.members}
        found = {
            name: Place(named.code, named.via)
            for name, named in self._spellings.items()
            if named.code in codes or is_country(named.code)
        }
        for table in self.tables:
            found |= {
                name: Place(code, Via.NAME)
                for code, name in table.names.items()
                if not is_country(code) and len(name) > 2
            }
        # Also those of which no table has figures: "European Union" is no word for Europe.
        for code, names in words_of(self.language)["aggregates"].items():
            found |= {name: Place(code, Via.NAME) for name in names}
        for group in self._continents():
            found |= {name: Place(group.name, Via.NAME, group) for name in self._names_of(group)}
        for group in self.groups:
            found |= {name: Place(group.name, Via.NAME, group) for name in self._names_of(group)}
        return found

    def _continents(self) -> Iterator[Group]:
        others = words_of(self.language)["continents"]
        for name, countries in continents().items():
            members = tuple(Member(code, country) for code, country in countries.items())
            yield Group(name, members, tuple(others.get(name, ())), is_region=True)

    @property
    def _spellings(self) -> Mapping[str, Named]:
        return spellings(self.language)

    def _names_of(self, group: Group) -> Sequence[str]:
        others = words_of(self.language)["groups"].get(group.name, ())
        return (group.name, *group.aliases, *others)

    @cached_property
    def by_name(self) -> Mapping[str, Place]:
        """What each name stands for, however its letters are written; the names of tables too."""
        tables = {name: Place(code, Via.NAME) for table in self.tables for code, name in table.names.items()}
        return {fold(name): place for name, place in {**tables, **self.places}.items()}

    def unlisted(self, text: str) -> str | None:
        """The first group or aggregate that *text* names and of which no list of members was brought in."""
        match = self._unlisted.search(text)
        return match[0] if match else None

    @cached_property
    def _unlisted(self) -> re.Pattern[str]:
        told = words_of(self.language)
        listed = {name for group in self.groups for name in self._names_of(group)}
        groups = ((name, *others) for name, others in told["groups"].items())
        aggregates = (others for code, others in told["aggregates"].items() if code != WORLD)
        return any_of([name for names in (*groups, *aggregates) for name in names if name not in listed])

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the names, the longest first."""
        return any_of(self.places)


def any_of(names: Sequence[str] | Mapping[str, object]) -> re.Pattern[str]:
    """Any of the *names* as a whole, the longest first; nothing where there is none."""
    ordered = sorted(filter(None, names), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})(?![\w])")


def kind_of(measure: str, language: Language) -> str:
    """Which of the house's kinds of measure a table's own name for it is; else that name, folded.

    >>> from claimcheck.flagging.language_words import known_language
    >>> kind_of("Gross domestic product", known_language("en")), kind_of("Steel", known_language("en"))
    ('gdp', 'steel')
    """
    plain = " ".join(re.sub(r"\(.*?\)|,.*", "", fold(measure)).split())
    for kind, told in words_of(language)["measures"].items():
        if plain in told["names"]:
            return str(kind)
    return plain
