"""What a desk holds important, as it writes it down."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("So he said.", "Emine Erdoğan", []),
        ("", None, []),
    ],
)
def test_of_what_interest_a_claim_is(
    ours: Priorities, text: str, speaker: str | None, found: list[str]
) -> None:
    assert list(ours.of_interest(text, speaker)) == found


def test_a_topic_is_words_and_no_pattern() -> None:
    either = Priorities(topics={"all": ("a.*z|b",)})
    assert either.of_interest("a and z", None) == ()
    assert either.of_interest("The a.*z|b case", None) == ("all",)


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
            "[priority.weights]\ncheckable=0\nlook_up=0\nwho=0\nabout=0\nelsewhere=0\ninterest=0",
            "all weights are 0, which orders nothing",
        ),
        ("[priority]\nminimum = 1.5", "minimum is 1.5; it has to be a number from 0 to 1."),
        ('[priority]\nminimum = "low"', "minimum is 'low'; it has to be a number from 0 to 1."),
        ("[priority]\nweights = 3", "weights is 3; it has to be a table"),
        ('[priority]\npeople = "Ana"', "people has to be a list"),
        ("[priority]\npeople = [7]", "people has 7; each of them has to be words"),
        ('[priority]\npeople = ["…"]', "people has '…'; each of them has to be words"),
        ('[priority]\nleave_out = ["gossip"]', "leave_out has 'gossip', which is no kind of claim"),
        ("[priority.topics]\nwar = [1]", "war has 1; each of them has to be words"),
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


@given(st.dictionaries(st.text(), st.just(("ab",)), max_size=3))
def test_a_file_of_any_topics_reads_the_same(topics: dict[str, tuple[str, ...]]) -> None:
    ours = Priorities(topics=topics, minimum=0.25)
    assert priorities_of(tomllib.loads(as_toml(ours)), "here") == ours


@pytest.mark.parametrize("name", ["missing.toml", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ClaimcheckError):
        Priorities.read(f"{tmp_path}/{name}")
