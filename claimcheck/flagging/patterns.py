"""The regular expressions of the signals, built from small named parts.

Every part has an example beside it. All repetitions are bounded, so that a hostile line
costs no more than its length. They run on text that :func:`words.level` has made plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.flagging.words import any_of, forms, past, words

# Nothing is found from the middle of a word on; to say so once, in front, makes all of it faster.
_BEGINNING = r"(?:(?<!\w)(?=[\w$€£¥])|(?=['?]))"


def compiled(hits: str, skips: str | None = None) -> re.Pattern[str]:
    """One pattern that finds *hits* and steps over *skips*; only hits have the group "hit".

    >>> [m["hit"] for m in compiled(FIGURE, FIGURE_SKIP).finditer("Article 5, in 2019") if m["hit"]]
    ['2019']
    """
    found = rf"(?:{skips})|(?P<hit>{hits})" if skips else rf"(?P<hit>{hits})"
    return re.compile(rf"{_BEGINNING}(?:{found})", re.IGNORECASE)


def _one_of(*parts: str) -> str:
    """Any of the expressions, the first that fits."""
    return "|".join(f"(?:{part})" for part in parts)


def _not_after(before: Iterable[str]) -> str:
    """That none of the words stands before."""
    return "".join(rf"(?<!\b{word} )" for word in before)


# --- numbers -------------------------------------------------------------------------------
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,6})?)"  # 1,700 · 5.25
ALONE = r"(?<![\w.,/])(?<!\w-)"  # not in F-35, COVID-19, 9/11 or v2.5
SMALL = any_of(words("numbers", "small"))  # twenty
WORD = rf"{SMALL}(?:-(?:one|two|three|four|five|six|seven|eight|nine)\b)?"  # thirty-two
UNIT = rf"(?:{'|'.join(words('time', 'units'))})s?\b"  # months
SCALE = any_of(words("numbers", "scales"))  # million
PERCENT = r"(?:%|percent\b|per cent\b|percentage points?\b)"  # 3.5 %
COIN = any_of(words("numbers", "currencies"))  # dollars
COUNTED = rf"(?:{UNIT}|{COIN}|times\b)"  # what a number may carry with it
NUMBER = rf"(?:{ALONE}{DIGITS}|{WORD})"  # 25 · twenty-five
PART = any_of(words("numbers", "fractions"))  # third

DIGIT_FIGURE = (  # $1,700 · 3.5% · 7-2 · 25bn · 2035
    rf"[$€£¥]?{ALONE}{DIGITS}(?:-{DIGITS})?"
    rf"(?: ?{PERCENT}| ?(?:bn|tn|mn|m|k)\b|(?:[- ]{SCALE})?(?:[- ]{COUNTED})?)(?![\w/]|[.,]\d)"
)
# "the two sides" counts nothing new, and "two-state" is a name; "two-week" is an amount.
WORD_FIGURE = (  # three individuals · five years · seven-decade
    rf"{_not_after(('the', 'these', 'those'))}{WORD}(?:[- ]{SCALE})?(?: {PERCENT}|[- ]{COUNTED}|(?!-))"
)
SCALED = rf"\b(?:an?|one|half an?) {SCALE}"  # a million
SHARE = rf"\b(?:one|{WORD}) (?:in|out of) (?:every )?(?:{WORD}|{DIGITS})\b"  # one in five
CUT_BY = r"\b(?:by|in) (?:half|an? (?:third|quarter|fifth))\b"  # by half
FRACTION = rf"\b(?:half|(?:an?|one|two|three|four)[- ]{PART})(?= (?:of|the|as)\b)"  # a third of
CROWD = rf"{any_of(words('numbers', 'crowds'))} of\b"  # thousands of
DECADE = r"\b(?:1\d|20)\d0s\b"  # 1990s
PROPORTION = any_of(words("numbers", "proportions"))  # most of
LABELLED = rf"{any_of(words('numbers', 'labels'))} {DIGITS}"  # Article 5

# --- dates ---------------------------------------------------------------------------------
MONTH = rf"(?-i:{any_of(words('time', 'months'))})"  # March, not "to march"
WEEKDAY = rf"(?-i:{any_of(words('time', 'weekdays'))})"  # Monday
CLOCK = r"\b\d{1,2}:\d{2}\b(?: ?[AaPp]\.?[Mm]\b)?"  # 2:34 PM
DAY = r"\d{1,2}(?:st|nd|rd|th)?"  # 2nd
EARLY = rf"(?:{'|'.join(words('time', 'parts'))}) ?(?:of )?"  # early
CALENDAR = _one_of(
    rf"(?:\b(?:on|in|since|by|until) )?{MONTH} {DAY}\b(?:-\d{{1,2}}\b)?(?:,? \d{{4}}\b)?",  # on March 2, 2025
    rf"\b{DAY} (?:of )?{MONTH}(?:,? \d{{4}}\b)?",  # 2 March
    rf"(?:\bin )?{MONTH},? (?:of )?\d{{4}}\b",  # in April 2024
    rf"{any_of(words('time', 'before_dates'))} (?:{EARLY})?{MONTH}",  # in early March
)
PAST_TIME = _one_of(
    any_of(words("time", "near_past")),  # last year
    rf"(?:\b(?:on|last|since|late|early) )?{WEEKDAY}",  # on Monday
    rf"(?:{NUMBER}|\ba few|\bseveral|\ban?) {UNIT} (?:ago|earlier|after)\b",  # three years ago
    rf"\b(?:in|over|during|for) the (?:last|past) (?:(?:{NUMBER}|several|few) )?{UNIT}",  # in the last year
)

FIGURE_SKIP = _one_of(CALENDAR, CLOCK, LABELLED)
FIGURE = _one_of(SHARE, DECADE, DIGIT_FIGURE, WORD_FIGURE, SCALED, CUT_BY, FRACTION, CROWD, PROPORTION)

# --- comparison, rank ----------------------------------------------------------------------
ARTICLE = r"(?: (?:the|an?|its|their|his|her|our)\b)?"
NAME = rf"{ARTICLE} [\w'-]{{1,25}}(?:(?-i: [A-Z][\w'-]{{0,25}})){{0,3}}"  # the United States
FEW = r"(?: [\w'-]{1,20})"  # one word in between
MORE = r"(?:more|less|fewer|better|worse|(?!other\b|rather\b|whether\b|later\b)[a-z]{2,12}er)"  # bigger
MULTIPLE = rf"(?:{NUMBER} times|{any_of(words('comparison', 'multiples'))}|{NUMBER} ?{PERCENT})"  # 25 times
MEASURE = any_of(words("comparison", "measures"))  # size
EQUAL = any_of(words("comparison", "equal"))  # many
COMPARISON = _one_of(
    rf"{MULTIPLE} {MORE}\b(?:{FEW}{{0,3}}? than{NAME})?",  # 25 times bigger than Russia
    rf"{MULTIPLE} as{FEW}{{1,4}}? (?:as|to)\b{NAME}",  # half as likely to end up
    rf"{MULTIPLE} as (?:many|much)\b",  # twice as many
    rf"{MULTIPLE} (?:the|that of the|its) {MEASURE}(?: of{NAME})?",  # twice the size of
    rf"\b{MORE}{FEW}{{1,5}}? than(?! ever){NAME}",  # more electric cars than Italy
    rf"\b(?!more |less |fewer ){MORE} than(?! ever){NAME}",  # bigger than Russia
    rf"\bas {EQUAL}{FEW}{{0,3}}? as(?! (?:possible|{DIGITS}|{WORD})){NAME}",  # as many doctors as Italy
    r"\bmore [\w ]{2,30}(?:together|combined)\b",  # more than the two together
    any_of(words("comparison", "verbs")),  # outnumbers
)
COMPARISON_SKIP = _one_of(any_of(words("comparison", "not_comparisons")), rf"\bmore{FEW}{{1,3}} than ever\b")
PERIOD = rf"\b(?:in|per|every|each|takes?|took) (?:an?|one|{NUMBER}) {UNIT}"  # in three months
LINK = any_of(words("comparison", "links"))  # what

ORDINAL = rf"(?:{any_of(words('numbers', 'ordinals'))}|\d{{1,3}}(?:st|nd|rd|th))[- ]"  # second-
SUPERLATIVE = rf"(?!{any_of(words('rank', 'not_superlatives'))})[a-z]{{2,12}}est\b"  # biggest
MOST = rf"(?:most|least) (?!{any_of(words('rank', 'judgements'))})[a-z-]{{3,20}}"  # most populous
RANK = _one_of(
    rf"(?:\bthe|'s|\bits|\btheir|\bour) (?:{ORDINAL})?(?:{SUPERLATIVE}|{MOST}){FEW}?",  # the hottest summer
    rf"\b{ORDINAL}(?:{SUPERLATIVE}|most\b){FEW}?",  # second biggest army
    rf"\bthe first{FEW}{{0,3}}? (?:to|in|since|who|ever)\b",  # the first woman to
    rf"\brank(?:s|ed|ing)? (?:{NUMBER}|first|last|\w{{2,8}}th|among|near|\d)",  # ranks third
    rf"\b(?:top|bottom|last) (?:ten|five|three|{DIGITS})\b",  # top ten
    any_of(words("rank", "phrases")),  # on record
)

# --- trend, cause, rule, record ------------------------------------------------------------
_TRENDS = words("trend", "regular_verbs")
ADJECTIVAL = _not_after(words("event", "before_adjectives"))  # "an increased share" is no act
ROSE = any_of(past(_TRENDS), words("trend", "irregular_past")) + "(?! up)"  # doubled · rose
RISE = any_of(words("trend", "irregular_present"))  # rises
RISING = any_of(
    [verb for verb in forms(_TRENDS) if verb.endswith("ing")], words("trend", "irregular_present")
)
TREND = _one_of(
    rf"(?={ROSE}){ADJECTIVAL}{ROSE}",  # has fallen
    rf"\b(?:is|are|was|were|been|keeps?|'s|'re) (?:[a-z]{{2,15}}ly |still |not )?{RISING}",  # is rising
    rf"{_not_after(('to', 'the', 'a'))}{RISE}",  # prices rise
    rf"{_not_after(('for', 'any'))}{any_of(words('trend', 'nouns'))} (?:in|of)\b",  # cuts in
    rf"\b(?:up|down) (?:by |from |about |nearly )?(?={NUMBER})",  # down 18 percent
    rf"\bat an?{FEW}{{0,2}} (?:pace|rate|speed)\b",  # at a rapid pace
    any_of(words("trend", "phrases")),  # in a row
)
CAUSE = _one_of(
    any_of(words("cause", "phrases")),  # because of
    rf"{_not_after(('the', 'of', 'to'))}{any_of(forms(words('cause', 'regular_verbs')))}",  # causes
    rf"{any_of(words('cause', 'without'))}\b.{{0,60}}?\bwithout\b",  # could not have done that without
)
FORBIDDEN = rf"{_not_after(words('rule', 'subjects_not_bound'))}\b(?:cannot|can't|may not)\b"  # cars may not
UNDER_LAW = (
    rf"\bunder{FEW}{{0,2}}? (?:laws?|rules?|regulations|constitution|treaty|statute)\b"  # under current law
)
RULE = _one_of(any_of(words("rule", "phrases")), FORBIDDEN, UNDER_LAW)
RULE_SKIP = r"\b(?:cannot|can't) (?:wait|afford|stand by|help)\b"  # an appeal, not a rule
HAS = r"(?:\b(?:has|have|had)|'ve|'s)"
IRREGULAR = any_of(words("event", "irregular_past"))  # took
RECORD = _one_of(
    any_of(words("record", "phrases")),  # for the first time
    rf"\bnever (?:[a-z]{{2,15}}ed\b|{IRREGULAR}|(?:was|were|had|did|been)\b)",  # never paid
    rf"{HAS} (?:never|not)\b.{{1,80}}?\b(?:any|since|ever|a single)\b",  # has not won since
    rf"{HAS} never\b",  # has never
    rf"\bthere (?:is|are|was|were) no\b(?! {any_of(words('record', 'no_record'))})",  # there is no law
)

# --- event ---------------------------------------------------------------------------------
_SPEECH = forms(words("speech", "regular_verbs") + words("speech", "weak_verbs")) + words(
    "speech", "irregular"
)
NO_ACT = any_of(_SPEECH, words("event", "feelings"))  # said · wanted
RELATION = any_of(words("event", "relations"))  # based
ADVERBS = rf"(?:(?:{any_of(words('event', 'adverbs'))}|[a-z]{{2,15}}ly) ){{0,3}}"  # also repeatedly
PARTICIPLE = (
    rf"(?!{NO_ACT})(?:{any_of(words('event', 'irregular_participles'))}|[a-z-]{{2,18}}ed\b)"  # signed
)
NOT_IF = _not_after(("would", "could", "should", "might"))  # "would have won" did not happen
PERFECT = rf"(?={HAS} ){NOT_IF}{HAS} {ADVERBS}(?:been )?{ADVERBS}{PARTICIPLE}"  # has also been fined
PASSIVE = rf"\b(?:was|were|being) {ADVERBS}(?!{RELATION}){PARTICIPLE}"  # was founded
OBJECT = (  # what follows an act and no adjective: signed | a · banned | Athens · jailed | for
    rf"(?= {any_of(words('event', 'after_acts'))}"
    r"| [\"“$€£]?\d|(?-i: [\"“]?[A-Z])|[.,;]|$| [a-z]{2,15}(?:ly|s)\b)"
)
NOT_HAD = _not_after(("have", "has", "had"))  # "has signed" is PERFECT
REGULAR_ACT = (
    rf"(?<![\w-])(?=[a-z-]{{2,18}}ed\b){ADJECTIVAL}{NOT_HAD}(?!{NO_ACT}|{RELATION})[a-z-]{{2,18}}ed\b{OBJECT}"
)
IRREGULAR_ACT = rf"(?={IRREGULAR}){ADJECTIVAL}{NOT_HAD}{IRREGULAR}"  # took
SUBJECT = r"(?:(?-i:\b[A-Z])[\w'-]{1,30}|\b(?:she|he|they|who|it)|\bthe [\w-]{2,20})"  # Finland · the council
NAMED_ACT = (  # Finland | scrapped; the act is the group "core"
    rf"{SUBJECT} (?P<core>{any_of(words('event', 'same_past'))}{OBJECT}"
    rf"|(?!{NO_ACT}|{RELATION})[a-z]{{2,18}}ed\b(?! (?:is|are|was|were|by)\b))"
)
DENIED = (
    r"\bdid(?: not|n't| never) (?!(?:want|like|know|think|feel|believe|say)\b)[a-z]{2,15}"  # did not vote
)
PLACED = r"(?-i:\bIn [A-Z][\w-]{1,20}), there (?:is|are|was|were)\b"  # In Ohio, there are
THERE = rf"\bthere (?:are|were){FEW}{{1,3}} [a-z]{{2,12}}ing\b"  # there are plants making
STANDING = any_of(words("event", "standing"))  # owns
_ACTS = (REGULAR_ACT, IRREGULAR_ACT, NAMED_ACT)
IDLE = any_of(words("event", "no_progress"))  # becoming
NOT_WHAT = _not_after(("what", "that", "it"))
UNDER_WAY = rf"(?=is|are){NOT_WHAT}\b(?:is|are) {ADVERBS}(?!{IDLE}|{NO_ACT})[a-z]{{2,18}}ing\b"  # is suing
EVENT = _one_of(UNDER_WAY, STANDING, PERFECT, PASSIVE, DENIED, PLACED, THERE, *_ACTS)
ANY_PAST = _one_of(
    r"\b(?:was|were|had|did|said|told|thought|(?:has|have) been)\b", r"\b[a-z]{2,15}ed\b", IRREGULAR
)

# --- forecast, experience, and what speaks against -------------------------------------------
FORECAST = any_of(words("forecast", "phrases"))  # is expected to
EXPERIENCE = any_of(words("experience", "phrases"))  # when I was
OPINION = any_of(words("opinion", "phrases"))  # I think
JUDGEMENT = any_of(words("judgement", "phrases"))  # crucial
EXHORTATION = any_of(words("exhortation", "phrases"))  # must
APPEAL = _one_of(any_of(words("appeal", "phrases")), any_of(forms(words("appeal", "regular_verbs"))))  # urged
VAGUENESS = any_of(words("vagueness", "phrases"))  # some day
QUESTION = r"\?(?=[\"”'’)\]]{0,3}\s{0,3}$)"  # Why?

# --- names: what is left to go by where nothing else speaks ------------------------------------
CAPITALISED = r"[A-Z\u00c0-\u00de][\w'.-]{0,30}\w"  # Türkiye
# Not at the beginning, where every word is capitalised.
NAMED = rf"(?<=[\w,;:%)-] )[\"'(]?(?P<name>{CAPITALISED}(?:(?: (?:of|de|von|al))? {CAPITALISED}){{0,5}})"
