"""What a desk holds important, as it writes it down."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from growth import grows_by_the_length_alone
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Kind
from claimcheck.priority.priorities import Priorities, as_toml, priorities_of, priorities_to_json

OURS = """
[priority]
people = ["Recep Tayyip Erdoğan", "NATO Secretary-General"]
leave_out = ["experience"]
minimum = 0.3

[priority.weights]
look_up = 2
who = 0

[priority.topics]
defence = ["ammunition", "3.5%"]
"""


@pytest.fixture
def ours(tmp_path: Path) -> Priorities:
    file = tmp_path / "ours.toml"
    file.write_text(OURS, encoding="utf-8")
    return Priorities.read(file)


def test_what_the_file_leaves_out_is_the_house_s(ours: Priorities) -> None:
    house = Priorities()
    assert ours.weights == replace(house.weights, look_up=2.0, who=0.0)
    assert set(ours.leave_out) == {Kind.EXPERIENCE}
    assert not house.leave_out
    assert (ours.minimum, house.minimum) == (0.3, 0.0)
    assert (ours.named, house.named) == (True, False)


@pytest.mark.parametrize(
    ("text", "speaker", "found"),
    [
        ("They produce AMMUNITION.", None, ["defence"]),
        ("They spend 3.5% on it.", None, ["defence"]),
        ("Ammunitions are made there.", None, []),
        ("Erdogan said so.", "Recep Tayyip Erdogan", ["Recep Tayyip Erdoğan"]),
        ("So he said.", "Erdoğan, Recep Tayyip", ["Recep Tayyip Erdoğan"]),
        ("So he said.", "RECEP TAYYIP ERDOĞAN", ["Recep Tayyip Erdoğan"]),
        ("The NATO secretary-general has ammunition.", None, ["defence", "NATO Secretary-General"]),
        ("So he said.", "R. T. Erdoğan", ["Recep Tayyip Erdoğan"]),
        ("So he said.", "President Erdogan", ["Recep Tayyip Erdoğan"]),
        ("So he said.", "Emine Erdoğan", []),
        ("Last year President Erdoğan's budget rose by 3%.", None, ["Recep Tayyip Erdoğan"]),
        ("ERDOGAN raised it.", None, ["Recep Tayyip Erdoğan"]),
        ("Critics of Emine Erdoğan count 12.", None, []),
        ("", None, []),
    ],
)
def test_of_what_interest_a_claim_is(
    ours: Priorities, text: str, speaker: str | None, found: list[str]
) -> None:
    assert list(ours.of_interest(text, speaker)) == found


NAMES = [
    (
        "Volodymyr Zelenskyy",
        ["Wolodymyr Selenskyj", "V. Zelensky", "President Zelenskiy", "ZELENSKY"],
        ["Olena Zelenska"],
    ),
    (
        "Ursula von der Leyen",
        ["von der Leyen", "Ms. von der Leyen", "U. von der Leyen"],
        ["Heiko von der Leyen"],
    ),
    (
        "Gérald Étienne",
        ["Gerald Etienne", "GERALD ÉTIENNE", "Etienne, Gérald"],
        ["Gérard Étienne", "Étienne Gérald"],
    ),
    ("Kemal Kılıçdaroğlu", ["Kemal Kilicdaroglu", "Kılıçdaroğlu"], ["Selvi Kılıçdaroğlu"]),
    (
        "Joseph R. Lundqvist Jr.",
        ["Joseph Lundqvist", "J. Lundqvist", "Senator Lundqvist"],
        ["Josephine Lundqvist"],
    ),
    (
        "Chancellor Mia Großmann",
        ["Mia Grossmann", "M. Großmann", "GROSSMANN"],
        ["Mia Grosman-Hall", "Chancellor"],
    ),
    ("Abdel Fattah al-Sisi", ["Abdel Fattah el-Sissi", "President Sisi"], ["Ann Hansen"]),
    ("Nils Hansen", ["N. Hansen"], ["Nils Hanson", "Nils Hansen-Ek", "Hans Nilsen"]),
]


@pytest.mark.parametrize(("named", "same", "others"), NAMES)
def test_a_person_is_one_however_the_name_is_spelt(named: str, same: list[str], others: list[str]) -> None:
    ours = Priorities(people=(named,))
    assert [name for name in (named, *same) if not ours.of_interest("It rose.", name)] == []
    assert [
        name for name in (named, *same) if not ours.of_interest(f"Last year {name} promised it.", None)
    ] == []
    assert [name for name in others if ours.of_interest("It rose.", name)] == []
    assert [name for name in others if ours.of_interest(f"Last year {name} promised it.", None)] == []


OFFICES = [
    (
        "NATO Secretary-General",
        ["Secretary General of NATO", "NATO's secretary general"],
        ["UN Secretary-General"],
    ),
    (
        "Secretary General of NATO",
        ["NATO Secretary-General", "the NATO Secretary General"],
        ["General of NATO"],
    ),
    (
        "health minister",
        ["German Health Minister", "minister for health", "the minister of health"],
        ["Minister"],
    ),
    ("minister of finance", ["finance minister", "Finland's finance minister"], ["finance committee chair"]),
    (
        "mayor of Ulm",
        ["Ulm's mayor", "Ulm mayor", "lord mayor of Ulm"],
        ["mayor of Bonn", "deputy mayor of Ulm"],
    ),
    ("U.S. president", ["president of the US", "US President"], ["former US president", "vice president"]),
    ("Generalsekretär der NATO", ["NATO-Generalsekretär"], ["ehemaliger NATO-Generalsekretär"]),
    (
        "chancellor",
        ["German chancellor", "Chancellor"],
        ["shadow chancellor", "spokesman for the chancellor"],
    ),
]


@pytest.mark.parametrize(("named", "same", "others"), OFFICES)
def test_an_office_is_that_of_the_claim_s_speaker_too(named: str, same: list[str], others: list[str]) -> None:
    ours = Priorities(people=(named,))
    for told in (lambda one: ("Ann Lee", f"Ann Lee, {one}"), lambda one: (one, None)):
        assert [one for one in (named, *same) if not ours.of_interest("It rose.", *told(one))] == []
        assert [one for one in others if ours.of_interest("It rose.", *told(one))] == []


def test_the_office_may_stand_in_another_sentence_and_reaches_the_queue(tmp_path: Path) -> None:
    article = cc.read_text(
        "Ann Lee, the mayor of Ulm, spoke on Monday. It was cold.\n\n“We built 300 homes in 2024,” Lee said. "
        "Tom Hale, a builder, said that 200 were sold."
    )
    ours = Priorities(people=("Ulm mayor",))
    told = {claim.text: claim.why_first for claim in cc.flag(article, 0, priorities=ours)}
    assert [text for text, why in told.items() if "of interest here: Ulm mayor" in why and "300" in text]
    cc.add(tmp_path / "log.db", article, 0)
    desk = cc.desk(tmp_path / "log.db", "Ana", priorities=ours)
    rows = desk.session.worklist.rows
    assert {row.text: round(desk.session.worklist.priority(row.claim_id), 3) for row in rows} == {
        claim.text: round(claim.priority, 3) for claim in cc.flag(article, 0, priorities=ours)
    }
    desk.session.store.close()


@pytest.mark.parametrize(
    ("named", "text"),
    [
        ("Tom Green", "Green energy rose by 3%."),
        ("Tom Green", "In 2024 the Green Party won 12 seats."),
        ("Ann Lee", "The Lee Foundation gave 3 million."),
        ("Nina King", "King Charles has 9 houses."),
    ],
)
def test_a_common_word_or_a_longer_name_is_no_person(named: str, text: str) -> None:
    assert Priorities(people=(named,)).of_interest(text, None) == ()


def test_ten_thousand_topics_are_looked_for_at_once() -> None:
    ours = Priorities(topics={f"topic {n}": (f"word {n}", f"other {n} words") for n in range(10_000)})
    text = "Of word 77 and other 9999 words, but no word."
    assert ours.of_interest(text, None) == ("topic 77", "topic 9999")
    assert priorities_of(tomllib.loads(as_toml(ours)), "here") == ours


@pytest.mark.parametrize(
    "piece", ["Ann ", "Lee ", "A. Lee-", "von Lee ", "minister of ", "of the ", "a a ", "'s ", "L"]
)
def test_a_long_text_is_looked_through_in_time_by_its_length_alone(piece: str) -> None:
    ours = Priorities(
        topics={"a": ("a a a b",)}, people=("Ann von Lee", "minister of the minister", "mayor of Ulm")
    )
    grows_by_the_length_alone(lambda text: ours.of_interest(text, text, text), piece)


def test_a_topic_is_words_and_no_pattern() -> None:
    either = Priorities(topics={"all": ("a.*z|b",)})
    assert either.of_interest("a and z", None) == ()
    assert either.of_interest("The a.*z|b case", None) == ("all",)
    assert either.of_interest("A z B", None) == ()
    code = Priorities(topics={"code": ("C++", "(c+)+$", "^c")})
    assert (code.of_interest("C is old.", None), code.of_interest("c++ is old.", None)) == ((), ("code",))


def test_a_topic_without_words_names_nothing() -> None:
    assert not Priorities(topics={"war": ()}).named


def test_what_is_written_down_reads_the_same(ours: Priorities) -> None:
    assert priorities_of(priorities_to_json(ours), "here") == ours


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[priority.weights]\nwho = -1", "who is -1; it has to be a number from 0"),
        ('[priority.weights]\nwho = "much"', "who is 'much'; it has to be a number from 0"),
        ("[priority.weights]\nwho = inf", "who is inf; it has to be a number"),
        ("[priority.weights]\nwho = nan", "who is nan; it has to be a number"),
        ("[priority.weights]\nwho = true", "who is True; it has to be a number"),
        ("[priority.weights]\nwhoo = 1", "'whoo', which is not known; did you mean who?"),
        (
            "[priority.weights]\ncheckable=0\nlook_up=0\nwho=0\nabout=0\nelsewhere=0\ninterest=0\nstakes=0",
            "all weights are 0, which orders nothing",
        ),
        ("[priority.topics]\ndefence = []", "the topic defence has no words; give some"),
        ("[priority]\nminimum = 1.5", "minimum is 1.5; it has to be a number from 0 to 1."),
        ('[priority]\nminimum = "low"', "minimum is 'low'; it has to be a number from 0 to 1."),
        ("[priority]\nweights = 3", "weights is 3; it has to be a table"),
        ('[priority]\npeople = "Ana"', "people has to be a list"),
        ("[priority]\npeople = [7]", "people has 7; each of them has to be words"),
        ('[priority]\npeople = ["…"]', "people has '…'; each of them has to be words"),
        ('[priority]\nleave_out = ["gossip"]', "leave_out has 'gossip', which is no kind of claim"),
        ("[priority.topics]\nwar = [1]", "war has 1; each of them has to be words"),
        ('[priority.topics]\n"" = ["tank"]', "a topic has no name; write one before its words"),
        (
            '[priority]\ntopics = ["tank"]',
            "topics is ['tank']; it has to be a table, such as [priority.topics]",
        ),
        ("[priority.wieghts]\nwho = 1", "'wieghts', which is not known; did you mean weights?"),
        ("minimum = 0.3", "it has 'minimum' by itself; put it under [priority]"),
        ("[[priority]]", "it has to be a table, such as [priority]."),
        ("[prioritty]\n", "'prioritty', which is not known; did you mean priority?"),
        ("[priority", "not TOML"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_file_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ClaimcheckError) as refusal:
        Priorities.read(file)
    assert str(file) in str(refusal.value)
    assert said in str(refusal.value)


@pytest.mark.parametrize("text", ["", "[priority]", "[priority.topics]", "# nothing yet\n"])
def test_a_file_that_says_nothing_is_the_house_s(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    assert Priorities.read(file) == Priorities()


@given(st.dictionaries(st.text().filter(str.strip), st.just(("ab",)), max_size=3))
def test_a_file_of_any_topics_reads_the_same(topics: dict[str, tuple[str, ...]]) -> None:
    ours = Priorities(topics=topics, minimum=0.25)
    assert priorities_of(tomllib.loads(as_toml(ours)), "here") == ours


@pytest.mark.parametrize("name", ["missing.toml", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ClaimcheckError):
        Priorities.read(f"{tmp_path}/{name}")
