"""Quantities whose number and unit are parted, or that a word near them makes something else."""

from __future__ import annotations

import pytest

from claimcheck.flagging.quantities.extract import quantities

# (language, text, what is found: kind:notation[:unit][:limit], parted by "; "; "" where nothing is)
CODES = [
    ("en", "The SDP 4 was published.", ""),
    ("en", "ALL 30 members agreed.", "count:30:members"),
    ("en", "TOP 10 songs.", "rank:rank<=10:songs:at most"),
    ("en", "The fee is BEF 500.", ""),
    ("en", "It pays DKK 4,500.", "money:4500 DKK:DKK"),
    ("en", "PEN 3 million was paid.", "money:3000000 PEN:PEN"),
]
PARTED = [
    ("en", "It caught 54,751 (2021) tonnes.", "count:54751:tonnes; date:2021"),
    (
        "en",
        "It rose from 54,751 (2021) tonnes to 60,000 tonnes.",
        "count:54751:tonnes; date:2021; count:60000:tonnes",
    ),
    ("en", "It deported 6,500 U.S. citizens.", "count:6500:U.S. citizens"),
    ("en", "It passed in 46 of the 50 states.", "count:46:states; count:50:states"),
    ("en", "These are six of the most common statements.", "count:6:statements"),
    ("en", "It has 300 (mostly rural) schools.", "count:300:schools"),
    ("en", "It needs three more trillion.", "count:3000000000000"),
    ("en", "It needs five more billion dollars.", "money:5000000000 USD:USD"),
    ("en", "By 30 th June, 2023 it ends.", "date:2023-06-30::at most"),
]
SHARES = [
    ("en", "Prices rose by nearly a fifth.", "percent:1/5:percent"),
    ("en", "Half were asked.", "percent:1/2:percent"),
    ("en", "A third to a half of pupils left.", "percent:1/3..1/2:percent"),
    ("en", "The poorest fifth pay more.", "percent:1/5:percent"),
    ("en", "Sales fell a quarter.", "percent:1/4:percent"),
    ("en", "Two thirds were women.", "percent:2/3:percent"),
    ("en", "The second half was dull.", ""),
]
ZERO = [
    ("en", "Books carry zero VAT.", "count:0:VAT"),
    ("en", "None of the 12 ships sank.", "count:0:ships; count:12:ships"),
    ("en", "Not one of the 20 houses stood.", "count:0:houses; count:20:houses"),
    ("en", "It grew zero percent.", "percent:0%:percent"),
    ("en", "Net zero is far, and ground zero was cleared at zero hour.", ""),
    ("en", "None of the above.", ""),
]
METRES = [
    ("en", "Keep a 1m gap.", "count:1:m"),
    ("en", "A 10m wide road.", "count:10:m"),
    ("en", "Over 2m fled.", "count:2000000::at least"),
    ("en", "About 4m are hungry.", "count:4000000"),
    ("en", "Some 3m patients wait.", "count:3000000:patients"),
]
VOTES = [
    ("en", "They voted 17 to 12.", "count:17; count:12"),
    ("en", "It passed by 52 to 48.", "count:52; count:48"),
    ("en", "A 5-4 ruling.", ""),
    ("en", "They won 17 to 12.", ""),
]
LIMITS = [
    ("en", "It must pay within a month.", "duration:P1M:months:at most"),
    ("en", "Plots of three units or fewer.", "count:3:units:at most"),
    ("en", "It takes six weeks at most.", "duration:P6W:weeks:at most"),
    ("en", "It costs $40 at least.", "money:40 USD:USD:at least"),
    ("en", "It has 20 rooms at least 3 of which leak.", "count:20:rooms; count:3::at least"),
    ("de", "Gut 300 Menschen kamen.", "count:300:Menschen:at least"),
    ("de", "Knapp 300 Menschen kamen.", "count:300:Menschen:at most"),
    ("de", "Innerhalb von drei Wochen.", "duration:P3W:weeks:at most"),
]
NAMES = [
    ("en", "Take the No. 14 bus.", ""),
    ("en", "Section 230 protects sites.", ""),
    ("en", "Train 200 soldiers.", "count:200:soldiers"),
    ("en", "Order No. 227 was read.", ""),
    ("en", "The No. 1 song.", "rank:rank=1"),
]
EVERY = [*CODES, *PARTED, *SHARES, *ZERO, *METRES, *VOTES, *LIMITS, *NAMES]


@pytest.mark.parametrize(("language", "text", "wanted"), EVERY)
def test_a_quantity_is_read_beside_its_words(language: str, text: str, wanted: str) -> None:
    found = [
        f"{one.kind.value}:{one.normalized}:{one.unit or ''}:{one.bound.value if one.bound else ''}".rstrip(
            ":"
        )
        for one in quantities(text, language=language)
    ]
    assert "; ".join(found) == wanted
