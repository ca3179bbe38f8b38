"""Why two claims match or differ: the reasons that a person reads before they judge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise, zip_longest

from claimcheck.matching.compared_dates import compare_dates
from claimcheck.matching.compared_names import Name, Shared, same_person, share_names, stands_for
from claimcheck.matching.compared_numbers import Figure, agree, compare_figures
from claimcheck.matching.edits import edited, having
from claimcheck.matching.governed import governed_apart, trading_places
from claimcheck.matching.narrowing import narrowed
from claimcheck.matching.operators import against
from claimcheck.matching.polarity import (
    around_than,
    converses,
    exchanged,
    negated_alone,
    opposed,
    opposed_pairs,
)
from claimcheck.matching.said import Item, Said, Statement
from claimcheck.matching.word_senses import titles
from claimcheck.matching.wording import instead, left_over, wanted
from claimcheck.model import Reason

_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
_RATE = re.compile(
    rf"\b(?:per|each|every)\s+(?P<period>hour|day|week|month|year)\b|\b(?P<adverb>{'|'.join(_ADVERBS)})\b",
    re.IGNORECASE,
)
_WORDS_SHOWN = 5
_COMPARED = 60
_MOST_CHANGED = 3
_OFFICE = 3
_NOW, _THEN = frozenset({"is", "are"}), frozenset({"was", "were"})


def why(claim: Statement, known: Statement) -> tuple[Reason, ...]:
    """In what two claims agree and in what they differ, as far as their texts say; what differs comes first.

    Only what both say is compared: a year, a figure or a speaker of one alone is no reason.

    >>> [reason.text for reason in why(Statement("The shop is open."), Statement("The shop is not open."))]
    ['only one says “not”', 'both say “shop”, “open”']
    """
    return reasons(Said(claim), Said(known))


def reasons(claim: Said, known: Said) -> tuple[Reason, ...]:
    """What `why` gives, for statements that are taken apart already."""
    shared = share_names(claim.names, claim.words, known.names, known.words, {*claim.speaker, *known.speaker})
    amounts = list(compare_figures(claim.figures, known.figures))
    found = [
        *amounts,
        *_periods(claim, known, amounts),
        *compare_dates(claim.dates, known.dates),
        *_speakers(claim, known),
        *_one_negation(claim, known),
        *(turned := list(_direction(claim, known, shared))),
        *_subject(claim, known, shared, turned),
        *_words(claim, known),
    ]
    if all(reason.agrees for reason in found):
        found.extend(islice(_in_small_words(claim, known), 1))
    return tuple(sorted(found, key=lambda reason: reason.agrees))


def _in_small_words(claim: Said, known: Said) -> Iterator[Reason]:
    """In what two claims differ that say the same but for small words and their order.

    Where each says something else than the other, what these words are of cannot be told.
    """
    if instead(claim, known) is not None:
        return
    if share := _share_of_all(claim, known):
        yield Reason("number", False, share)
    for one, other in against(claim.operators, known.operators):
        yield Reason("direction", False, _told(one, other))
    if times := _of_another_time(claim, known):
        yield Reason("direction", False, _told(*times))
    for one, other in governed_apart(claim, known):
        yield Reason("direction", False, _told(one, other))
    if change := trading_places(claim, known):
        yield Reason("direction", False, change)
    wished = wanted(claim, known) or wanted(known, claim)
    if edit := edited(claim, known) or narrowed(claim, known) or narrowed(known, claim) or wished:
        yield Reason("subject", False, _told(*edit))


def _of_another_time(claim: Said, known: Said) -> tuple[str, str] | None:
    """The "is" and the "was" of two claims that tell no time: "is on trial", "was on trial"."""
    if any(said.dates or said.figures for said in (claim, known)):
        return None
    one, other = having(claim), having(known)
    tenses = {one.casefold() in _NOW, other.casefold() in _NOW}
    both = {one.casefold(), other.casefold()} <= _NOW | _THEN
    return (one, other) if both and len(tenses) == 2 else None


def _share_of_all(claim: Said, known: Said) -> str | None:
    """A share of those of whom the other says it in words: "two thirds" against "all"."""
    for one, other in ((claim, known), (known, claim)):
        extent = other.operators.get("extent", {})
        for figure in one.figures if extent else ():
            of_all = figure.kind == "share" or _is_of_all(one, figure) or _all_of_them(one, figure, other)
            if of_all and not any(f.kind == figure.kind and agree(f, figure) for f in other.figures):
                return f"{figure.said} against {next(iter(extent.values()))}"
    return None


def _is_of_all(said: Said, figure: Figure) -> bool:
    return figure.kind == "count" and said.text[figure.end : figure.end + 4].casefold() == " of "


def _all_of_them(one: Said, figure: Figure, other: Said) -> bool:
    """Whether one counts those of whom the other says "all" or "every": "three parties", "all parties"."""
    counted = {word.sense for word in one.words if figure.start <= word.start <= figure.end + 1}
    told = {
        after.sense for before, after in pairwise(other.words) if before.plain in {"all", "every", "each"}
    }
    return figure.kind == "count" and "extent" not in one.operators and bool(counted & told)


def _told(one: str, other: str) -> str:
    return f"“{one}” against “{other}”" if one and other else f"only one says “{one or other}”"


def _periods(claim: Said, known: Said, amounts: Sequence[Reason]) -> Iterator[Reason]:
    """The same amount per another period, which may stand apart from the figure: "3 tonnes of it per day"."""
    if not any(reason.name == "number" and reason.agrees for reason in amounts):
        return
    one, other = (
        {
            (found["period"] or _ADVERBS[found["adverb"].casefold()]).casefold(): found.group()
            for found in _RATE.finditer(said.text)
        }
        for said in (claim, known)
    )
    if len(one) == len(other) == 1 and one.keys() != other.keys():
        yield Reason("unit", False, f"{min(one.values())} against {min(other.values())}")


def _speakers(claim: Said, known: Said) -> Iterator[Reason]:
    if claim.speaker and known.speaker:
        if same_person(claim.speaker, known.speaker):
            yield Reason("speaker", True, f"both by {claim.speaker_said}")
        else:
            yield Reason("speaker", False, f"{claim.speaker_said} against {known.speaker_said}")


def _one_negation(claim: Said, known: Said) -> Iterator[Reason]:
    alone = negated_alone(claim.negations, claim.words, known.negations, known.words)
    if alone is not None:
        yield Reason("negation", False, f"only one says “{alone}”")


def _direction(claim: Said, known: Said, shared: Shared) -> Iterator[Reason]:
    """Opposite words, or the two sides exchanged; both at once say the same again.

    "Russia's economy is smaller than NATO's" is "NATO's is larger than Russia's", and so with a passive.
    """
    turned = list(opposed(claim.directions, known.directions))
    if change := _change_of_places(claim, known, shared):
        mine, theirs = ({item.key for item in said.items} for said in (claim, known))
        # Where the words are very different, their order says nothing.
        alike = len(mine ^ theirs) <= 2 * _MOST_CHANGED
        if alike and bool(turned) == (claim.passive != known.passive):
            yield Reason("direction", False, change)
    elif turned and not _say_the_converse(claim, known):
        one, other = turned[0]
        yield Reason("direction", False, f"“{one}” against “{other}”")


def _say_the_converse(claim: Said, known: Said) -> bool:
    """Whether each has before its verb whom the other has behind it: "gave to", "received from"."""
    turned = list(opposed(claim.directions, known.directions))
    if not converses().issuperset(opposed_pairs(claim.directions, known.directions)):
        return False
    (before, behind), (other_before, other_behind) = (
        _around(said, verb) for said, verb in zip((claim, known), turned[0], strict=True)
    )
    return bool(before & other_behind and other_before & behind) and not before & other_before


def _around(said: Said, verb: str) -> tuple[set[str], set[str]]:
    """The words before and behind the word *verb* of a claim, as parts of it."""
    at = next(place for place, word in enumerate(said.words) if word.text == verb)
    told = [part for part in said.parts if part.kind == "word"]
    return {part.key for part in told if part.place < at}, {part.key for part in told if part.place > at}


def _change_of_places(claim: Said, known: Said, shared: Shared) -> str | None:
    """What is said of the two sides being exchanged: the names in front, or what stands around a "than"."""
    in_front = _begins_with_a_name(claim) and _begins_with_a_name(known)
    names, others = _acting(claim), _acting(known)
    if in_front and names and others and exchanged(names, others, shared.both):
        return f"{names[0].said} and {others[0].said} change places"
    (mine, mine_after), (theirs, theirs_after) = around_than(claim.words), around_than(known.words)
    if not (mine & theirs_after and mine_after & theirs):
        return None
    return f"{min(mine & theirs_after)} and {min(mine_after & theirs)} change places"


def _acting(said: Said) -> list[Name]:
    """The names but for those that only tell of which country one is: "Danish" of "Danish leader Ann Lee"."""
    return [
        name
        for name, after in zip_longest(said.names, said.names[1:])
        if not (name.land and after and not after.land and _is_one_phrase(said, name.last, after.first))
    ]


def _is_one_phrase(said: Said, last: int, first: int) -> bool:
    """Whether only words for who somebody is stand between two names."""
    between = said.words[last + 1 : first]
    return 0 < len(between) <= _OFFICE and all(word.plain in titles() for word in between)


def _begins_with_a_name(said: Said) -> bool:
    """Whether the first that is said is a name, which is then mostly that of who does or is something."""
    weighty = [word for word in said.words if word.weight]
    return bool(said.names and weighty) and weighty[0].start == said.words[said.names[0].first].start


def _subject(claim: Said, known: Said, shared: Shared, turned: Sequence[Reason]) -> Iterator[Reason]:
    for one, other in shared.apart[:1]:
        yield Reason("subject", False, f"{one} against {other}")
    if not shared.apart:
        # What is an opposite has been said to be one.
        for one, other in _replaced(claim, known) if not turned else ():
            yield Reason("subject", False, f"“{one}” against “{other}”")
            return
        if shared.both:
            yield Reason("subject", True, f"both about {', '.join(shared.both[:_WORDS_SHOWN])}")


def _replaced(claim: Said, known: Said) -> Iterator[tuple[str, str]]:
    """The nouns that stand in each other's place in two claims that are nearly the same, word for word."""
    mine, theirs = claim.items[:_COMPARED], known.items[:_COMPARED]
    if abs(len(mine) - len(theirs)) > _MOST_CHANGED:
        return
    # In a fixed order: the match of two rows may depend on which is the first.
    exchanged_rows = [item.key for item in mine] > [item.key for item in theirs]
    first, second = (theirs, mine) if exchanged_rows else (mine, theirs)
    matcher = SequenceMatcher(None, [i.key for i in first], [i.key for i in second], autojunk=False)
    steps = matcher.get_opcodes()
    changed = sum(max(step[2] - step[1], step[4] - step[3]) for step in steps if step[0] != "equal")
    kept = sum(step[2] - step[1] for step in steps if step[0] == "equal")
    if changed > _MOST_CHANGED or kept <= changed:
        return
    for step, one_from, one_to, other_from, other_to in steps:
        if step != "replace":
            continue
        ones, others = first[one_from:one_to], second[other_from:other_to]
        # What a claim begins with is what it is about, whatever its form ("smoking").
        opening = one_from == other_from == 0 and all(item.weight == 1 for item in (*ones, *others))
        nouns = len(ones) == len(others) and any(a.noun and b.noun for a, b in zip(ones, others, strict=True))
        if opening or nouns:
            told = " ".join(item.text for item in ones), " ".join(item.text for item in others)
            if stands_for(*told) or not _any_left_over((*ones, *others), claim, known):
                continue
            yield told[::-1] if exchanged_rows else told


def _any_left_over(items: Sequence[Item], claim: Said, known: Said) -> bool:
    """Whether any of the items is a name, or a word that the other claim does not say in another way."""
    texts = {word.text for word in (*left_over(claim, known), *left_over(known, claim))}
    return any(item.name or item.text in texts for item in items)


def _words(claim: Said, known: Said) -> Iterator[Reason]:
    theirs = {item.key for item in known.items}
    both: dict[str, tuple[float, str]] = {}
    for item in claim.items:
        if item.weight and item.key in theirs:
            both.setdefault(item.key, (item.weight, item.text))
    if both:
        heaviest = sorted(both.values(), key=lambda found: -found[0])[:_WORDS_SHOWN]
        yield Reason("words", True, "both say " + ", ".join(f"“{text}”" for _, text in heaviest))
