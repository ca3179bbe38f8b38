"""What a sentence asks the tables: of whom, measured in what, for which years, and what is claimed of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.flagging.language_words import Language
from claimcheck.model import Comparison, Measured, Quantity, Relation, Span
from claimcheck.worksheet.claimed import chosen, claimed
from claimcheck.worksheet.known import POPULATION, Known
from claimcheck.worksheet.members_counted import is_part_of_members, members_counted
from claimcheck.worksheet.mentions import Measure, Subject, measures, subjects
from claimcheck.worksheet.phrases import changed, part_of_gdp, phrases
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.sentence import Sentence, said_in
from claimcheck.worksheet.values import Claimed
from claimcheck.worksheet.whom import spoken_of
from claimcheck.worksheet.words import words_of

_OF_TIME = frozenset({Measured.DATE, Measured.DURATION})
_YEARS = re.compile(r"(\d{4})(?:\D.*?/(\d{4})|/(\d{4}))?")
_VERB = re.compile(r"\s+(?:has|have|had|is|was)?\s*(?:\w+ly\s+)?(\w+)")
_PEOPLE_BEHIND = re.compile(r"\W*(?:more |fewer )?people")
_NEAR = 12
_MANY = 100_000
"""So many of nothing that is named are people: "a country of 130 million"."""

Whom = tuple[tuple[str, ...], str | None]


@dataclass(frozen=True)
class Asked:
    """A sentence with what it speaks of found: whom, what is measured, what is claimed, and for which years.

    ``said`` is the part that is claimed, ``of_gdp`` whether a part of GDP is meant, ``heads`` whether it is
    measured for each person, None where the words tell.
    """

    sentence: Sentence
    language: Language
    subjects: tuple[Subject, ...]
    measures: tuple[Measure, ...]
    quantity: Quantity
    claimed: Claimed
    others: tuple[Quantity, ...]
    years: tuple[int, ...]
    said: Span
    of_gdp: bool = False
    heads: bool | None = None

    @property
    def text(self) -> str:
        """The words that say what is claimed, without who says so."""
        return self.said.of(self.sentence.text)

    @property
    def comparison(self) -> Comparison | None:
        """The sentence's comparison, unless it is with what a figure was before, which is told beside it."""
        compared = self.sentence.comparison
        return None if compared and compared.over_time and self.sentence.former is not None else compared

    @property
    def relation(self) -> Relation | None:
        """The relation of the comparison."""
        return self.comparison.relation if self.comparison else None

    @property
    def people(self) -> tuple[str, ...]:
        """The words for people as such."""
        told = words_of(self.language)["measures"][POPULATION]
        return (*told["words"], *told["bare"])

    def says(self, name: str) -> bool:
        """Whether one of the language's words under *name* stands in what is claimed."""
        return phrases(self.language, name).search(self.text) is not None

    def words(self, name: str) -> tuple[str, ...]:
        """The language's words under *name*."""
        return tuple(words_of(self.language)["words"][name])

    @property
    def sides(self) -> int:
        """How many different subjects there are."""
        return len({whom(one) for one in self.subjects})

    @property
    def kinds(self) -> list[str]:
        """The kinds of measure that it names, those named outright first."""
        ordered = sorted(self.measures, key=lambda one: (one.bare or one.each, one.span.start))
        return list(dict.fromkeys(measure.kind for measure in ordered))

    @property
    def changed(self) -> bool:
        """Whether it says that something changed."""
        return changed(self.language).search(self.text) is not None

    @property
    def over_time(self) -> bool:
        """Whether one thing is measured at two times."""
        if self.comparison is not None and self.comparison.over_time and self.sides < 2:
            return True
        right = (self.comparison.right if self.comparison else None) or ""
        if len(self.years) > 1 or any(str(year) in right for year in self.years):
            return True
        length = any(q.kind is Measured.DURATION for q in self.others)
        return (bool(self.years) or length) and self.changed

    @property
    def per_head(self) -> bool:
        """Whether it is measured for each person: "per head", "an Indian", "rich"."""
        if self.heads is not None:
            return self.heads
        each = any(measure.each for measure in self.measures)
        return each or self.says("each") or any(one.one_person for one in self.subjects)

    @property
    def down(self) -> bool:
        """Whether it says that something went down or is less."""
        if self.relation in {Relation.PERCENT_LESS, Relation.LESS}:
            return True
        return self.relation not in {Relation.PERCENT_MORE, Relation.MORE} and self.says("down")

    @property
    def changed_by(self) -> bool:
        """Whether something changed *by* so much: "rose by five million"."""
        return self.sentence.text[: self.quantity.span.start].rstrip().endswith(" by")

    @property
    def lowest(self) -> bool:
        """Whether places are counted from the lowest: "the third smallest"."""
        return (self.quantity.normalized or "").endswith("asc")

    @property
    def of_a_country_itself(self) -> bool:
        """Whether no measure is named because a country itself is said to change: "Greece has shrunk"."""
        if len(self.subjects) != 1 or self.subjects[0].span.start < self.said.start:
            return False
        span = self.subjects[0].span
        verb = _VERB.match(self.sentence.text, span.end)
        first = self.sentence.text[self.said.start : span.start].strip().casefold() in {"", "the"}
        return first and verb is not None and changed(self.language).match(verb[1]) is not None

    @property
    def counts_members(self) -> bool:
        """Whether what is claimed is how many of a group: "eleven of the 32"."""
        found = members_counted(self.sentence.quantities, self.sentence.text, self.words("countries"))
        return self.quantity in found

    @property
    def speaks_of_each(self) -> bool:
        """Whether a limit is said of each of a group, and not of all together: "none of the members has"."""
        text, nouns = self.sentence.text, self.words("countries")
        parts = [one for one in self.sentence.quantities if is_part_of_members(one, text, nouns)]
        # A limit has to follow: "half of the members spend over …".
        limits = (one for one in self.sentence.quantities for part in parts if one.span.start > part.span.end)
        return self.says("none_of") or any(one.kind not in _OF_TIME for one in limits)

    @property
    def counts_people(self) -> bool:
        """Whether what is counted are people: "inhabitants", "Nigerians", or nothing that is named."""
        unit, end = (self.quantity.unit or "").casefold(), self.quantity.span.end
        if not unit and not self.kinds and (self.quantity.value or 0) >= _MANY:
            return True
        near = [one for one in self.subjects if self.quantity.span.start < one.span.end < end + 2 * _NEAR]
        peoples = any(one.via is Via.PEOPLE and one.span.start - end < _NEAR for one in near)
        return unit in self.people or peoples or _PEOPLE_BEHIND.match(self.sentence.text, end) is not None


def whom(subject: Subject) -> Whom:
    """Whom a subject names, however it does."""
    return subject.codes, subject.group.name if subject.group else None


def asked(sentence: Sentence, known: Known) -> Asked | None:
    """What *sentence* asks; None where it claims no number that could be worked out."""
    said, language = said_in(sentence), known.language
    quantity = chosen(sentence, said, language)
    if quantity is None:
        return None
    named, of_gdp = _measures(sentence, said, quantity, known)
    return Asked(
        sentence=sentence,
        language=language,
        subjects=spoken_of(sentence, said, known),
        measures=named,
        quantity=quantity,
        claimed=claimed(quantity, sentence.text, language),
        others=tuple(q for q in sentence.quantities if q.span in said and q is not quantity),
        years=tuple(sorted({year for q in sentence.quantities if q.span in said for year in _years(q)})),
        said=said,
        of_gdp=of_gdp,
    )


def _measures(
    sentence: Sentence, said: Span, quantity: Quantity, known: Known
) -> tuple[tuple[Measure, ...], bool]:
    """The measures that are named, and whether they are told as a part of GDP, which then is none of them.

    "A tenth of Poland's output" is a share of it; "four per cent of Poland's output for the army" are its
    arms.
    """
    text = sentence.text
    every = tuple(one for one in measures(text, known) if one.span in said)
    if quantity.kind is not Measured.PERCENT:
        return every, False
    parts = [Span(*match.span()) for match in part_of_gdp(known.language).finditer(text)]
    outside = tuple(one for one in every if not any(one.span in part for part in parts))
    of_somebody = any(one.span in part for part in parts for one in subjects(text, known))
    if not parts or (of_somebody and not outside):
        return every, False
    return outside, True


def _years(quantity: Quantity) -> list[int]:
    """The years that a date names, the first and the last of a span."""
    if quantity.kind is not Measured.DATE:
        return []
    found = _YEARS.match(quantity.resolved or quantity.normalized or "")
    return [int(year) for year in found.groups() if year] if found else []
