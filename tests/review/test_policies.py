"""Policies: the two of the house, those read from a file, and how each is recorded."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import ClaimcheckError
from claimcheck.review.policies import Policy, policy_from_json, policy_of, policy_to_json

OWN = """
name = "our desk"
base = "newsroom"
sources = 3
one_source_reason = false
claimant_asked = true
double_blind = true
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


def read(file: Path, text: str) -> Policy:
    file.write_text(text, encoding="utf-8")
    return Policy.read(file)


# Read well


def test_a_file_says_what_it_has_otherwise_than_its_base(file: Path) -> None:
    assert read(file, OWN) == replace(
        Policy.newsroom(),
        name="our desk",
        label="our desk: a second editor approves",
        sources=3,
        one_source_reason=False,
        claimant_asked=True,
        double_blind=True,
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('name = "fast"\nbase = "solo"', "fast: no second editor looked"),
        ('name = "fast"', "fast: a second editor approves"),
        ('name = "fast"\nsecond_editor = false', "fast: no second editor looked"),
        ('name = "fast"\napprovals = 2', "fast: 2 editors approve"),
        ('name = "fast"\nlabel = "  two   at once "', "two at once"),
    ],
)
def test_the_label_says_whether_a_second_editor_looks(file: Path, text: str, label: str) -> None:
    assert read(file, text).label == label


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("two\\nlines", "two lines"),
        ("  our \\t desk ", "our desk"),
        ("e\\u0301", "é"),
        ("x" * 80, "x" * 80),
    ],
)
def test_a_name_is_kept_as_one_line_of_plain_text(file: Path, name: str, kept: str) -> None:
    assert read(file, f'name = "{name}"').name == kept


@pytest.mark.parametrize("number", [0, 1, 20])
def test_sources_run_from_none_to_twenty(file: Path, number: int) -> None:
    assert read(file, f'name = "x"\nsources = {number}').sources == number


def test_a_file_may_begin_with_a_byte_order_mark(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbfname = "x"')
    assert Policy.read(file).name == "x"


# Read badly: what is wrong, in which file, and what to do

BAD = [
    ('sources = "two"', "sources is 'two'; it has to be a whole number."),
    ("sources = true", "sources is True; it has to be a whole number."),
    ("sources = 2.0", "sources is 2.0; it has to be a whole number."),
    ("sources = -1", "sources is -1; it has to be from 0 to 20."),
    ("sources = 21", "sources is 21; it has to be from 0 to 20."),
    ("approvals = 0", "approvals is 0; it has to be from 1 to 20."),
    ("approvals = 21", "approvals is 21; it has to be from 1 to 20."),
    ("approvals = true", "approvals is True; it has to be a whole number."),
    ('approvals = "two"', "approvals is 'two'; it has to be a whole number."),
    ('base = "solo"\napprovals = 2', "approvals is 2, and no second editor is asked for; add"),
    ("approvals = 3\nsecond_editor = false", "add second_editor = true, or leave approvals out."),
    ("approval = 2", "a policy has no 'approval'; did you mean approvals?"),
    ("second_editor = 1", "second_editor is 1; it has to be true or false."),
    ('second_editor = "yes"', "second_editor is 'yes'; it has to be true or false."),
    ("rationale = 2025-06-01", "it has to be true or false."),
    ("label = 3", "label is 3; it has to be a text in quotation marks."),
    ('label = ""', "label has to be one line of 1 to 80 characters."),
    ("second_editors = true", "a policy has no 'second_editors'; did you mean second_editor?"),
    ("claiment_asked = true", "a policy has no 'claiment_asked'; did you mean claimant_asked?"),
    ("zzz = 1", "a policy has no 'zzz'; it can have base, name, label, why_selected,"),
    ('base = "desk"', 'base is \'desk\'; it can be "newsroom" or "solo".'),
    ('base = ["solo"]', 'base is [\'solo\']; it can be "newsroom" or "solo".'),
    ("base = {}", 'base is {}; it can be "newsroom" or "solo".'),
]
NAMELESS = [
    ("", 'the policy has no name; add a line such as name = "our desk".'),
    ("sources = 2", 'the policy has no name; add a line such as name = "our desk".'),
    ('name = ""', "name has to be one line of 1 to 80 characters."),
    ('name = " \\n "', "name has to be one line of 1 to 80 characters."),
    ('name = "bell\\u0007"', "name has to be one line of 1 to 80 characters."),
    ('name = "\\u202Etsirk"', "name has to be one line of 1 to 80 characters."),
    (f'name = "{"x" * 10_000}"', "name has to be one line of 1 to 80 characters."),
    ("name = true", "name is True; it has to be a text in quotation marks."),
]


@pytest.mark.parametrize(("text", "said"), [(f'name = "x"\n{line}', said) for line, said in BAD] + NAMELESS)
def test_a_file_that_says_something_impossible_is_refused_in_one_message(
    file: Path, text: str, said: str
) -> None:
    with pytest.raises(ClaimcheckError) as refusal:
        read(file, text)
    assert str(refusal.value).startswith(f"{file}: ")
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "content",
    [
        b"name = our desk",
        b'name = "a"\nname = "b"',
        b'\xff\xfen\x00a\x00m\x00e\x00 \x00=\x00 \x00"\x00x\x00"\x00',
        b'name = "M\xfcller"',
        b'name = "x"\nsources = ' + b"9" * 5_000,
        b"name = " + b"[" * 100_000,
    ],
)
def test_what_is_not_toml_is_refused_with_the_file(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(ClaimcheckError, match=f"^The policy {re.escape(str(file))} is not TOML: "):
        Policy.read(file)


def test_a_file_that_cannot_be_read_is_named_with_the_remedy(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.toml", tmp_path / ("x" * 10_000)):
        with pytest.raises(ClaimcheckError) as refusal:
            Policy.read(path)
        assert str(refusal.value).startswith(f"The policy {path} cannot be read: ")
        assert "Name a TOML file, or one of the policies newsroom and solo." in str(refusal.value)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("no\x00file", r"^policy='no\\x00file' is the path of no file: "),
        ("~nobody-of-that-name/policy.toml", r"^The policy .* cannot be read: "),
    ],
)
def test_a_path_that_cannot_be_one_is_refused_too(path: str, words: str) -> None:
    with pytest.raises(ClaimcheckError, match=words):
        Policy.read(path)


# Named


@pytest.mark.parametrize(
    ("given", "policy"),
    [("solo", Policy.solo()), (" Newsroom ", Policy.newsroom()), (Policy.solo(), Policy.solo())],
)
def test_a_policy_of_the_house_is_named(given: Policy | str, policy: Policy) -> None:
    assert policy_of(given) == policy


def test_any_other_name_is_a_file(file: Path) -> None:
    own = read(file, OWN)
    assert policy_of(file) == own
    assert policy_of(str(file)) == own
    with pytest.raises(ClaimcheckError, match="The policy newsrom cannot be read"):
        policy_of("newsrom")


# Recorded

policies = st.builds(
    Policy,
    name=st.text(min_size=1),
    label=st.text(),
    sources=st.integers(0, 20),
    approvals=st.integers(1, 20),
    **{field.name: st.booleans() for field in fields(Policy) if field.type == "bool"},
)


@given(policies)
def test_a_policy_comes_back_as_it_was(policy: Policy) -> None:
    assert policy_from_json(policy_to_json(policy)) == policy


@pytest.mark.parametrize("demand", [True, 3, "two of us", ["legal"]])
def test_what_a_newer_version_demands_is_refused_and_not_dropped(demand: object) -> None:
    record = {**policy_to_json(Policy.newsroom()), "legal_review": demand}
    with pytest.raises(
        ClaimcheckError, match=r"'newsroom' .* made by a newer .* has 'legal_review', .* Update claimcheck"
    ):
        policy_from_json(record)


@pytest.mark.parametrize("off", [False, None, "", 0, []])
def test_what_a_newer_version_does_not_demand_is_passed_over(off: object) -> None:
    assert policy_from_json({**policy_to_json(Policy.solo()), "three_editors": off}) == Policy.solo()


def test_votes_are_recorded_only_where_they_are_asked_for() -> None:
    """So that an older version reads all other policies."""
    assert "approvals" not in policy_to_json(Policy.newsroom())
    assert policy_to_json(replace(Policy.newsroom(), approvals=2))["approvals"] == 2


@pytest.mark.parametrize(
    ("policy", "votes"), [(Policy.newsroom(), 1), (replace(Policy.newsroom(), approvals=3), 3)]
)
def test_one_approves_unless_several_are_asked_for(policy: Policy, votes: int) -> None:
    assert policy.votes == votes
    assert replace(policy, second_editor=False).votes == 1


def test_what_an_older_version_did_not_know_is_off() -> None:
    record = policy_to_json(Policy.solo())
    older = {name: value for name, value in record.items() if name not in ("claimant_asked", "double_blind")}
    assert policy_from_json(older) == Policy.solo()


@pytest.mark.parametrize("name", ["solo", "Newsroom"])
def test_an_own_policy_has_a_name_of_its_own(tmp_path: Path, name: str) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(f'name = "{name}"\nsources = 0\n', encoding="utf-8")
    with pytest.raises(ClaimcheckError, match="is the name of a policy that comes along"):
        Policy.read(file)
