"""What a sentence asks the tables: who, measured in what, when, and what is claimed of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from claimcheck.flagging.language_words import Language
from claimcheck.model import Bound, Comparison, Measured, Quantity, Relation, Span
from claimcheck.worksheet.known import Known, any_of
from claimcheck.worksheet.mentions import Measure, Subject, measures, subjects
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.values import Claimed
from claimcheck.worksheet.words import words_of

_YEARS = re.compile(r"(\d{4})(?:/(\d{4}))?")
_QUOTED = re.compile(r"[“\"«„]([^”\"»“]{3,})[”\"»“]?")
_LAST_CLAUSE = re.compile(r",\s+([^,;]{3,120})$")
_FRACTION = re.compile(r"1/\d|\d/\d")
_MANY = 100_000
_DIGITS = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of a claim, as flagging read it, the sentences before it and its speaker.

    The spans of ``quantities`` count from the start of ``text``.
    """

    text: str
    before: str = ""
    speaker: str | None = None
    quantities: tuple[Quantity, ...] = ()
    comparison: Comparison | None = None
    published: int | None = None


@dataclass(frozen=True)
class Asked:
    """A sentence, with what it speaks of found."""

    sentence: Sentence
    language: Language
    subjects: tuple[Subject, ...]
    measures: tuple[Measure, ...]
    quantity: Quantity
    claimed: Claimed
    others: tuple[Quantity, ...]
    years: tuple[int, ...]
    said: Span
    of_gdp: bool
    """Whether it is said to be a part of GDP."""

    @property
    def text(self) -> str:
        """The words of the sentence that say what is claimed, without who says so."""
        return self.said.of(self.sentence.text)

    @property
    def comparison(self) -> Comparison | None:
        """How flagging reads the sentence's comparison."""
        return self.sentence.comparison

    def says(self, name: str) -> bool:
        """Whether one of the language's words under *name* stands in what is claimed."""
        if name == "changed":
            return _changed(self.language).search(self.text) is not None
        return _pattern(self.language, name).search(self.text) is not None

    def words(self, name: str) -> tuple[str, ...]:
        """The language's words under *name*."""
        return tuple(words_of(self.language)["words"][name])

    @property
    def sides(self) -> int:
        """How many different subjects there are."""
        return len({(one.codes, one.group) for one in self.subjects})

    @property
    def over_time(self) -> bool:
        """Whether one thing is measured at two times, or is said to have changed."""
        if self.comparison is not None and self.comparison.over_time and self.sides < 2:
            return True
        right = self.comparison.right if self.comparison else None
        if right and any(str(year) in right for year in self.years):
            return True
        length = any(q.kind is Measured.DURATION for q in self.others)
        return len(self.years) > 1 or ((bool(self.years) or length) and self.says("changed"))

    @property
    def says_by(self) -> bool:
        """Whether something changed *by* so much: "rose by five million"."""
        return self.sentence.text[: self.quantity.span.start].rstrip().endswith(" by")

    @property
    def bare_country(self) -> bool:
        """Whether it is said of a country itself: "Greece has shrunk"."""
        if len(self.subjects) != 1 or self.subjects[0].span.start < self.said.start:
            return False
        before = self.sentence.text[self.said.start : self.subjects[0].span.start]
        after = self.sentence.text[self.subjects[0].span.end :]
        verb = re.match(r"\s+(?:has|have|had|is|was)?\s*(?:\w+ly\s+)?(?=(\w+))", after)
        return before.strip().lower() in {"", "the"} and verb is not None and _changed(self.language).match(verb[1]) is not None

    @property
    def lowest(self) -> bool:
        """Whether places are counted from the lowest: "the third smallest"."""
        return (self.quantity.normalized or "").endswith("asc")

    @property
    def counts_people(self) -> bool:
        """Whether what is counted are people: "inhabitants", "Nigerians"."""
        unit = (self.quantity.unit or "").casefold()
        told = words_of(self.language)["measures"]["population"]
        if not unit and not self.kinds() and (self.quantity.value or 0) >= _MANY:
            # "A country of 130 million".
            return True
        behind = self.sentence.text[self.quantity.span.end : self.quantity.span.end + 40]
        people = any(one.via is Via.PEOPLE and one.span.start - self.quantity.span.end < 12 for one in self.subjects if one.span.end > self.quantity.span.start)
        return unit in {*told["words"], *told["bare"]} or people or bool(re.match(r"\W*(?:more |fewer )?people", behind))

    def kinds(self) -> list[str]:
        """The kinds of measure that the sentence names, those named outright first."""
        ordered = sorted(self.measures, key=lambda measure: (measure.bare or measure.each, measure.span.start))
        return list(dict.fromkeys(measure.kind for measure in ordered))

    @property
    def per_head(self) -> bool:
        """Whether it is measured for each person: "per head", "an Indian", "rich"."""
        each = any(measure.each for measure in self.measures)
        return each or self.says("each") or any(subject.one_person for subject in self.subjects)

    @property
    def down(self) -> bool:
        """Whether it says that something went down or is less."""
        relation = self.comparison.relation if self.comparison else None
        if relation in {Relation.PERCENT_LESS, Relation.LESS}:
            # "More than seven per cent less" is a limit, and so is "less than".
            return True
        return relation not in {Relation.PERCENT_MORE, Relation.MORE} and self.says("down")


@cache
def _of_gdp(language: Language) -> re.Pattern[str]:
    """ "Of GDP", "of its annual output", "of all that it produces": what a percentage is a part of."""
    told = words_of(language)
    gdp = told["measures"]["gdp"]
    names = "|".join(map(re.escape, [*gdp["words"], *gdp["bare"]]))
    phrases = "|".join(map(re.escape, told["words"]["part_of"]))
    return re.compile(rf"(?i)(?<!\w)(?:of\s+(?:[\w’']+\s+){{0,3}}(?:{names})|{phrases})(?!\w)")


@cache
def _changed(language: Language) -> re.Pattern[str]:
    """The words of change that flagging knows, and this room's."""
    verbs = language.listed("trend.regular_verbs:s,ed? trend.irregular_past? trend.irregular_present? trend.nouns?")
    listed = [*words_of(language)["words"]["changed"], *verbs]
    return re.compile(any_of(listed).pattern, re.IGNORECASE)


@cache
def _pattern(language: Language, name: str) -> re.Pattern[str]:
    return re.compile(any_of(words_of(language)["words"][name]).pattern, re.IGNORECASE)


def asked(sentence: Sentence, known: Known) -> Asked | None:
    """What *sentence* asks; None where it claims no number that could be worked out."""
    said = _said(sentence)
    within = [q for q in sentence.quantities if q.span in said]
    chosen = _chosen(within, sentence.comparison, known) or _as_much(sentence, said, known.language)
    if chosen is None:
        return None
    text = sentence.text
    about = _about(sentence, said, known)
    # Words are looked for in the whole, so that all spans count from its start.
    percent = chosen.kind is Measured.PERCENT
    every = tuple(one for one in measures(text, known) if one.span in said)
    parts = [Span(*match.span()) for match in _of_gdp(known.language).finditer(text)] if percent else []
    outside = tuple(one for one in every if not any(one.span in part for part in parts))
    # "A tenth of Poland's output" is a share of it, "four per cent of Poland's output for the army" are its arms.
    whose_own = any(one.span in part for part in parts for one in subjects(text, known))
    named = every if whose_own and not outside else outside
    years = tuple(sorted({year for q in within for year in _years(q)}))
    rest = tuple(q for q in within if q is not chosen)
    claimed = _claimed(chosen, text, known.language)
    of_gdp = bool(parts) and named is not every
    return Asked(sentence, known.language, about, named, chosen, claimed, rest, years, said, of_gdp)


def _said(sentence: Sentence) -> Span:
    """The part of the sentence that is claimed: what stands in quotation marks, or is not who says so."""
    text = sentence.text
    quoted = [match for match in _QUOTED.finditer(text) if re.search(r"\w+\W+\w+\W+\w+", match[1])]
    if quoted:
        inner = Span(quoted[0].start(1), quoted[-1].end(1))
        numbered = [q for q in sentence.quantities if q.kind not in {Measured.DATE, Measured.DURATION}]
        if any(q.span in inner for q in numbered):
            return inner
    end = len(text)
    tail = _LAST_CLAUSE.search(text)
    if tail and not any(tail.start() < q.span.start for q in sentence.quantities):
        told = sentence.speaker and sentence.speaker.casefold() in tail[1].casefold()
        if told or re.search(r"(?i)\b(said|says|told|noted|reported|according|wrote|claimed)\b|\w+ed\.?$", tail[1]):
            end = tail.start()
    start = 0
    if sentence.speaker and (that := re.search(r"\bthat\b|,", text)):
        head = text[: that.start()]
        if sentence.speaker.casefold() in head.casefold() and not any(q.span.start < that.start() for q in sentence.quantities):
            start = that.end()
    return Span(start, end)


def _about(sentence: Sentence, said: Span, known: Known) -> tuple[Subject, ...]:
    """The subjects of what is said; for "we" and "its" without one those of who says so and of what was said before."""
    text = sentence.text
    inside = tuple(_moved(one, said.start) for one in subjects(said.of(text), known))
    every = (*subjects(text[: said.start], known), *(_moved(one, said.end) for one in subjects(text[said.end :], known)))
    words = words_of(known.language)["words"]
    first = re.search(any_of(words["first_person"]).pattern, said.of(text), re.IGNORECASE)
    back = re.search(r"(?i)\b(its|it|their|they|the country|there)\b", said.of(text))
    if not (first or (back and not inside)):
        return inside
    mine = _of_speaker(text, said, every, known) or _of_before(sentence.before, known)
    if mine is None and not any(one.via is Via.PEOPLE for one in inside):
        mine = _of_the_group(known, said)
    if mine is None:
        return inside
    place = Span(said.start + first.start(), said.start + first.end()) if first else Span(said.start, said.start)
    if first and any(mine.codes == one.codes and mine.group == one.group for one in inside):
        return inside
    own = replace(mine, span=place, one_person=False)
    return tuple(sorted((*inside, own), key=lambda one: one.span.start))


def _moved(subject: Subject, by: int) -> Subject:
    return replace(subject, span=Span(subject.span.start + by, subject.span.end + by))


def _of_the_group(known: Known, said: Span) -> Subject | None:
    """The one group that a desk has brought in, for "we" of somebody who says of nobody whose they are."""
    return Subject((), said, Via.NAME, known.groups[0]) if len(known.groups) == 1 else None


def _of_speaker(text: str, said: Span, speaking: Sequence[Subject], known: Known) -> Subject | None:
    named = [one for one in speaking if one.via is not Via.CAPITAL] or list(speaking)
    if named:
        return named[0]
    institutions = words_of(known.language)["institutions"]
    around = text[: said.start] + " " + text[said.end :]
    for code, names in institutions.items():
        if re.search(any_of(names).pattern, around):
            return Subject((code,), said, Via.NAME)
    return None


def _of_before(before: str, known: Known) -> Subject | None:
    found = subjects(before, known)
    named = [one for one in found if one.via is not Via.CAPITAL] or list(found)
    return named[0] if named else None


def _chosen(within: Sequence[Quantity], comparison: Comparison | None, known: Known) -> Quantity | None:
    """The quantity that is claimed: the one that the comparison counts, else the first that measures."""
    countable = [q for q in within if q.kind not in {Measured.DATE, Measured.DURATION} and q.value is not None]
    if not countable:
        return None
    money = [q for q in countable if q.kind is Measured.MONEY]
    if len({q.unit for q in money}) > 1:
        # "The fund of 100 billion euros was worth 105 billion dollars".
        return money[-1]
    if comparison is not None:
        counted = comparison.factor if comparison.factor is not None else comparison.amount
        for q in countable:
            if counted is not None and q.value == counted:
                return q
    countries = words_of(known.language)["words"]["countries"]
    group_sizes = [q for q in countable if q.kind is Measured.COUNT and q.unit in countries]
    rest = [q for q in countable if q not in group_sizes]
    # "Five countries have more than 60 million inhabitants": what is counted are countries.
    if group_sizes and rest and (group_sizes[0].value or 0) <= 60 and _is_condition(rest[0], group_sizes[0]):
        return group_sizes[0]
    ordered = sorted(rest or group_sizes, key=lambda q: (q.kind is Measured.COUNT and q.unit is None, q.span.start))
    return ordered[0]


def _as_much(sentence: Sentence, said: Span, language: Language) -> Quantity | None:
    """What a comparison without a number claims: once as much, more than once, less than once."""
    for name, bound in (("as_much", None), ("more", Bound.AT_LEAST), ("less", Bound.AT_MOST)):
        match = _pattern(language, name).search(sentence.text, said.start, said.end)
        if match is not None:
            span = Span(match.start(), match.end())
            return Quantity(Measured.MULTIPLIER, span, match[0], 1, unit="times", bound=bound, normalized="x1")
    return None


def _is_condition(limit: Quantity, count: Quantity) -> bool:
    """Whether *limit* is what each of those counted has to reach."""
    return limit.span.start > count.span.start and limit.kind in {Measured.PERCENT, Measured.COUNT, Measured.MONEY} and (
        limit.bound is not None or limit.kind is Measured.PERCENT
    )


def _years(quantity: Quantity) -> list[int]:
    if quantity.kind is not Measured.DATE:
        return []
    found = _YEARS.fullmatch((quantity.resolved or quantity.normalized or "")[:9].rstrip("-/"))
    if found is None:
        found = re.match(r"(\d{4})()", quantity.resolved or quantity.normalized or "")
    return [int(year) for year in found.groups() if year] if found else []


def _claimed(quantity: Quantity, text: str, language: Language) -> Claimed:
    around = text[max(0, quantity.span.start - 16) : quantity.span.end]
    near = re.search(any_of(words_of(language)["words"]["nearly"]).pattern, around, re.IGNORECASE)
    bound = quantity.bound
    if bound is Bound.AT_LEAST and re.search(r"(?i)just (?:over|above)", around):
        bound, approximate = None, True
    else:
        approximate = quantity.approximate
    normalized = quantity.normalized or ""
    spelt = bool(_FRACTION.search(normalized)) or "half" in quantity.text.casefold()
    value = float(quantity.value or 0)
    return Claimed(
        value=value,
        unit=quantity.unit or "",
        words=quantity.text,
        high=float(quantity.high) if quantity.high is not None else None,
        bound=None if near else bound,
        approximate=approximate,
        nearly=near is not None,
        fraction=spelt,
        step=_step(quantity.text, value),
    )


def _step(words: str, value: float) -> float:
    """The unit of the last digit that is said: 0.1 of 3.5, 100,000,000 of 1.2 billion."""
    digits = _DIGITS.search(words)
    if digits is None:
        return 1.0 if abs(value) < 1000 else 0.0
    written = digits[0].rstrip(".,").replace(",", "")
    if not written.replace(".", "").strip("0"):
        return 0.0
    decimals = len(written.partition(".")[2])
    try:
        scale = abs(value) / abs(float(written))
    except (ValueError, ZeroDivisionError):
        return 0.0
    return float(scale * 10.0**-decimals)
