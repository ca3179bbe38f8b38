"""Groups of countries whose members change: who was in at a date."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group by the code of its country, with the years from and to which it belongs."""

    code: str
    name: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A named group of entities, other words for it, and the file that lists its members."""

    name: str
    members: tuple[Member, ...]
    aliases: tuple[str, ...] = ()
    table: str | None = None
    is_region: bool = False
    """Whether it is a part of the earth, which nobody joins."""

    def at(self, year: int) -> tuple[Member, ...]:
        """The members of a year; the year in which one joins counts, the one in which it leaves does not.

        >>> group = Group("Two", (Member("FIN", "Finland", since=2023), Member("BEL", "Belgium")))
        >>> [member.code for member in group.at(2022)]
        ['BEL']
        """
        return tuple(
            member
            for member in self.members
            if (member.since is None or member.since <= year)
            and (member.until is None or year < member.until)
        )
