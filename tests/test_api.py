"""The few public names: what they do from one end to the other, and what importing them costs."""

from __future__ import annotations

import doctest
import getpass
import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from factories import NOON, a_desk, a_pile, an_article
from makers import SENTENCES, database

import claimcheck as cc
from claimcheck import open_desk
from claimcheck.errors import ClaimcheckError, ReadingWarning, StoreError
from claimcheck.model import Span
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy, policy_to_json
from claimcheck.review.queue import QueueRow
from claimcheck.review.workflow import Work
from claimcheck.settings import database_path, reviewer_name

MODULES = sorted(module.name for module in pkgutil.walk_packages(cc.__path__, "claimcheck."))
TEXT = "NATO has 32 members. It is 25 times bigger than Russia. Exports doubled in 2019."
# What only a notebook, a model or a table needs.
HEAVY = {
    "jupyterlab",
    "ipywidgets",
    "anywidget",
    "sklearn",
    "scipy",
    "IPython",
    "torch",
    "onnxruntime",
    "tokenizers",
    "pandas",
    "numpy",
    "traitlets",
}


def test_importing_claimcheck_brings_no_notebook_and_no_model() -> None:
    program = "import json, sys, claimcheck; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, check=True)
    loaded = set(json.loads(ran.stdout))
    assert "claimcheck" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("name", cc.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    public = getattr(cc, name)
    assert inspect.getdoc(public)
    # A dataclass without a docstring of its own shows its signature.
    assert not str(inspect.getdoc(public)).startswith(f"{name}(")


def test_the_public_names_are_sorted_and_each_is_there_once() -> None:
    assert cc.__all__ == sorted(set(cc.__all__))


def test_who_looks_around_sees_the_public_names_alone() -> None:
    assert dir(cc) == cc.__all__


@pytest.mark.parametrize("name", ["claimcheck", *MODULES])
def test_every_example_in_a_docstring_is_true(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert found.failed == 0


def test_the_docstrings_hold_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [
        example
        for name in ["claimcheck", *MODULES]
        for test in finder.find(importlib.import_module(name))
        for example in test.examples
    ]
    assert len(examples) >= 20


def test_flagging_brings_what_it_reads_the_model_with_and_no_more() -> None:
    program = (
        "import json, sys, claimcheck as cc; cc.flag(cc.read_text('NATO has 32 members.'));"
        "print(json.dumps(sorted(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, check=True)
    assert set(json.loads(ran.stdout)) & HEAVY == {"numpy"}


# --- from a file to a table and back --------------------------------------------------------------


def test_from_a_file_to_the_verdict_csv_and_back(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TEXT, encoding="utf-8")
    article = cc.read(tmp_path / "talk.txt")
    found = cc.flag(article, 0)
    assert [claim.text for claim in cc.flag(article, 0, order="text")] == TEXT.replace(". ", ".\n").split(
        "\n"
    )
    db = tmp_path / "log.db"
    assert (cc.add(db, article, 0).articles, cc.add(db, article, 0).articles) == (1, 0)
    made = cc.export_csv(db, tmp_path / "v.csv", everything=True)
    assert made == tmp_path / "v.csv"
    table = cc.read_csv(made)
    assert list(table["quote"]) == [claim.text for claim in found]
    assert table[list(cc.to_frame([]).columns)].equals(cc.to_frame(found, [article]))


def test_a_string_is_an_article_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TEXT, encoding="utf-8")
    assert cc.read_text(TEXT).text == cc.read(tmp_path / "talk.txt").text
    assert cc.read_text(TEXT).id == cc.read(tmp_path / "talk.txt").id


def test_a_lower_threshold_flags_no_less() -> None:
    article = cc.read_text(TEXT)
    sizes = [len(cc.flag(article, threshold)) for threshold in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 3


def test_flagging_anew_keeps_what_is_in_the_log(tmp_path: Path) -> None:
    db, article = tmp_path / "log.db", cc.read_text(TEXT)
    assert cc.add(db, article, 0).claims == 3
    fewer = cc.add(db, article, 1)
    assert (fewer.articles, fewer.claims) == (0, 0)
    assert len(cc.read_csv(cc.export_csv(db, tmp_path / "v.csv", everything=True))) == 3 - fewer.removed


def test_what_is_new_about_an_article_is_told_and_holds_once_it_is_taken_over(tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    cc.add(db, cc.read_text(TEXT), 0)
    newer = cc.read_text(f"{TEXT}\r\n", author="Ann Lee", published="2021-03-04")
    with pytest.warns(ReadingWarning, match=r"author Ann Lee \(kept: none\); published .*update_facts=True"):
        assert cc.add(db, newer, 0).articles == 0
    with Store(db) as store:
        assert [article.published for article in store.articles().values()] == [None]
    cc.add(db, newer, 0, update_facts=True)
    with Store(db) as store:
        assert [article.published for article in store.articles().values()] == ["2021-03-04"]
    assert cc.add(db, newer, 0).articles == 0


def test_flagging_with_another_scorer_replaces_what_nobody_touched(tmp_path: Path) -> None:
    db, article = tmp_path / "log.db", cc.read_text(TEXT)
    cc.add(db, article, 0)
    cc.add(db, article, 0, scorer="signals")
    table = cc.read_csv(cc.export_csv(db, tmp_path / "v.csv", everything=True))
    wanted = [round(claim.worthiness, 4) for claim in cc.flag(article, 0, scorer="signals")]
    assert list(table["worthiness"]) == wanted
    assert wanted != [round(claim.worthiness, 4) for claim in cc.flag(article, 0)]


def test_what_a_claim_measures_goes_through_the_log_into_the_csv(tmp_path: Path) -> None:
    article = cc.read_text(TEXT)
    cc.add(tmp_path / "log.db", article, 0)
    table = cc.read_csv(cc.export_csv(tmp_path / "log.db", tmp_path / "v.csv", order="text", everything=True))
    assert [q["value"] for q in json.loads(table["quantities"][0])] == [32]
    assert json.loads(table["comparison"][1])["factor"] == 25
    assert table["comparison"][0] is None


@pytest.mark.parametrize("given", ["Ann Lee said it works.", cc.read_text("Ann Lee said it works.")])
def test_who_says_what_is_public(given: cc.Article | str) -> None:
    (one,) = cc.quotations(given)
    assert isinstance(one, cc.Quotation)
    assert (one.speaker, one.quoted, one.mention, one.cue) == ("Ann Lee", "indirect", Span(0, 7), Span(8, 12))


def test_what_is_no_article_has_no_quotations() -> None:
    with pytest.raises(cc.ClaimcheckError, match="quotations\\(\\) takes an article"):
        cc.quotations(3)  # type: ignore[arg-type]


def test_the_scorers_and_the_quantities_are_public() -> None:
    assert isinstance(cc.scorer(), cc.Scorer)
    assert cc.scorer() is cc.scorer("linear")
    assert cc.scorer().score([]).shape == (0,)
    assert cc.scorer("signals").score(["It is 25 times bigger.", "Nice."]).shape == (2,)
    assert [quantity.value for quantity in cc.quantities("NATO has 32 members.")] == [32]


def test_the_columns_of_a_frame_are_those_of_the_csv_in_its_order() -> None:
    columns = list(cc.to_frame(cc.flag(cc.read_text(TEXT), 0)).columns)
    assert columns == [
        *("claim_id", "quote", "speaker", "article_id", "article_title", "publisher", "published"),
        *("article_url", "start", "end", "quoted", "kinds", "priority", "why_first"),
        *("worthiness", "reasons", "signals"),
        *("quantities", "comparison"),
    ]


def test_exporting_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no database .*none\.db"):
        cc.export_csv(tmp_path / "none.db", tmp_path / "v.csv", everything=True)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_scale_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(ClaimcheckError, match=r"No scale is called 'stars'; there are claimcheck, "):
        cc.desk(tmp_path / "log.db", "Ann", scale_name="stars")


# --- which database, and whose ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argument", "variable", "expected"),
    [
        ("mine.db", "named.db", "mine.db"),
        (Path("mine.db"), "named.db", "mine.db"),
        (None, "named.db", "named.db"),
        ("", "named.db", "named.db"),
        (None, "", "claimcheck.db"),
        (None, None, "claimcheck.db"),
        ("postgresql://host/db", None, "postgresql://host/db"),
    ],
)
def test_the_database_is_the_argument_else_the_variable_else_in_the_working_directory(
    monkeypatch: pytest.MonkeyPatch, argument: str | Path | None, variable: str | None, expected: str
) -> None:
    set_or_unset(monkeypatch, "CLAIMCHECK_DB", variable)
    assert str(database_path(argument)) == expected


def test_a_tilde_is_the_home_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    cc.add("~/log.db", cc.read_text("NATO has 32 members."))
    assert (tmp_path / "log.db").exists()


@pytest.mark.parametrize(
    ("argument", "variable", "expected"),
    [
        ("Ann", "Ben", "Ann"),
        ("", "Ben", ""),
        (None, "Ben", "Ben"),
        (None, "", ""),
        (None, None, "login"),
    ],
)
def test_the_reviewer_is_the_argument_else_the_variable_else_the_login(
    monkeypatch: pytest.MonkeyPatch, argument: str | None, variable: str | None, expected: str
) -> None:
    set_or_unset(monkeypatch, "CLAIMCHECK_REVIEWER", variable)
    monkeypatch.setattr(getpass, "getuser", lambda: "login")
    assert reviewer_name(argument) == expected


@pytest.mark.parametrize("fault", [OSError, KeyError])
def test_a_user_without_a_login_name_has_to_say_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: type[Exception]
) -> None:
    def nobody() -> str:
        raise fault("no entry")

    monkeypatch.delenv("CLAIMCHECK_REVIEWER", raising=False)
    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(ClaimcheckError, match=r"A reviewer needs a name.*reviewer=.*CLAIMCHECK_REVIEWER"):
        cc.desk(tmp_path / "log.db")


@pytest.mark.parametrize("reviewer", ["", "  ", "\n", "a\x1b[31m", "n" * 81])
def test_a_name_that_is_none_is_refused(tmp_path: Path, reviewer: str) -> None:
    with pytest.raises(ClaimcheckError, match="A reviewer needs a name"):
        cc.desk(tmp_path / "log.db", reviewer)


def test_a_desk_takes_the_database_and_the_reviewer_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLAIMCHECK_DB", str(database(tmp_path / "log.db", an_article())))
    monkeypatch.setenv("CLAIMCHECK_REVIEWER", "Ben")
    desk = cc.desk()
    assert desk.session.reviewer == "Ben"
    assert sorted(row.text for row in desk.session.cursor.queue) == sorted(SENTENCES)
    desk.session.store.close()


# --- by which policy -------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def no_policy_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMCHECK_POLICY", raising=False)


def policy_at(db: Path, **options: Any) -> Policy:
    desk = cc.desk(db, "Ann", **options)
    desk.session.store.close()
    return desk.session.policy


def test_a_policy_that_was_chosen_holds_from_then_on(tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    assert policy_at(db) == Policy.solo()
    assert policy_at(db, policy="newsroom") == Policy.newsroom()
    assert policy_at(db) == Policy.newsroom()
    assert policy_at(db, policy=Policy.solo()) == Policy.solo()
    assert policy_at(db) == Policy.solo()


def test_a_policy_of_ones_own_holds_without_its_file(tmp_path: Path) -> None:
    db, file = tmp_path / "log.db", tmp_path / "policy.toml"
    file.write_text('name = "ours"\nsources = 3\ndouble_blind = true', encoding="utf-8")
    own = policy_at(db, policy=file)
    assert (own.name, own.sources, own.double_blind, own.second_editor) == ("ours", 3, True, True)
    file.unlink()
    assert policy_at(db) == own


def test_the_variable_names_the_policy_where_the_argument_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLAIMCHECK_POLICY", "newsroom")
    assert policy_at(tmp_path / "log.db") == Policy.newsroom()
    assert policy_at(tmp_path / "log.db", policy="solo") == Policy.solo()


def test_a_policy_that_cannot_be_read_is_refused_and_none_is_recorded(tmp_path: Path) -> None:
    db, file = tmp_path / "log.db", tmp_path / "policy.toml"
    file.write_text('name = "ours"\nsource = 3', encoding="utf-8")
    with pytest.raises(ClaimcheckError, match=r"a policy has no 'source'; did you mean sources\?"):
        cc.desk(db, "Ann", policy=file)
    with pytest.raises(ClaimcheckError, match="The policy newsrom cannot be read"):
        cc.desk(db, "Ann", policy="newsrom")
    with Store(db) as store:
        assert store.policy() is None


def test_a_blank_variable_names_no_policy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMCHECK_POLICY", "  ")
    assert policy_at(tmp_path / "log.db") == Policy.solo()


@pytest.mark.parametrize(
    "wrong", [{"policy": "newsrom"}, {"scale_name": "stars"}, {"policy": "newsroom", "scale_name": "stars"}]
)
def test_a_desk_that_is_wrongly_called_makes_no_database_and_changes_none(
    tmp_path: Path, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ClaimcheckError):
        cc.desk(tmp_path / "none.db", "Ann", **wrong)
    assert list(tmp_path.iterdir()) == []
    db = tmp_path / "log.db"
    assert policy_at(db) == Policy.solo()
    with pytest.raises(ClaimcheckError):
        cc.desk(db, "Ann", **wrong)
    assert policy_at(db) == Policy.solo()


def test_a_desk_that_does_not_open_records_nothing_and_lets_go_of_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []

    class Watched(Store):
        def close(self) -> None:
            closed.append(self.policy())
            super().close()

        def queue(self) -> list[QueueRow]:
            raise StoreError("The pile cannot be read.")

    monkeypatch.setattr(open_desk, "Store", Watched)
    with Store(tmp_path / "log.db") as store:
        a_pile(store)
    with pytest.raises(StoreError, match="The pile cannot be read"):
        cc.desk(tmp_path / "log.db", "Ann", policy="newsroom")
    assert closed == [None]


def test_a_policy_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    newer = {**policy_to_json(Policy.newsroom()), "legal_review": True}
    with Store(tmp_path / "log.db") as store:
        store.record_policy("Bob", newer, NOON)
    for chosen in (None, "solo"):
        with pytest.raises(ClaimcheckError, match=r"'legal_review'.* Update claimcheck"):
            cc.desk(tmp_path / "log.db", "Ann", policy=chosen)
    with Store(tmp_path / "log.db") as store:
        recorded = store.policy()
    assert recorded is not None
    assert recorded.data == newer


@pytest.mark.parametrize("until", ["3", 1.5])
def test_an_event_is_named_by_its_number(tmp_path: Path, until: Any) -> None:
    with pytest.raises(ClaimcheckError, match="until is the number of an event, such as 1204, and not"):
        cc.export_csv(database(tmp_path / "log.db"), tmp_path / "v.csv", until=until, everything=True)
    assert not (tmp_path / "v.csv").exists()


def set_or_unset(monkeypatch: pytest.MonkeyPatch, name: str, value: str | None) -> None:
    if value is None:
        monkeypatch.delenv(name, raising=False)
    else:
        monkeypatch.setenv(name, value)


def test_a_blind_rating_is_in_the_history_once_both_are_there(tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    with Store(db) as store:
        _, (claim, *_rest) = a_pile(store)
        ann, bob = a_desk(store, "Ann"), a_desk(store, "Bob")
        ann.ask_blind([claim.id])
        ann.rate(claim.id, Work(rating="True", rationale="ANNSREASON"))
        for both in (False, True):
            if both:
                bob.rate(claim.id, Work(rating="False", rationale="BOBSREASON"))
            history = tmp_path / f"history-{both}.csv"
            cc.export_csv(db, tmp_path / f"{both}.csv", history=history, everything=True)
            assert ("ANNSREASON" in history.read_text("utf-8")) is both
            assert ("until both have rated" in history.read_text("utf-8")) is not both
