"""What a desk demands before each move: the two policies that come along, and a house's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import process

from claimcheck.errors import ClaimcheckError
from claimcheck.review.people import LONGEST, one_line
from claimcheck.toml_files import read_toml


@dataclass(frozen=True, slots=True)
class Policy:
    """What a desk demands before each move.

    ``sources`` is how many a proposal needs; with fewer, but at least one, a stated reason
    does where ``one_source_reason`` is on. ``claimant_asked`` demands that the claimant was asked,
    ``double_blind`` that two reviewers have rated the claim without seeing each other. Where a second
    editor approves, ``approvals`` is how many have to: with more than one they vote. ``label`` is what the
    CSV's column says. ``tolerance`` is how far a figure may be from a number that is claimed, in per cent of
    it, for a claim to hold on its worksheet (0: only as people round, so that 25 covers 24.5 to 25.5), and
    ``tolerance_about`` the same where "about" is said.
    """

    name: str
    label: str
    why_selected: bool
    statement: bool
    rationale: bool
    sources: int
    one_source_reason: bool
    second_editor: bool
    claimant_asked: bool = False
    double_blind: bool = False
    approvals: int = 1
    tolerance: int = 5
    tolerance_about: int = 10

    @property
    def votes(self) -> int:
        """How many beside the proposer have to approve a verdict; one where nobody has to."""
        return self.approvals if self.second_editor else 1

    @classmethod
    def solo(cls) -> Policy:
        """One person does it all: a rating and one source are enough."""
        return cls("solo", "solo: no second editor looked", False, False, False, 1, False, False)

    @classmethod
    def newsroom(cls) -> Policy:
        """The gates of a desk with a second editor."""
        return cls("newsroom", "newsroom: a second editor approves", True, True, True, 2, True, True)

    @classmethod
    def read(cls, path: str | Path) -> Policy:
        """A policy of your own from a TOML file.

        The keys are the fields above; ``base = "newsroom"`` (the default) or ``"solo"`` gives those that the
        file leaves out; ``name`` has to be there. Raises ClaimcheckError that says what is wrong
        in which file.
        """
        remedy = "Name a TOML file, or one of the policies newsroom and solo."
        return _own(read_toml(path, "policy", remedy), str(Path(path).expanduser()))


# What stands in a record in which nothing else can be read.
UNREADABLE = "a record that is no table"
_MOST_SOURCES = 20
# From how many to how many there can be of what a policy counts.
_RANGES = {
    "sources": (0, _MOST_SOURCES),
    "approvals": (1, 20),
    "tolerance": (0, 50),
    "tolerance_about": (0, 50),
}
_KINDS = {name: type(value) for name, value in asdict(Policy.newsroom()).items()}
# All that are on or off ask for more when they are on, but for the one that lets a reason do.
_DEMANDS = [name for name, kind in _KINDS.items() if kind is bool and name != "one_source_reason"]
# What a record does not say where it is so, for versions that did not know of it.
_UNSAID = {"approvals": 1, "tolerance": 5, "tolerance_about": 10}
OF_THE_HOUSE = {"newsroom": Policy.newsroom, "solo": Policy.solo}


def policy_of(given: Policy | str | Path) -> Policy:
    """The policy that *given* names: one itself, "newsroom", "solo", or the path of a TOML file."""
    if isinstance(given, Policy):
        return given
    made = OF_THE_HOUSE.get(str(given).strip().casefold())
    return made() if made else Policy.read(given)


def policy_to_json(policy: Policy) -> dict[str, Any]:
    """*policy* as it is recorded, without what every version takes it to say."""
    return {name: said for name, said in asdict(policy).items() if _UNSAID.get(name) != said}


def policy_from_json(record: Mapping[str, Any]) -> Policy:
    """The inverse of `policy_to_json`; raises ClaimcheckError where it demands what this version cannot."""
    for name, kind in _KINDS.items():
        if name in record and type(record[name]) is not kind:
            raise ClaimcheckError(
                f"The policy {record.get('name')!r} of this database cannot be read: its {name} is "
                f"{record[name]!r}. Update claimcheck, or have it recorded anew; nothing was changed."
            )
    # A demand that is off changes nothing; one that were left out would be broken without a word.
    demanded = [repr(name) for name, value in record.items() if name not in _KINDS and value]
    if demanded:
        raise ClaimcheckError(
            f"The policy {record.get('name')!r} of this database was made by a newer claimcheck: it has "
            f"{', '.join(demanded)}, which this one does not know. Update claimcheck; nothing was changed."
        )
    return replace(Policy.newsroom(), **{name: record[name] for name in _KINDS if name in record})


def at_least(former: Policy, record: Mapping[str, Any]) -> Policy:
    """*former* with what of an unreadable *record* can be read and asks for more."""
    more: dict[str, Any] = {name: True for name in _DEMANDS if record.get(name) is True}
    sources = record.get("sources")
    if type(sources) is int and former.sources < sources <= _MOST_SOURCES:
        more |= {"sources": sources, "one_source_reason": record.get("one_source_reason") is True}
    approvals = record.get("approvals")
    if type(approvals) is int and former.approvals < approvals <= _RANGES["approvals"][1]:
        more |= {"approvals": approvals}
    label = f"{former.label}; of “{record.get('name')}” what could be read"
    return replace(former, label=label, **more)


def _own(table: Mapping[str, Any], where: str) -> Policy:
    base = table.get("base", "newsroom")
    if not isinstance(base, str) or base not in OF_THE_HOUSE:
        raise ClaimcheckError(f'{where}: base is {base!r}; it can be "newsroom" or "solo".')
    started = OF_THE_HOUSE[base]()
    own = {name: _checked(name, value, where) for name, value in table.items() if name != "base"}
    if "name" not in own:
        raise ClaimcheckError(f'{where}: the policy has no name; add a line such as name = "our desk".')
    if own["name"].casefold() in OF_THE_HOUSE:
        raise ClaimcheckError(
            f"{where}: {own['name']} is the name of a policy that comes along; choose another name."
        )
    policy = replace(started, **own)
    if policy.approvals > 1 and not policy.second_editor:
        raise ClaimcheckError(
            f"{where}: approvals is {policy.approvals}, and no second editor is asked for; add "
            "second_editor = true, or leave approvals out."
        )
    return policy if "label" in own else replace(policy, label=f"{policy.name}: {_looked(policy)}")


def _looked(policy: Policy) -> str:
    """Who looks at a verdict beside the one who proposes it."""
    if policy.votes > 1:
        return f"{policy.votes} editors approve"
    return "a second editor approves" if policy.second_editor else "no second editor looked"


def _checked(name: str, value: Any, where: str) -> Any:
    """*value* where it is of the kind that the policy's field *name* holds."""
    if name not in _KINDS:
        near = process.extractOne(name, [*_KINDS], score_cutoff=60)
        meant = f"did you mean {near[0]}?" if near else f"it can have {', '.join(['base', *_KINDS])}."
        raise ClaimcheckError(f"{where}: a policy has no {name!r}; {meant}")
    kind = _KINDS[name]
    if type(value) is not kind:
        wanted = {bool: "true or false", int: "a whole number", str: "a text in quotation marks"}[kind]
        raise ClaimcheckError(f"{where}: {name} is {value!r}; it has to be {wanted}.")
    least, most = _RANGES.get(name, (value, value))
    if not least <= value <= most:
        raise ClaimcheckError(f"{where}: {name} is {value}; it has to be from {least} to {most}.")
    if kind is not str:
        return value
    line = one_line(value)
    if line is None:
        raise ClaimcheckError(f"{where}: {name} has to be one line of 1 to {LONGEST} characters.")
    return line
