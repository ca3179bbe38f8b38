"""Every public function with what it does not take: refused in words, with the name, and nothing made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import claimcheck as cc
from claimcheck.errors import ClaimcheckError
from claimcheck.matcher import KnownClaims
from claimcheck.model import Claim

TEXT = "NATO has 32 members. It is 25 times bigger than Russia."
ARTICLE = cc.read_text(TEXT)
CLAIMS = cc.flag(ARTICLE)
KNOWN = KnownClaims()

NOTHING = object()
PUBLISHER = cc.Publisher("The Paper", "https://paper.example")

REFERENCES = cc.References()
TABLE = pd.DataFrame({"c": ["Chad"], "y": [2023], "v": [5]})
ASKED_OF = {"measure": "GDP", "entity": "c", "period": "y", "value": "v", "unit": "USD"}


def test_add_names_itself_and_how_an_article_is_read(tmp_path: Path) -> None:
    with pytest.raises(ClaimcheckError, match=r"^add\(\) takes an article and got str: .*cc\.read\(path\)"):
        cc.add(tmp_path / "n.db", "extra.md")  # type: ignore[arg-type]
    assert not (tmp_path / "n.db").exists()


@pytest.mark.parametrize("function", [cc.flag, cc.quotations, cc.comparisons])
def test_an_article_whose_date_is_no_text_is_refused_by_the_function_that_was_called(
    function: Callable[..., object],
) -> None:
    article = cc.Article(TEXT, published=date(2025, 3, 11))  # type: ignore[arg-type]
    with pytest.raises(ClaimcheckError, match=rf"^{function.__name__}\(\): .*as text, such as"):
        function(article)


NO_PATH: tuple[Any, ...] = (
    5,
    -1,
    3.5,
    True,
    b"x",
    ["x"],
    {},
    (),
    NOTHING,
    "x\0y",
    "x\ud800",
    Path("x\0"),
    float("nan"),
    10**100,
)
NO_TEXT = (5, 3.5, True, b"x", ["x"], {"x": 1}, NOTHING, Path("x"))
NO_SWITCH: tuple[Any, ...] = ("no", "", 0, 1, None, [], NOTHING)
NO_LIST = (5, None, "approved", b"x", NOTHING, [5], [None], ["approved", 5])
NO_NUMBER = ("x", "5", None, 5.0, True, [5], NOTHING)
NO_SHARE = ("high", "0.5", -1, 1.5, float("nan"), float("inf"), [0.5], NOTHING)
NO_SCORER: tuple[Any, ...] = (5, "nonsense", [], NOTHING, int, b"linear")

# By function: what it is called with, and what each argument does not take.
WRONG: list[tuple[Callable[..., object], dict[str, Any], dict[str, tuple[Any, ...]]]] = [
    (cc.read, {}, {"path": (*NO_PATH, "", "nowhere.txt", "a" * 5_000)}),
    (
        cc.read_text,
        {"text": TEXT},
        {
            "text": (*NO_TEXT, "", None),
            **dict.fromkeys(("title", "publisher", "author", "url", "language", "path"), NO_TEXT),
            "published": (*NO_TEXT, "yesterday", "2025-13-01"),
        },
    ),
    (cc.quantities, {}, {"text": (*NO_TEXT, None)}),
    (cc.comparisons, {}, {"article": (5, None, b"x", NOTHING)}),
    (cc.quotations, {}, {"article": (5, None, b"x", NOTHING)}),
    (cc.sentences, {"article": TEXT}, {"article": (5, None, b"x", NOTHING), "language": (5, b"en", ["en"])}),
    (cc.scale, {}, {"name": (*NO_TEXT, "nonsense", None)}),
    (cc.scorer, {}, {"name": (*NO_TEXT, "nonsense", None)}),
    (
        cc.stand_alone,
        {"article": ARTICLE, "claim": CLAIMS[0]},
        {"article": (*NO_TEXT, TEXT, None), "claim": (None, TEXT, ARTICLE)},
    ),
    (
        cc.worksheet,
        {"claim": TEXT, "references": REFERENCES},
        {
            "claim": (5, None, b"x", NOTHING, ARTICLE),
            "references": (5, None, "gdp.csv", NOTHING),
            "published": (*NO_TEXT, "yesterday"),
            "article": (5, TEXT, NOTHING),
            "figures": (5, "left", [1], {"left": "many"}, {"nobody": 1}, {"left": float("nan")}),
            "tolerance": (5, "wide", NOTHING),
        },
    ),
    (
        REFERENCES.add,
        {"table": TABLE, **ASKED_OF},
        {
            "table": (*NO_PATH, "nowhere.csv"),
            **dict.fromkeys(("measure", "entity", "period", "value", "unit"), (*NO_TEXT, None, "")),
            **dict.fromkeys(("code", "source", "decimal"), NO_TEXT),
        },
    ),
    (
        REFERENCES.group,
        {"name": "G", "table": TABLE, "entity": "c"},
        {
            "name": (*NO_TEXT, None, ""),
            "table": (*NO_PATH, "nowhere.csv"),
            "entity": (*NO_TEXT, None, "nothing"),
            **dict.fromkeys(("code", "since", "until"), (*NO_TEXT, "nothing")),
            "aliases": (5, "NATO", NOTHING, [5]),
        },
    ),
    (
        cc.flag,
        {"article": ARTICLE},
        {"article": (*NO_TEXT, TEXT, None), "threshold": NO_SHARE, "scorer": NO_SCORER},
    ),
    (
        cc.flag_frame,
        {"frame": pd.DataFrame({"text": [TEXT]})},
        {
            "frame": (*NO_TEXT, TEXT, None, pd.DataFrame({"a": [1]}), pd.DataFrame({"text": [5]})),
            "threshold": NO_SHARE,
            "scorer": NO_SCORER,
        },
    ),
    (cc.group, {}, {"claims": (*NO_LIST, "", ARTICLE, pd.DataFrame({"claims": [1]}))}),
    (
        cc.add,
        {"db": "made.db", "article": ARTICLE},
        {"db": NO_PATH, "article": (*NO_TEXT, TEXT, None), "threshold": NO_SHARE, "scorer": NO_SCORER},
    ),
    (
        cc.export,
        {"db": "good.db", "path": "made.csv"},
        {
            "db": (*NO_PATH, "nowhere.db"),
            "path": (*NO_PATH, "", ".", "made.doc", "made", "nowhere/made.xlsx"),
            **dict.fromkeys(
                ("sources", "contacts", "calculations", "history"),
                (*NO_PATH, "", ".", "made.doc", "made.csv"),
            ),
            "datapackage": (*NO_PATH, "", ".", "made.csv"),
            **dict.fromkeys(("force", "everything", "exactly", "bom"), NO_SWITCH),
            "statuses": (*NO_LIST, ["aproved"]),
            **dict.fromkeys(("tags", "articles", "columns"), (*NO_LIST, ["nothing of the kind"])),
            "delimiter": (*NO_TEXT, "|", ""),
            "until": ("x", 5.0, -1, 10**30, [1], NOTHING),
        },
    ),
    (
        cc.export_csv,
        {"db": "good.db", "path": "made.csv"},
        {
            "db": (*NO_PATH, "nowhere.db"),
            **dict.fromkeys(("path", "sources", "history"), (*NO_PATH, "", ".")),
            "force": NO_SWITCH,
            "statuses": (*NO_LIST, ["aproved"]),
            "until": ("x", 5.0, -1, 10**30, [1], NOTHING),
        },
    ),
    (
        cc.export_claimreview,
        {"db": "good.db", "folder": "made", "publisher": PUBLISHER},
        {
            "db": (*NO_PATH, "nowhere.db"),
            "folder": (*NO_PATH, "", "good.csv"),
            "force": NO_SWITCH,
            "publisher": (*NO_PATH, None, "nowhere.toml", "good.csv"),
        },
    ),
    (
        cc.export_annotations,
        {"db": "good.db", "path": "made.json"},
        {
            "db": (*NO_PATH, "nowhere.db"),
            "path": (*NO_PATH, "", "."),
            "force": NO_SWITCH,
            "statuses": (*NO_LIST, ["aproved"]),
        },
    ),
    (
        cc.report,
        {"db": "good.db", "path": "made.html"},
        {
            "db": (*NO_PATH, "nowhere.db"),
            "path": (*NO_PATH, "", "."),
            "force": NO_SWITCH,
            "claim_id": (*NO_TEXT, "", "c1", "a" * 5_000),
            "statuses": (*NO_LIST, ["aproved"]),
            "title": (*NO_TEXT, "", " "),
        },
    ),
    (
        cc.claim_report,
        {"db": "good.db", "claim_id": CLAIMS[0].id},
        {"db": (*NO_PATH, "nowhere.db"), "claim_id": (*NO_TEXT, "", "c1", "a" * 5_000, None)},
    ),
    (
        cc.claimreview,
        {"db": "good.db", "claim_id": "c1", "publisher": PUBLISHER},
        {
            "db": (*NO_PATH, "nowhere.db"),
            "claim_id": (*NO_TEXT, "", "c1", "a" * 5_000, None, CLAIMS[0].id),
            "publisher": (*NO_PATH, None, "nowhere.toml"),
            "html": NO_SWITCH,
        },
    ),
    (
        cc.lint,
        {"db": "good.db", "publisher": PUBLISHER},
        {
            "db": (*NO_PATH, "nowhere.db"),
            "publisher": (*NO_PATH, "nowhere.toml"),
            "approved": NO_SWITCH,
        },
    ),
    (cc.Publisher.read, {}, {"path": (*NO_PATH, "", ".", "nowhere.toml", "good.db")}),
    (
        cc.backup,
        {"db": "good.db", "to": "made.bak"},
        {"db": (*NO_PATH, "nowhere.db"), "to": (*NO_PATH, "", "."), "force": NO_SWITCH},
    ),
    (
        cc.restore,
        {"file": "good.bak", "db": "made.db"},
        {"file": (*NO_PATH, "", "nowhere.bak"), "db": NO_PATH, "force": NO_SWITCH},
    ),
    (cc.charts, {}, {"db": (*NO_PATH, "nowhere.db")}),
    (cc.agreement, {"db": "good.db"}, {"db": (*NO_PATH, "nowhere.db"), "scale_name": (*NO_TEXT, "nonsense")}),
    (cc.to_frame, {"claims": CLAIMS}, {"claims": NO_LIST, "articles": (*NO_LIST, ARTICLE, CLAIMS)}),
    (
        cc.read_table,
        {"path": "good.csv"},
        {"path": (*NO_PATH, "", ".", "nowhere.xlsx", "nowhere.parquet", "good.db"), "sheet": NO_TEXT},
    ),
    (cc.read_csv, {}, {"path": (*NO_PATH, "", ".", "nowhere.csv", "good.db")}),
    (
        cc.desk,
        {"db": "made.db", "reviewer": "Ann"},
        {
            "db": NO_PATH,
            "reviewer": (*NO_TEXT, "", " ", "W" * 500),
            "policy": (*NO_PATH, "nonsense", "."),
            "scale_name": (*NO_TEXT, "nonsense", None),
            "threshold": NO_SHARE,
            "scorer": NO_SCORER,
            "known": NO_PATH,
            "semantic": NO_SWITCH,
        },
    ),
    (cc.KnownClaims, {}, {"path": (*NO_PATH, "good.csv", "a" * 5_000), "model": NO_PATH}),
    (KNOWN.add, {}, {"records": (*NO_LIST, "", {}, pd.DataFrame({"a": [1]}))}),
    (KNOWN.search, {"text": TEXT}, {"text": (*NO_TEXT, None), "limit": NO_NUMBER, "semantic": NO_SWITCH}),
    (KNOWN.remove, {}, {"known_ids": (*NO_LIST, ["nonsense"], ["a" * 5_000])}),
    (cc.Priorities.read, {}, {"path": (*NO_PATH, "", ".", "nowhere.toml", "good.db")}),
    (cc.Policy.read, {}, {"path": (*NO_PATH, "", ".", "nowhere.toml", "good.db")}),
]
ROWS = [
    pytest.param(function, {**given, name: wrong}, name, id=f"{function.__name__}-{name}-{number}")
    for function, given, arguments in WRONG
    for name, values in arguments.items()
    for number, wrong in enumerate(values)
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working directory with a database, its backup and its CSV."""
    where = tmp_path_factory.mktemp("wrong")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(where)
        here.delenv("CLAIMCHECK_DB", raising=False)
        cc.add("good.db", ARTICLE)
        cc.backup("good.db", "good.bak")
        cc.export_csv("good.db", "good.csv", everything=True)
        yield where


@pytest.mark.parametrize(("function", "arguments", "name"), ROWS)
def test_what_a_function_does_not_take_is_refused_in_words(
    function: Callable[..., object], arguments: dict[str, Any], name: str, folder: Path
) -> None:
    before = {path.name for path in folder.iterdir()}
    with pytest.raises(ClaimcheckError) as refused:
        function(**arguments)
    assert len(str(refused.value)) > 20
    assert {path.name for path in folder.iterdir()} - {"good.db-wal", "good.db-shm"} == before - {
        "good.db-wal", "good.db-shm"
    }  # fmt: skip


def test_every_public_function_is_in_the_table() -> None:
    kinds = {
        cc.Article,
        cc.Claim,
        cc.ClaimcheckError,
        cc.Comparison,
        cc.Finding,
        cc.KnownClaim,
        cc.Policy,
        cc.Priorities,
        cc.Publisher,
        cc.Quotation,
        cc.References,
        cc.Worksheet,
        cc.ReadingError,
    }
    public = {getattr(cc, name) for name in cc.__all__} - kinds - {cc.ReadingWarning, cc.Scorer}
    assert public - {function for function, *_ in WRONG} == set()


def test_a_number_that_python_does_not_write_is_refused_too() -> None:
    with pytest.raises(ClaimcheckError, match=r"^db=… is an int; give the path of a file"):
        cc.charts(10**5_000)  # type: ignore[arg-type]


def test_the_claims_of_the_table_are_some() -> None:
    assert all(isinstance(claim, Claim) for claim in CLAIMS)
    assert CLAIMS
