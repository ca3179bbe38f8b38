"""The rules of English, whose grammar tells more than lists of words: built from small named parts.

Every part has an example beside it. All repetitions are bounded, so that a hostile line
costs no more than its length. They run on text that :func:`language_words.level` has made plain.
At the end stand the rules of each sign: the expressions with what they begin with and need
(:mod:`claimcheck.flagging.signals.rules`), and the phrases of ``languages/en.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from claimcheck.flagging.language_words import any_of, forms, past, words
from claimcheck.flagging.signals.rules import CAPITAL, NUMERAL, Expression, Phrases, Rule


def _not_after(before: Iterable[str]) -> str:
    """That none of the words stands before: one look back for all words of a length.

    >>> _not_after(["a", "the", "any"])
    '(?<!\\\\b(?:a) )(?<!\\\\b(?:the|any) )'
    """
    alike = groupby(sorted(before, key=len), key=len)
    return "".join(rf"(?<!\b(?:{'|'.join(words_)}) )" for _, words_ in alike)


# --- numbers -------------------------------------------------------------------------------
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,6})?)"  # 1,700 · 5.25
ALONE = r"(?<![\w.,/])(?<!\w-)"  # not in F-35, COVID-19, 9/11 or v2.5
_SMALL = words("numbers", "small")
WORD = rf"{any_of(_SMALL)}(?:-(?:one|two|three|four|five|six|seven|eight|nine)\b)?"  # thirty-two
_UNITS = words("time", "units")
UNIT = rf"(?:{'|'.join(_UNITS)})s?\b"  # months
_SCALES = words("numbers", "scales")
SCALE = any_of(_SCALES)  # million
PERCENT = r"(?:%|percent\b|per cent\b|percentage points?\b)"  # 3.5 %
COIN = any_of(words("numbers", "currencies"))  # dollars
COUNTED = rf"(?:{UNIT}|{COIN}|times\b)"  # what a number may carry with it
NUMBER = rf"(?:{ALONE}{DIGITS}|{WORD})"  # 25 · twenty-five
_NUMBERS = (NUMERAL, *_SMALL)
_PARTS = words("numbers", "fractions")
PART = any_of(_PARTS)  # third

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
DECADE = r"\b(?:1\d|20)\d0s\b"  # 1990s
_LABELS = words("numbers", "labels")
LABELLED = rf"{any_of(_LABELS)} {DIGITS}"  # Article 5

# --- dates ---------------------------------------------------------------------------------
_MONTHS, _WEEKDAYS = words("time", "months"), words("time", "weekdays")
_BEFORE_DATES = words("time", "before_dates")
MONTH = rf"(?-i:{any_of(_MONTHS)})"  # March, not "to march"
WEEKDAY = rf"(?-i:{any_of(_WEEKDAYS)})"  # Monday
CLOCK = r"\b\d{1,2}:\d{2}\b(?: ?[AaPp]\.?[Mm]\b)?"  # 2:34 PM
DAY = r"\d{1,2}(?:st|nd|rd|th)?"  # 2nd
EARLY = rf"(?:{'|'.join(words('time', 'parts'))}) ?(?:of )?"  # early
MONTH_DAY = (
    rf"(?:\b(?:on|in|since|by|until) )?{MONTH} {DAY}\b(?:-\d{{1,2}}\b)?(?:,? \d{{4}}\b)?"  # on March 2
)
DAY_MONTH = rf"\b{DAY} (?:of )?{MONTH}(?:,? \d{{4}}\b)?"  # 2 March
MONTH_YEAR = rf"(?:\bin )?{MONTH},? (?:of )?\d{{4}}\b"  # in April 2024
IN_MONTH = rf"{any_of(_BEFORE_DATES)} (?:{EARLY})?{MONTH}"  # in early March
ON_DAY = rf"(?:\b(?:on|last|since|late|early) )?{WEEKDAY}"  # on Monday
AGO = rf"(?:{NUMBER}|\ba few|\bseveral|\ban?) {UNIT} (?:ago|earlier|after)\b"  # three years ago
LAST_YEARS = (  # in the last year
    rf"\b(?:in|over|during|for) the (?:last|past) (?:(?:{NUMBER}|several|few) )?{UNIT}"
)

CALENDAR = (
    (MONTH_DAY, ("on", "in", "since", "by", "until", *_MONTHS)),
    (DAY_MONTH, (NUMERAL,)),
    (MONTH_YEAR, ("in", *_MONTHS)),
    (IN_MONTH, _BEFORE_DATES),
)
DATES: tuple[Rule, ...] = (
    *(Expression(date, begins, needs=_MONTHS) for date, begins in CALENDAR),
    Phrases(words("time", "near_past")),  # last year
    Expression(ON_DAY, ("on", "last", "since", "late", "early", *_WEEKDAYS), needs=_WEEKDAYS),
    Expression(AGO, (*_NUMBERS, "a", "an", "several"), needs=("ago", "earlier", "after")),
    Expression(LAST_YEARS, ("in", "over", "during", "for"), needs=("last", "past")),
)
FIGURES: tuple[Rule, ...] = (
    *(Expression(date, begins, needs=_MONTHS, skips=True) for date, begins in CALENDAR),
    Expression(CLOCK, (NUMERAL,), skips=True),
    Expression(LABELLED, _LABELS, needs=(NUMERAL,), skips=True),
    Expression(SHARE, ("one", *_SMALL), needs=("in", "out")),
    Expression(DECADE, (NUMERAL,)),
    Expression(DIGIT_FIGURE, (NUMERAL, "$", "€", "£", "¥")),
    Expression(WORD_FIGURE, _SMALL),
    Expression(SCALED, ("a", "an", "one", "half"), needs=_SCALES),
    Expression(CUT_BY, ("by", "in"), needs=("half", "third", "quarter", "fifth")),
    Expression(FRACTION, ("half", "a", "an", "one", "two", "three", "four"), needs=("half", *_PARTS)),
    Phrases([f"{crowd} of" for crowd in words("numbers", "crowds")]),  # thousands of
    Phrases(words("numbers", "proportions")),  # most of
)

# --- comparison, rank ----------------------------------------------------------------------
ARTICLE = r"(?: (?:the|an?|its|their|his|her|our)\b)?"
NAME = rf"{ARTICLE} [\w'-]{{1,25}}(?:(?-i: [A-Z][\w'-]{{0,25}})){{0,3}}"  # the United States
FEW = r"(?: [\w'-]{1,20})"  # one word in between
MORE = r"(?:more|less|fewer|better|worse|(?!other\b|rather\b|whether\b|later\b)[a-z]{2,12}er)"  # bigger
_MORE = ("more", "less", "worse", "*er")
_MULTIPLES = words("comparison", "multiples")
MULTIPLE = rf"(?:{NUMBER} times|{any_of(_MULTIPLES)}|{NUMBER} ?{PERCENT})"  # 25 times
_MULTIPLE = (*_NUMBERS, *_MULTIPLES)
_MEASURES = words("comparison", "measures")
MEASURE = any_of(_MEASURES)  # size
_EQUAL = words("comparison", "equal")
EQUAL = any_of(_EQUAL)  # many
COMPARISONS: tuple[Rule, ...] = (
    Phrases(words("comparison", "not_comparisons"), skips=True),
    Expression(rf"\bmore{FEW}{{1,3}} than ever\b", ("more",), needs=("than",), skips=True),
    # 25 times bigger than Russia
    Expression(rf"{MULTIPLE} {MORE}\b(?:{FEW}{{0,3}}? than{NAME})?", _MULTIPLE, needs=_MORE),
    # half as likely to end up
    Expression(rf"{MULTIPLE} as{FEW}{{1,4}}? (?:as|to)\b{NAME}", _MULTIPLE, needs=("as",)),
    Expression(rf"{MULTIPLE} as (?:many|much)\b", _MULTIPLE, needs=("as",)),  # twice as many
    # twice the size of
    Expression(rf"{MULTIPLE} (?:the|that of the|its) {MEASURE}(?: of{NAME})?", _MULTIPLE, needs=_MEASURES),
    # more electric cars than Italy
    Expression(rf"\b{MORE}{FEW}{{1,5}}? than(?! ever){NAME}", _MORE, needs=("than",)),
    # bigger than Russia
    Expression(rf"\b(?!more |less |fewer ){MORE} than(?! ever){NAME}", _MORE, needs=("than",)),
    # as many doctors as Italy
    Expression(
        rf"\bas {EQUAL}{FEW}{{0,3}}? as(?! (?:possible|{DIGITS}|{WORD})){NAME}", ("as",), needs=_EQUAL
    ),
    # more than the two together
    Expression(r"\bmore [\w ]{2,30}(?:together|combined)\b", ("more",), needs=("*together", "*combined")),
    Phrases(words("comparison", "verbs")),  # outnumbers
)
PERIOD = rf"\b(?:in|per|every|each|takes?|took) (?:an?|one|{NUMBER}) {UNIT}"  # in three months
LINK = any_of(words("comparison", "links"))  # what
PERIODS: tuple[Rule, ...] = (
    Expression(
        PERIOD,
        ("in", "per", "every", "each", "take", "takes", "took"),
        needs=(*_UNITS, *(f"{unit}s" for unit in _UNITS)),
    ),
)

_ORDINALS = words("numbers", "ordinals")
ORDINAL = rf"(?:{any_of(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))[- ]"  # second-
SUPERLATIVE = rf"(?!{any_of(words('rank', 'not_superlatives'))})[a-z]{{2,12}}est\b"  # biggest
MOST = rf"(?:most|least) (?!{any_of(words('rank', 'judgements'))})[a-z-]{{3,20}}"  # most populous
RANKS: tuple[Rule, ...] = (
    Expression(  # the hottest summer
        rf"(?:\bthe|'s|\bits|\btheir|\bour) (?:{ORDINAL})?(?:{SUPERLATIVE}|{MOST}){FEW}?",
        ("the", "'", "its", "their", "our"),
        needs=("*est", "most", "least"),
    ),
    Expression(  # second biggest army
        rf"\b{ORDINAL}(?:{SUPERLATIVE}|most\b){FEW}?", (NUMERAL, *_ORDINALS), needs=("*est", "most")
    ),
    Expression(  # the first woman to
        rf"\bthe first{FEW}{{0,3}}? (?:to|in|since|who|ever)\b", ("the",), needs=("first",)
    ),
    Expression(  # ranks third
        rf"\brank(?:s|ed|ing)? (?:{NUMBER}|first|last|\w{{2,8}}th|among|near|\d)",
        ("rank", "ranks", "ranked", "ranking"),
    ),
    Expression(rf"\b(?:top|bottom|last) (?:ten|five|three|{DIGITS})\b", ("top", "bottom", "last")),  # top ten
    Phrases(words("rank", "phrases")),  # on record
)

# --- trend, cause, rule, record ------------------------------------------------------------
_TRENDS = words("trend", "regular_verbs")
_ROSE = (*past(_TRENDS), *words("trend", "irregular_past"))
_RISE = words("trend", "irregular_present")
_RISING = (*(verb for verb in forms(_TRENDS) if verb.endswith("ing")), *_RISE)
ADJECTIVAL = _not_after(words("event", "before_adjectives"))  # "an increased share" is no act
ROSE = any_of(_ROSE) + "(?! up)"  # doubled · rose
RISE = any_of(_RISE)  # rises
RISING = any_of(_RISING)
_NOUNS = words("trend", "nouns")
TRENDS: tuple[Rule, ...] = (
    Expression(rf"(?={ROSE}){ADJECTIVAL}{ROSE}", _ROSE),  # has fallen
    Expression(  # is rising
        rf"\b(?:is|are|was|were|been|keeps?|'s|'re) (?:[a-z]{{2,15}}ly |still |not )?{RISING}",
        ("is", "are", "was", "were", "been", "keep", "keeps", "'"),
        needs=_RISING,
    ),
    Expression(rf"{_not_after(('to', 'the', 'a'))}{RISE}", _RISE),  # prices rise
    Expression(rf"{_not_after(('for', 'any'))}{any_of(_NOUNS)} (?:in|of)\b", _NOUNS),  # cuts in
    Expression(
        rf"\b(?:up|down) (?:by |from |about |nearly )?(?={NUMBER})", ("up", "down")
    ),  # down 18 percent
    Expression(rf"\bat an?{FEW}{{0,2}} (?:pace|rate|speed)\b", ("at",)),  # at a rapid pace
    Phrases(words("trend", "phrases")),  # in a row
)
_CAUSES = forms(words("cause", "regular_verbs"))
_WITHOUT = words("cause", "without")
CAUSES: tuple[Rule, ...] = (
    Phrases(words("cause", "phrases")),  # because of
    Expression(rf"{_not_after(('the', 'of', 'to'))}{any_of(_CAUSES)}", _CAUSES),  # causes
    # could not have done that without
    Expression(rf"{any_of(_WITHOUT)}\b.{{0,60}}?\bwithout\b", _WITHOUT, needs=("without",)),
)
FORBIDDEN = rf"{_not_after(words('rule', 'subjects_not_bound'))}\b(?:cannot|can't|may not)\b"  # cars may not
UNDER_LAW = (
    rf"\bunder{FEW}{{0,2}}? (?:laws?|rules?|regulations|constitution|treaty|statute)\b"  # under current law
)
LAWS: tuple[Rule, ...] = (
    # an appeal, not a rule
    Expression(r"\b(?:cannot|can't) (?:wait|afford|stand by|help)\b", ("cannot", "can"), skips=True),
    Phrases(words("rule", "phrases")),
    Expression(FORBIDDEN, ("cannot", "can", "may")),
    Expression(UNDER_LAW, ("under",)),
)
HAS = r"(?:\b(?:has|have|had)|'ve|'s)"
_HAS = ("has", "have", "had", "'")
_IRREGULAR = words("event", "irregular_past")
IRREGULAR = any_of(_IRREGULAR)  # took
RECORDS: tuple[Rule, ...] = (
    Phrases(words("record", "phrases")),  # for the first time
    Expression(  # never paid
        rf"\bnever (?:[a-z]{{2,15}}ed\b|{IRREGULAR}|(?:was|were|had|did|been)\b)", ("never",)
    ),
    Expression(  # has not won since
        rf"{HAS} (?:never|not)\b.{{1,80}}?\b(?:any|since|ever|a single)\b", _HAS, needs=("never", "not")
    ),
    Expression(rf"{HAS} never\b", _HAS, needs=("never",)),  # has never
    Expression(  # there is no law
        rf"\bthere (?:is|are|was|were) no\b(?! {any_of(words('record', 'no_record'))})",
        ("there",),
        needs=("no",),
    ),
)

# --- event ---------------------------------------------------------------------------------
_SPEECH = forms(words("speech", "regular_verbs") + words("speech", "weak_verbs")) + words(
    "speech", "irregular"
)
NO_ACT = any_of(_SPEECH, words("event", "feelings"))  # said · wanted
RELATION = any_of(words("event", "relations"))  # based
ADVERBS = rf"(?:(?:{any_of(words('event', 'adverbs'))}|[a-z]{{2,15}}ly) ){{0,3}}"  # also repeatedly
_PARTICIPLES = words("event", "irregular_participles")
PARTICIPLE = rf"(?!{NO_ACT})(?:{any_of(_PARTICIPLES)}|[a-z-]{{2,18}}ed\b)"  # signed
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
_SUBJECT = (CAPITAL, "she", "he", "they", "who", "it", "the")
_SAME_PAST = words("event", "same_past")
NAMED_ACT = (  # Finland | scrapped; the act is the group "core"
    rf"{SUBJECT} (?P<core>{any_of(_SAME_PAST)}{OBJECT}"
    rf"|(?=[a-z]{{2,18}}ed\b)(?!{NO_ACT}|{RELATION})[a-z]{{2,18}}ed\b(?! (?:is|are|was|were|by)\b))"
)
DENIED = (
    r"\bdid(?: not|n't| never) (?!(?:want|like|know|think|feel|believe|say)\b)[a-z]{2,15}"  # did not vote
)
PLACED = r"(?-i:\bIn [A-Z][\w-]{1,20}), there (?:is|are|was|were)\b"  # In Ohio, there are
THERE = rf"\bthere (?:are|were){FEW}{{1,3}} [a-z]{{2,12}}ing\b"  # there are plants making
IDLE = any_of(words("event", "no_progress"))  # becoming
NOT_WHAT = _not_after(("what", "that", "it"))
UNDER_WAY = rf"(?=is|are){NOT_WHAT}\b(?:is|are) {ADVERBS}(?!{IDLE}|{NO_ACT})[a-z]{{2,18}}ing\b"  # is suing
ACTS: tuple[Rule, ...] = (
    # "I visited their camp" is what someone lived through: a record seldom shows it.
    Phrases(words("experience", "phrases"), skips=True),
    Expression(UNDER_WAY, ("is", "are"), needs=("*ing",)),
    Phrases(words("event", "standing")),  # owns
    Expression(PERFECT, _HAS, needs=("*ed", *_PARTICIPLES)),
    Expression(PASSIVE, ("was", "were", "being"), needs=("*ed", *_PARTICIPLES)),
    Expression(DENIED, ("did", "didn")),
    Expression(PLACED, ("in",), needs=("there",)),
    Expression(THERE, ("there",), needs=("*ing",)),
    Expression(REGULAR_ACT, ("*ed", "*-")),
    Expression(IRREGULAR_ACT, _IRREGULAR),
    Expression(NAMED_ACT, _SUBJECT, needs=("*ed", *_SAME_PAST)),
)
# With a date beside it even a plain past form is an act.
PAST_FORMS: tuple[Rule, ...] = (
    Phrases(["was", "were", "had", "did", "said", "told", "thought", "has been", "have been"]),
    Expression(r"\b[a-z]{2,15}ed\b", ("*ed",)),
    Phrases(_IRREGULAR),
)

# --- names: what is left to go by where nothing else speaks ------------------------------------
CAPITALISED = r"[A-Z\u00c0-\u00de][\w'.-]{0,30}\w"  # Türkiye


def named(particles: Iterable[str]) -> str:
    """A name inside a sentence; at the beginning every word is capitalised.

    >>> from re import search
    >>> search(named(["of"]), "At Bank of England")["name"]
    'Bank of England'
    """
    joined = rf"{CAPITALISED}(?:(?: (?:{'|'.join(particles)}))? {CAPITALISED}){{0,5}}"
    return rf"(?<=[\w,;:%)-] )[\"'(]?(?P<name>{joined})"


# --- all of them ------------------------------------------------------------------------------
RULES: Mapping[str, Sequence[Rule]] = {
    "comparison": COMPARISONS,
    "period": PERIODS,
    "figure": FIGURES,
    "rank": RANKS,
    "event": ACTS,
    "past": PAST_FORMS,
    "date": DATES,
    "trend": TRENDS,
    "cause": CAUSES,
    "rule": LAWS,
    "record": RECORDS,
    "appeal": (Phrases(words("appeal", "phrases") + forms(words("appeal", "regular_verbs"))),),
    **{
        sign: (Phrases(words(sign, "phrases")),)
        for sign in ("forecast", "experience", "judgement", "opinion", "exhortation", "vagueness")
    },
}
"""The rules by the sign that they mark; "period", "past" and "date" only serve other signs."""
