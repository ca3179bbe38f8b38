"""Who "I" and "we" are: whoever says the claim in their own words, and whom they speak for."""

from __future__ import annotations

import re

from claimcheck.model import Quoted, Span
from claimcheck.statements.countries import home
from claimcheck.statements.passage import Passage
from claimcheck.statements.seats import Seat, seat
from claimcheck.statements.speakers import Speaker, author, speaker
from claimcheck.statements.values import Finding, Insertion
from claimcheck.statements.verb_forms import behind_name

_WHO = "who speaks is not told beyond doubt"
_WE = "who is meant besides the speaker is not told"
_LOOSE = 0.5  # of the mentions of countries
_NEAR = 3  # words behind "we" that tell what everybody does
_MARKS = re.compile('["“”„»«]')
_WORD = re.compile(r"[\w'-]+")


# -- I --------------------------------------------------------------------------------------------------
def i(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """ "I have" is "[Ana Ruiz has]"; open where no name or no verb form is sure."""
    if _names_speaker(passage):
        return None
    who = None if _outside(passage, word) else _in_own_words(passage)
    verb = behind_name(passage, word[0][1:], word.end())
    if who is None or verb is None:
        return passage.open(word, _WHO)
    return Insertion(Span(word.start(), verb[0]), f"{who.name}{verb[1]}", who.at)


def my(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """ "My plan" is "[Ana Ruiz's] plan", where "I" has not been told before."""
    told = any(other[0].partition("'")[0] in passage.listed("i") for other in passage.words[:number])
    if told or _names_speaker(passage):
        return None
    who = None if _outside(passage, word) else _in_own_words(passage)
    if who is None or word[0].lower() not in passage.listed("my_own"):
        return passage.open(word, _WHO)
    return Insertion(Span(word.start(), word.end()), f"{who.name}'s", who.at)


def _in_own_words(passage: Passage) -> Speaker | None:
    """The speaker of a turn or a quotation; of what nobody is said to say, the author of the text."""
    if passage.claim.quoted is Quoted.DIRECT:
        return speaker(passage)
    return author(passage) if passage.claim.quoted is Quoted.NONE and passage.claim.speaker is None else None


def _outside(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a pronoun stands beside the words that a claim quotes: "My mother says, 'We …'"; in no turn."""
    if _in_a_turn(passage):
        return False
    marks = _MARKS.findall(passage.text, passage.span.start, word.start())
    later = _MARKS.search(passage.text, word.end(), passage.span.end)
    return len(marks) % 2 == 0 and later is not None and (bool(marks) or later[0] not in "”«")


def _in_a_turn(passage: Passage) -> bool:
    return any(one.speaker and passage.span in one.span for one in passage.sentences)


def _names_speaker(passage: Passage) -> bool:
    said_by = passage.claim.speaker
    return bool(said_by) and str(said_by).rpartition(" ")[2] in passage.span.of(passage.text)


# -- we -------------------------------------------------------------------------------------------------
def we(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """The country that a superlative or "our economy" is of, or the body that the speaker speaks for."""
    ours = word[0].partition("'")[0].lower() in passage.listed("our")
    place = _country(passage) if _of_country(passage, word, ours) else _body(passage, word, ours)
    if place is None:
        return passage.open(word, _WE)
    if place.of(passage.text) in passage.span.of(passage.text):
        return None
    name = _in_place(passage, place, word)
    if ours:
        return Insertion(Span(word.start(), word.end()), f"{name}'s", place)
    low, _, contracted = word[0].partition("'")
    verb = behind_name(passage, contracted and f"'{contracted}", word.end())
    if verb is None or low.lower() not in passage.listed("we_subject"):
        return passage.open(word, _WE)
    return Insertion(Span(word.start(), verb[0]), f"{name}{verb[1]}", place)


def _of_country(passage: Passage, word: re.Match[str], ours: bool) -> bool:
    """Whether something is said of a country: "our economy", "we have the highest … in the world"."""
    if ours:
        return passage.after_word(word.end()) in passage.listed("national")
    rest = passage.text[word.end() : passage.span.end].lower()
    return any(f" {one}" in rest for one in passage.listed("everywhere"))


def _country(passage: Passage) -> Span | None:
    """The country whose office the speaker holds, else the one that the article is about."""
    who = _in_own_words(passage)
    found = seat(passage, who.at) if who else None
    heads = found is not None and found.office in passage.listed("heads_of_state")
    return found.at if found and heads and not found.portfolio else home(passage)


def _body(passage: Passage, word: re.Match[str], ours: bool) -> Span | None:
    """What the speaker speaks for, where it is said of what a body does."""
    who = speaker(passage) if passage.claim.quoted is Quoted.MIXED else _in_own_words(passage)
    if who is None or _outside(passage, word) or _of_everybody(passage, word, ours):
        return None
    found = seat(passage, who.at)
    if _in_a_turn(passage) and (found is None or _may_be_of_state(passage, found)):
        # "We reduced the deficit": the administration, a party, the country, and not the office that briefs.
        return None
    if found is None:
        return home(passage, _LOOSE) if _is_of_state(passage, who) else None
    if _may_be_the_country(passage, found) and not (ours or _is_an_act(passage, word)):
        return None  # "we need", "we get"
    return _government(passage) if found.portfolio else found.at


def _may_be_of_state(passage: Passage, found: Seat) -> bool:
    """Whether a seat may be one of the state: any but those of companies, a body in capitals alone."""
    return (
        found.office not in passage.listed("of_companies") or found.at.of(passage.text).split()[-1].isupper()
    )


def _of_everybody(passage: Passage, word: re.Match[str], ours: bool) -> bool:
    """Whether what is said is of all people: "we know", "we must", "we are in danger", "our lives"."""
    end = min(word.end() + 60, passage.span.end)
    after = _WORD.findall(passage.text[word.end() : end].lower())[:_NEAR]
    if ours:
        return not after or after[0] in passage.listed("personal") | passage.listed("national")
    being = "'re" in word[0] or (after and after[0] in passage.lists.be)
    doing = any(one.endswith("ing") for one in after)
    return bool(being and not doing) or not passage.listed("everybody").isdisjoint(after)


def _may_be_the_country(passage: Passage, found: Seat) -> bool:
    nations = passage.lists.nations.keys()
    return found.portfolio or not nations.isdisjoint(found.at.of(passage.text).lower().split())


def _is_an_act(passage: Passage, word: re.Match[str]) -> bool:
    """Whether "we" have done or are doing something: a past form, a participle."""
    end = min(word.end() + 60, passage.span.end)
    after = _WORD.findall(passage.text[word.end() : end].lower())[: _NEAR - 1]
    return any(one in passage.lists.past_forms or one.endswith(("ed", "ing")) for one in after)


def _is_of_state(passage: Passage, who: Speaker) -> bool:
    """Whether somebody has an office of state by what the article or their turn says: "THE PRESIDENT"."""
    person = passage.named.people.get(who.name)
    office = (person.office if person else frozenset()) | set(str(passage.claim.speaker).lower().split())
    others = passage.lists.qualifiers | passage.listed("seeking")
    return not office.isdisjoint(passage.listed("heads_of_state")) and office.isdisjoint(others)


def _government(passage: Passage) -> Span | None:
    """What a minister speaks for: "the Government" in the article's words, else the country it is about."""
    for noun in sorted(passage.listed("government")):
        found = re.search(rf"(?<![\w-])(?:the|this|our|my) ({noun})(?![\w-])", passage.text, re.IGNORECASE)
        if found:
            return Span(*found.span(1))
    return home(passage)


def _in_place(passage: Passage, place: Span, word: re.Match[str]) -> str:
    """A name with its article as it is written where the word stands: "[The Harbour Trust treats]"."""
    name = place.of(passage.raw)
    first = not any(char.isalnum() for char in passage.text[passage.span.start : word.start()])
    if name[:4].lower() == "the ":
        return ("The" if first else "the") + name[3:]
    if name.lower() not in passage.listed("government") and not _wants_article(passage, name):
        return name
    return f"{'The' if first else 'the'} {name}"


def _wants_article(passage: Passage, name: str) -> bool:
    """Whether the article says "the" before a name wherever it stands in a sentence: the | Harbour Trust."""
    every = re.findall(rf"(\w+) {re.escape(name)}(?![\w-])(?! [A-Z])", passage.raw)
    return bool(every) and sum(one.lower() in passage.listed("the") for one in every) * 2 > len(every)
