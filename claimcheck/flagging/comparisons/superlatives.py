"""Superlatives: "the second biggest army in NATO", "one of the largest in Asia", "the worst in four years".

One counts where it is said of something ("has the highest", ", the world's biggest port,") or holds for a
time ("the worst in four years"), not in passing: "the largest companies pay more".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.flagging.comparisons.meant import is_meant
from claimcheck.flagging.comparisons.shape import Shape, letter
from claimcheck.flagging.comparisons.sides import noun_end, side_after, what_is_put, whole
from claimcheck.flagging.comparisons.subjects import subject_before
from claimcheck.flagging.comparisons.wordings import short
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Relation, Span

_BEFORE = 60  # characters before a superlative that say what it is said of
_EQUATED = 90  # characters behind one that begins a sentence, in which "is" stands
_TEMPLATES = Templates(
    {
        "superlative": r"(?<!\w)(?:[^\W\d_]{2,14}{|ranks.superlative_endings}(?:-[^\W\d_]{2,20})?"
        "|{|compared.best}"
        r"|{|compared.leading}|{|ranks.most}(?= {|compared.within} )"
        r"|{|ranks.most} [^\W\d_][\w-]{2,20})(?!\w)",
        # What stands before it: "one of | the | second", "Europe's".
        "before": r"(?P<among>{|compared.among} )?(?P<of>{OWNER}|(?<!\w){|compared.own} )?"
        r"(?P<place>{figures.ordinals}[- ])?$",
        "OWNER": r"(?:{|compared.own} (?:[\w-]{1,25} )?)?[\w-]{1,25}(?:'s|s') ",
        "time": r"(?: {|compared.have_been})? ?({|compared.ever}(?!\w)|{|compared.since}(?= )"
        r"|{|compared.in_time} {OWNER}{|compared.history}(?!\w)"
        "|{|compared.in_time} (?:{ABOUT} ){0,2}(?=[TD]|{|compared.spans}))",
        "ABOUT": "{|bounds.at_least bounds.approximate compared.own compared.time_first}",
        "figure": r"(?: ?[^\W\d_]{2,12}){0,2} ?(?:T{1,80}|D{1,80})",  # "in | more than 40 years"
        "of": " {|compared.of}(?= )",
        "scope": r" {|compared.within}(?= )",
        "equals": r"[^.;:!?,]{0,60}? {|compared.equals} (?!{|compared.clause} )",
        "population": r"(?<!\w){|compared.populations}(?!\w)",
        "outright": r"(?<!\w){|compared.outright} $",
        "called": r"(?:^|[,;:\"“(–—] ?|(?<!\w){|compared.called} (?:{ADVERB} ){0,2})$",
        "ADVERB": "(?:{|compared.adverbs}|[a-z]{2,15}ly)",
    }
)


@dataclass(frozen=True, slots=True)
class _Superlative:
    """A superlative and what belongs to it."""

    span: Span  # of the words that rank: "second biggest"
    named: int  # where the superlative begins, with its place
    start: int  # with article or owner: "Europe's | second biggest"
    place: int | None  # None for one of several
    owner: Span | None
    end: int  # of the noun phrase
    scope: Span | None
    timed: bool


def superlatives(shape: Shape) -> Iterator[Comparison]:
    """Superlatives that are said of something, with what they are the first of."""
    for match in _TEMPLATES.pattern("superlative", shape.scan.language).finditer(shape.scan.low):
        found = _superlative(shape, match) if _ranks(shape.scan, match[0]) else None
        if found and _is_said(shape, found):
            yield _place(shape, found)


def _ranks(scan: Scan, word: str) -> bool:
    """Whether a word is a superlative: not "forest", nor praise as "the most important"."""
    _, _, rest = word.partition(" ")
    if (rest or word) in scan.words("compared", "praise"):
        return False
    if rest:
        return rest not in scan.words("figures", "stops")
    return word in scan.words("compared", "best") or word.partition("-")[0] not in scan.words(
        "ranks", "not_superlatives"
    )


def _is_judged(scan: Scan, word: str) -> bool:
    """Whether "most" stands before what cannot be counted: "most dramatic", not "most visited"."""
    _, _, rest = word.partition(" ")
    if not rest:
        return word in scan.words("compared", "best")
    measured = rest.endswith(("ed", *scan.words("figures", "plural")))
    return not measured and rest not in scan.words("ranks", "adjectives")


def _superlative(shape: Shape, match: re.Match[str]) -> _Superlative | None:
    """A superlative with what belongs to it; None without an article, an owner or a time."""
    scan = shape.scan
    window = max(0, match.start() - _BEFORE)
    before = _TEMPLATES.pattern("before", scan.language).search(scan.low, window, match.start())
    assert before is not None
    if scan.low[match.start() - 1 : match.start()] == "-" and not before["place"]:
        return None  # "self-interest"
    end = _of_end(shape, noun_end(scan, match.end()))
    time = _TEMPLATES.pattern("time", scan.language).match(shape.low, end)
    if time is None and (_is_judged(scan, match[0]) or not (before["of"] or before["among"])):
        return None
    scope = scope_behind(shape, end, time)
    named = before.start("place") if before["place"] else match.start()
    return _Superlative(
        Span(before.start("among") if before["among"] else named, max(end, scope.end if scope else 0)),
        named,
        before.start(),
        _counted_place(scan, before, match[0]),
        Span(*before.span("of")) if (before["of"] or "").rstrip().endswith(("'s", "s'")) else None,
        end,
        scope,
        timed=time is not None,
    )


def _of_end(shape: Shape, end: int) -> int:
    """Where what is ranked ends: "cause | of death", where "in the country" follows, "rise | in pay"."""
    scan = shape.scan
    joint = _TEMPLATES.pattern("scope", scan.language).match(scan.low, end)
    side = side_after(scan, joint.end()) if joint else None
    if side is None:
        return end
    within = _TEMPLATES.pattern("of", scan.language).match(scan.low, end) and _TEMPLATES.pattern(
        "scope", scan.language
    ).match(scan.low, side.end)
    return side.end if within or is_timed(shape, side.end) else end


def _counted_place(scan: Scan, before: re.Match[str], word: str) -> int | None:
    """The place that is told: that of "second biggest"; none for "one of the biggest"."""
    if before["among"]:
        return None
    if before["place"]:
        place: int = scan.table("figures", "ordinals").get(before["place"].strip(" -"), 1)
        return place
    return _joined_place(scan, word)


def _joined_place(scan: Scan, word: str) -> int:
    """The place that a language joins to its superlative: "zweit|größte"."""
    found = (place for prefix, place in scan.table("ranks", "prefixes").items() if word.startswith(prefix))
    return next(found, 1)


def is_timed(shape: Shape, end: int) -> bool:
    """Whether a time follows for which a place holds: "in nine years", "ever"."""
    return _TEMPLATES.pattern("time", shape.scan.language).match(shape.low, end) is not None


def scope_behind(shape: Shape, end: int, time: re.Match[str] | None = None) -> Span | None:
    """Among what something is the first: "in NATO", or for how long: "in four years", "ever"."""
    scan = shape.scan
    time = time or _TEMPLATES.pattern("time", scan.language).match(shape.low, end)
    if time is not None:
        return Span(time.start(1), _until(shape, time))
    match = _TEMPLATES.pattern("scope", scan.language).match(scan.low, end)
    return side_after(scan, match.end()) if match else None


def _until(shape: Shape, time: re.Match[str]) -> int:
    """The end of the time for which a superlative holds: "in | 40 years"."""
    endless = shape.scan.language.listed("compared.ever compared.history")
    if time[0].strip().endswith(endless):
        return time.end()
    figure = _TEMPLATES.pattern("figure", shape.scan.language).match(shape.low, time.end())
    if figure:
        return figure.end()
    until = side_after(shape.scan, time.end())
    return whole(shape.low, until).end if until else time.end()


def _is_said(shape: Shape, found: _Superlative) -> bool:
    """Whether a superlative is said of something, or only named in passing."""
    scan = shape.scan
    if found.timed:
        return not is_meant(shape, found.start, noun=True) and not _is_vague(shape, found)
    before = scan.plain[max(0, found.start - _BEFORE) : found.start].lower()
    called = _TEMPLATES.pattern("called", scan.language).search(before)
    if called is None:
        return False
    scoped = _is_among_all(shape, found) or found.owner is not None or (found.place or 0) > 1
    if not before.strip():  # "The largest port in Europe is Rotterdam."
        end = found.span.end
        return scoped and bool(
            _TEMPLATES.pattern("equals", scan.language).match(scan.low, end, end + _EQUATED)
        )
    outright = _TEMPLATES.pattern("outright", scan.language).search(before)
    return scoped or bool(outright) or scan.low.startswith(scan.words("compared", "leading"), found.named)


def _is_among_all(shape: Shape, found: _Superlative) -> bool:
    """Whether it is told among what: "in NATO"; for praise that is a place: not "kindest in the office"."""
    if found.scope is None:
        return False
    scan = shape.scan
    return not _is_unmeasured(scan, found) or is_population(scan, found.scope)


def is_population(scan: Scan, scope: Span) -> bool:
    """Whether something is told to be the first of many that can be looked up: "in NATO", "in the world".

    >>> is_population(Scan.of("the kindest in the office"), Span(15, 25))
    False
    """
    if any(word[0].isupper() for word in scope.of(scan.raw).split()):
        return True
    return (
        _TEMPLATES.pattern("population", scan.language).search(scan.low, scope.start, scope.end) is not None
    )


def _is_unmeasured(scan: Scan, found: _Superlative) -> bool:
    """Whether a superlative is none that is known to be measured: "clearest", not "largest"."""
    words = re.split("[ -]", scan.low[found.named : found.end])
    return not any(
        word.endswith(scan.words("ranks", "superlative_endings")) and _is_measured(scan, word)
        for word in words
    ) and not any(word in scan.language.listed("compared.leading ranks.most compared.best") for word in words)


def _is_measured(scan: Scan, word: str) -> bool:
    return word in scan.table("ranks", "superlatives") or word in scan.words("compared", "measured")


def _is_vague(shape: Shape, found: _Superlative) -> bool:
    """Whether nothing is measured: "the biggest win | yet", where no share and no money stands."""
    until = found.scope.of(shape.scan.low) if found.scope else ""
    return until.startswith(shape.scan.words("compared", "so_far")) and all(
        letter(one) not in "PQM" for one in shape.at.values()
    )


def _place(shape: Shape, found: _Superlative) -> Comparison:
    scan = shape.scan
    measure = scan.raw[found.named : found.end].strip(" '\"“”’")
    owner = _bare_owner(shape, found)
    return Comparison(
        Relation.RANK,
        (found.span,),
        short(
            Span(
                min(found.span.start, found.owner.start if found.owner else found.span.start), found.span.end
            ).of(scan.raw)
        ),
        left=shape.said(_put_there(scan, found.start) or subject_before(scan, found.start)),
        right=shape.said(found.scope) or owner,
        measure=measure,
        factor=found.place,
    )


def _put_there(scan: Scan, at: int) -> Span | None:
    """What is brought to a place: "cut | the budget | to its lowest level"."""
    return what_is_put(scan, at) if scan.follows(at, "speakers", "infinitive") else None


def _bare_owner(shape: Shape, found: _Superlative) -> str | None:
    """Whose first it is: "Europe" of "Europe's largest"."""
    if found.owner is None:
        return None
    said = found.owner.of(shape.scan.raw).strip()
    return re.sub(r"['’]s?$", "", said)
