"""The rules of a language: a grammar of ``grammars/*.toml``, filled with words of ``languages/*.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from claimcheck.flagging.language_words import Language, any_of
from claimcheck.flagging.signals import rules
from claimcheck.flagging.signals.rules import ANY, Rule
from claimcheck.flagging.templates import Templates

_FOLDER = resources.files(__package__).joinpath("grammars")
_GAP = "…"
_BETWEEN = r"(?: [\w'-]{1,30}){1,6}? "
_LISTS = re.compile(r"\{(.+)\}")


class Grammar:
    """The rules of a language, and the parts that they are made of.

    A sign that its grammar has no rules for is what its section lists: ``phrases``, ``stems`` (beginnings of
    words) and ``not_phrases`` (stepped over); none has to be there.
    """

    def __init__(self, language: Language) -> None:
        file = _FOLDER.joinpath(f"{language.code}.toml")
        self._rules: dict[str, Any] = (
            tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        )
        self.parts = Templates(self._rules.pop("parts", {}))
        self._language = language

    def rules(self, signs: Iterable[str]) -> dict[str, list[Rule]]:
        """The rules of those signs that the language has, and of those that serve others ("past").

        >>> from claimcheck.flagging.language_words import known_language
        >>> sorted(Grammar(known_language("en")).rules(["trend"]))[:4]
        ['appeal', 'cause', 'event', 'past']
        """
        told = {sign: _listed(sign) for sign in signs if sign in self._language.sections} | self._rules
        return {
            sign: [rule for one in entries for rule in self._made(**one)] for sign, entries in told.items()
        }

    def _made(
        self,
        expression: str = "",
        phrases: Iterable[str] = (),
        stems: Iterable[str] = (),
        begins: Iterable[str] = (ANY,),
        needs: Iterable[str] = (ANY,),
        skips: bool = False,
    ) -> Iterator[Rule]:
        """The rules that one entry of the file stands for."""
        if expression:
            filled = self.parts.filled(expression, self._language)
            yield Rule(filled, self._spread(begins), self._spread(needs), skips)
        spread = self._spread(phrases)
        yield from (_with_gap(phrase) for phrase in spread if _GAP in phrase)
        if phrases:
            yield rules.phrases([phrase for phrase in spread if _GAP not in phrase], skips=skips)
        if stems:
            yield rules.stems(self._spread(stems), skips=skips)

    def _spread(self, told: Iterable[str]) -> tuple[str, ...]:
        """The words, of one that names lists in braces each of theirs: "{event.standing}s"."""
        found: list[str] = []
        for word in told:
            lists = _LISTS.search(word)
            words = self._language.listed(lists[1]) if lists else ()
            found += [word.replace(lists[0], one) for one in words] if lists else [word]
        return tuple(found)


def _listed(sign: str) -> list[dict[str, Any]]:
    """The rules of a sign that are only what its section lists."""
    stepped_over, phrases, stems = ([f"{{{sign}.{name}?}}"] for name in ("not_phrases", "phrases", "stems"))
    return [{"phrases": stepped_over, "skips": True}, {"phrases": phrases}, {"stems": stems}]


def _with_gap(phrase: str) -> Rule:
    """A phrase with words left open: "so viele … wie"."""
    parts = [part.strip() for part in phrase.split(_GAP)]
    return Rule(_BETWEEN.join(any_of([part]) for part in parts), parts[:1], needs=parts[-1:])
