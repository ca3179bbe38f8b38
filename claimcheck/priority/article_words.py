"""What an article is about: its title, what it says first, and what it says again and again."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain

from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities.cldr import currency_names, months, units, weekdays
from claimcheck.model import Article, Span

_SMALL = (
    "speakers.auxiliaries? speakers.be? speakers.clauses? speakers.and? speakers.relatives? "
    "compared.pronouns? speakers.prepositions? speakers.determiners?"
)
# The sections whose words say how something is told, by whom and how much of it, and not what.
_WEAK = (
    "speech",
    "people",
    "bounds",
    "percents",
    "vagueness",
    "stance",
    "opinion",
    "judgement",
    "currency",
    "units",
)
_WORD = re.compile(r"[^\W\d_]{4,40}")
_ENDING = re.compile(r"(?<=[^\W\d_]{3})(?:ies|es|s|ing|ed|en|er)$")
# The first that is no title, no name and no date.
_PARAGRAPH = re.compile(r"^[^\n]{60,}$", re.MULTILINE)
_READ = 200_000  # characters of an article, which tell what it is about
_HALF = 1_500  # characters down the article, where the place counts half
_SENTENCE = 120  # characters of a sentence, about
_FIRST = 400  # characters of the first paragraph
_MUCH = 0.9  # of the words which come again and again
_OFTEN = 0.2  # of the sentences that have a word which the article is about
_WORDS, _OF_TITLE = 5, 4
_KEPT, _LONGEST_KEPT = 50_000, 60  # pieces whose stems are kept, and how long they may be
_TELLS, _TOLD = 3, 2  # how often a word has to come for it to be told, and how many are
_PLACE, _AGAIN, _TITLE = 0.5, 0.3, 0.2


class ArticleWords:
    """The words of one article, by which each of its claims is measured.

    An article without a title is about what its first line says.
    """

    def __init__(self, article: Article, language: Language) -> None:
        self._language, self._stems_of = language, _Stems.of(language)
        self._text = text = article.text[:_READ]
        self._counts = Counter(self._stems(text))
        self._often = max(2.0, _OFTEN * len(text) / _SENTENCE)
        self._title = set(self._stems(article.title or text.strip().partition("\n")[0][:300]))
        opening = _PARAGRAPH.search(text)
        self._opening = min(opening.end(), opening.start() + _FIRST) if opening else 0
        self._titled = "what the title says" if article.title else "what the first line says"

    def about(self, span: Span, text: str, speaker: str | None = None) -> tuple[float, str]:
        """From 0 to 1 how far the claim *text* at *span* is what the article is about, and why in words.

        These do not name the *speaker*, who is told by another part.
        """
        stems = set(self._stems(text))
        counts = sorted(map(self._counts.__getitem__, stems), reverse=True)[:_WORDS]
        again = min(1.0, max(0.0, sum(counts) - len(counts)) / _WORDS / self._often)
        titled = min(1.0, len(stems & self._title) / max(1, min(_OF_TITLE, len(self._title))))
        place = 1 / (1 + span.start / _HALF)
        value = _PLACE * place + _AGAIN * again + _TITLE * titled
        if again < _MUCH or titled == 1:
            return value, self._titled if titled == 1 else self._early(span)
        return value, self._early(span) or self._comes_back_to(text, speaker or "")

    def _early(self, span: Span) -> str:
        return "said first" if span.end <= self._opening else ""

    def _comes_back_to(self, text: str, speaker: str) -> str:
        """The words of a claim that come most often in the article, none that could stand in any article."""
        weak, own = _weak_words(self._language), set(self._stems(speaker))
        often: dict[str, str] = {}
        for word in _WORD.findall(text):
            stem = "".join(self._stems_of[word.lower()])
            if stem not in own and self._counts[stem] >= _TELLS and word.lower() not in weak:
                often.setdefault(stem, self._as_within(word))
        told = sorted(often, key=lambda stem: -self._counts[stem])[:_TOLD]
        return f"what the article comes back to: {', '.join(often[stem] for stem in told)}" if told else ""

    def _as_within(self, word: str) -> str:
        """*word* as it is written within a sentence, where the article has it there."""
        return word.lower() if f" {word.lower()}" in self._text else word

    def _stems(self, text: str) -> list[str]:
        stems_of = self._stems_of
        return [stem for piece in text.lower().split() for stem in stems_of[piece]]


@cache
def _weak_words(language: Language) -> frozenset[str]:
    """What says little of any one article: "said", "year", "million", "official", "euros"."""
    sections = (language.sections.get(name, {}) for name in _WEAK)
    lists = (words for section in sections for words in section.values() if isinstance(words, list))
    numbers = language.sections.get("figures", {}).get("words", {})
    code = language.code
    counted = chain(units(code), currency_names(code), months(code)[0], weekdays(code))
    words = chain(*lists, numbers, counted)
    return frozenset(part.lower() for word in words for part in _WORD.findall(word))


class _Stems(dict[str, tuple[str, ...]]):
    """The stems of the words in each piece between blanks, without those that join others and tell nothing.

    A pattern that finds the words in each sentence would take three times as long.
    """

    def __init__(self, small: frozenset[str]) -> None:
        super().__init__()
        self._small = small

    @classmethod
    @cache
    def of(cls, language: Language) -> _Stems:
        return cls(frozenset(word.lower() for word in language.listed(_SMALL)))

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = (word for word in _WORD.findall(piece) if word not in self._small)
        stems = tuple(_ENDING.sub("", word) for word in words)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[piece] = stems
        return stems
