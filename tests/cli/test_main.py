"""The command line: what it prints, what it refuses and with which words, and its exit status."""

from __future__ import annotations

import csv
import ctypes
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from factories import NOON, a_desk, behind, drop_triggers
from makers import SENTENCES, Run, Said, database, run_here

import claimcheck as cc
from claimcheck.cli.main import main
from claimcheck.errors import ExportWarning
from claimcheck.exporting.forms import write_form
from claimcheck.flagging.flag import flag
from claimcheck.model import Article, Claim, Span
from claimcheck.review.log.store import Store

SHOUTING = "NATO has 32 members. It is 25 times bigger than Russia. Exports doubled in 2019."
ALL = ("--threshold", "0")
COMMAND = [sys.executable, "-c", "import sys; from claimcheck.cli.main import main; sys.exit(main())"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, and no variable that says where the database is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMCHECK_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return partial(run_here, capsys)


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run one verb as a process of its own."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def file(folder: Path, name: str, text: str = SHOUTING) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def counted(path: Path) -> dict[str, int]:
    """How many rows each table of a database has."""
    with behind(path) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("articles", "claims", "events")
        }


# --- add ------------------------------------------------------------------------------------------


def test_adding_prints_what_is_new_and_the_claims_most_worth_checking(run: Run, folder: Path) -> None:
    file(folder, "a.txt")
    said = run("add", "a.txt", *ALL)
    assert said.status == 0
    assert said.err == ""
    assert f"{folder / 'claimcheck.db'}: 1 new article, 3 new claims." in said.out
    for sentence in (
        "NATO has 32 members.",
        "It is 25 times bigger than Russia.",
        "Exports doubled in 2019.",
    ):
        assert sentence in said.out
    assert counted(folder / "claimcheck.db") == {"articles": 1, "claims": 3, "events": 1}


def test_the_table_holds_ten_claims_what_to_check_first_first(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rising(_article: Article, claims: Sequence[Claim], *_known: object) -> list[Claim]:
        return [replace(claim, priority=place / 20) for place, claim in enumerate(claims)]

    monkeypatch.setattr("claimcheck.cli.articles.in_order", rising)
    text = " ".join(f"Country {number} has {number} million inhabitants." for number in range(101, 116))
    file(folder, "a.txt", text)
    said = run("add", "a.txt", *ALL)
    assert "What to check first, 10 of 15 claims:" in said.out
    assert re.findall(r"^(\d\.\d\d) ", said.out, re.M) == [f"{place / 20:.2f}" for place in range(14, 4, -1)]
    table, _ = said.out.split(str(folder))
    assert max(map(len, table.splitlines())) <= 100


def test_nothing_is_added_twice(run: Run, folder: Path) -> None:
    file(folder, "a.txt")
    run("add", "a.txt", *ALL)
    before = counted(folder / "claimcheck.db")
    said = run("add", "a.txt", *ALL)
    assert (said.status, said.err) == (0, "")
    assert "0 new articles, 0 new claims." in said.out
    assert counted(folder / "claimcheck.db") == before


def test_another_spelling_of_an_article_adds_nothing_and_what_is_new_is_offered(
    run: Run, folder: Path
) -> None:
    text = "---\nurl: {}\npublished: 2020\n---\nTaxes fell by 7 percent last year.\nCafés closed.\n"
    file(folder, "a.md", text.format("https://example.org/a"))
    again = unicodedata.normalize("NFD", text.format("http://www.example.org/a/?utm_source=x"))
    (folder / "b.md").write_bytes(b"\xef\xbb\xbf" + again.replace("\n", "\r\n").encode())
    run("add", "a.md", *ALL)
    before = counted(folder / "claimcheck.db")
    said = run("add", "b.md", *ALL)
    assert (said.status, said.err) == (0, "")
    assert counted(folder / "claimcheck.db") == before
    file(folder, "c.md", text.format("https://example.org/a").replace("2020", "2021\ntitle: Taxes"))
    said = run("add", "c.md", *ALL)
    told = "title Taxes (kept: none); published 2021 (kept: 2020)"
    assert said.status == 0
    assert said.err.strip() == (
        f"c.md: This article is kept already, but it says otherwise: {told}. --update-facts takes it over."
    )
    assert counted(folder / "claimcheck.db") == before
    said = run("add", "c.md", *ALL, "--update-facts")
    assert (said.status, said.err) == (0, "")
    assert "c.md: taken over: title Taxes (before: none); published 2021 (before: 2020).\n" in said.out
    assert "taken over" not in run("add", "c.md", *ALL, "--update-facts").out
    assert run("add", "c.md", *ALL).err == ""
    assert run("verify").status == 0


def test_a_folder_is_all_the_articles_in_it(run: Run, folder: Path) -> None:
    for name in ("in/a.txt", "in/below/b.md", "in/c.html", "in/d.csv", "in/.hidden.txt"):
        file(folder, name, f"<p>{SHOUTING} {name}</p>" if name.endswith("html") else f"{SHOUTING} {name}")
    said = run("add", "in", *ALL)
    assert (said.status, said.err) == (0, "")
    assert "3 new articles" in said.out


def test_one_bad_file_among_good_ones_does_not_stop_the_rest(run: Run, folder: Path) -> None:
    (
        file(folder, "a.txt"),
        file(folder, "c.txt", "Taxes fell by 7 percent in 2020."),
        file(folder, "empty.txt", ""),
    )
    said = run("add", "a.txt", "missing.txt", "empty.txt", "c.txt", *ALL)
    assert said.status == 1
    assert "2 new articles, 4 new claims." in said.out
    missing, empty = said.err.splitlines()
    assert missing.startswith("missing.txt: there is no such file")
    assert empty.startswith("empty.txt: there is nothing to read")


@pytest.mark.parametrize("name", ["none.txt", "empty.txt", "french.md"])
def test_where_nothing_can_be_read_no_database_is_made(run: Run, folder: Path, name: str) -> None:
    file(folder, "empty.txt", "")
    file(folder, "french.md", "---\nlanguage: fr\n---\nLes exportations ont doublé en 2019.")
    said = run("add", name, "--db", "n.db")
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert not (folder / "n.db").exists()


@pytest.mark.parametrize("table", ["v.csv", "s.csv", "h.csv", "saved.csv", "saved.txt"])
def test_a_table_of_ours_is_no_article(run: Run, folder: Path, table: str) -> None:
    path = database(folder / "log.db")
    run("export", "--all", "--db", path, "--csv", "v.csv", "--sources", "s.csv", "--history", "h.csv")
    semicolons = (folder / "v.csv").read_bytes().replace(b'","', b";").replace(b'"', b"")
    (folder / "saved.csv").write_bytes(semicolons)
    (folder / "saved.txt").write_bytes(semicolons.replace(b";", b"\t"))
    for verb in (("flag",), ("add", "--db", path)):
        said = run(*verb, table)
        assert (said.status, counted(path)["articles"]) == (1, 1)
        assert re.match(rf"{table}: this is a table that claimcheck wrote, .*cc\.read_csv", said.err), (
            said.err
        )


def test_an_article_of_standard_input(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SHOUTING.encode())))
    said = run("add", "-", *ALL)
    assert (said.status, said.err) == (0, "")
    assert "1 new article, 3 new claims." in said.out


def test_what_was_added_before_an_interruption_is_kept(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(folder, "a.txt"), file(folder, "b.txt", f"Later: {SHOUTING}")

    def interrupted(article: Article, *more: Any) -> list[Claim]:
        if article.text.startswith("Later"):
            raise KeyboardInterrupt
        return flag(article, *more)

    monkeypatch.setattr("claimcheck.cli.articles.flag", interrupted)
    said = run("add", "a.txt", "b.txt", *ALL)
    assert said.status == 130
    assert said.err == "Interrupted. What was added before is kept; run it again to go on.\n"
    assert counted(folder / "claimcheck.db")["articles"] == 1


# --- where the database is ------------------------------------------------------------------------


def test_the_option_goes_before_the_variable_and_that_before_the_working_directory(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(folder, "a.txt")

    def made(*options: str) -> list[str]:
        assert run("add", "a.txt", *options).status == 0
        found = [path.name for path in folder.glob("*.db")]
        for name in found:
            (folder / name).unlink()
        return found

    assert made() == ["claimcheck.db"]
    monkeypatch.setenv("CLAIMCHECK_DB", str(folder / "named.db"))
    assert made() == ["named.db"]
    assert made("--db", "chosen.db") == ["chosen.db"]
    monkeypatch.setenv("CLAIMCHECK_DB", "")
    assert made() == ["claimcheck.db"]


@pytest.mark.parametrize("verb", [("export", "--csv", "v.csv"), ("verify",)])
def test_reading_makes_no_database(run: Run, folder: Path, verb: tuple[str, ...]) -> None:
    said = run(*verb, "--db", "none.db")
    assert said.status == 1
    assert re.search(
        r"There is no database none\.db; `claimcheck add FILE --db none\.db` makes one", said.err
    )
    assert list(folder.iterdir()) == []


# --- flag -----------------------------------------------------------------------------------------


def printed(said: Said) -> list[tuple[float, str]]:
    """The number and the words of each claim in a list that was printed."""
    lines = re.findall(r"^([01]\.\d\d) {8}the article {11}(.+)\n {34}\S", said.out, re.M)
    return [(float(number), words) for number, words in lines]


def test_flagging_prints_what_to_check_first_and_why_and_makes_no_database(run: Run, folder: Path) -> None:
    file(folder, "a.txt")
    said = run("flag", "a.txt", *ALL)
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[:3] == [
        "priority    speaker               claim, and why first",
        said.out.splitlines()[1],
        f"{'':34}a comparison, can be looked up · said first",
    ]
    of = cc.flag(cc.read("a.txt"), 0)
    assert printed(said) == [(round(claim.priority, 2), claim.text) for claim in of]
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_the_order_of_a_list_is_chosen(run: Run, folder: Path) -> None:
    file(folder, "a.txt")
    file(folder, "b.txt", f"Later: {SHOUTING}")
    pile = [claim for name in ("a.txt", "b.txt") for claim in cc.flag(cc.read(name), 0, order="text")]
    keys = {
        "priority": lambda claim: -claim.priority,
        "worthiness": lambda claim: -claim.worthiness,
        "text": lambda _: 0,
    }
    for order, key in keys.items():
        said = run("flag", "a.txt", "b.txt", *ALL, "--order", order)
        assert said.out.startswith("worthiness" if order == "worthiness" else "priority")
        wanted = [claim.text for claim in sorted(pile, key=key)]
        assert [words for _, words in printed(said)] == wanted
        run("flag", "a.txt", "b.txt", *ALL, "--order", order, "--csv", "c.csv", "--force")
        assert list(cc.read_csv("c.csv")["quote"]) == wanted
        run("add", "a.txt", "b.txt", *ALL)
        run("export", "--all", "--csv", "v.csv", "--order", order, "--force")
        assert list(cc.read_csv("v.csv")["quote"]) == wanted


def test_flagging_into_a_csv_has_the_columns_that_a_claim_has(run: Run, folder: Path) -> None:
    path = file(folder, "a.txt")
    said = run("flag", "a.txt", *ALL, "--csv", "claims.csv")
    assert (said.status, said.out, said.err) == (0, "3 claims: claims.csv\n", "")
    written = (folder / "claims.csv").read_bytes()
    of = cc.read(path)
    assert cc.read_csv("claims.csv").equals(cc.to_frame(cc.flag(of, 0), [of]))
    header = next(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert header == list(cc.to_frame([]).columns)
    said = run("flag", "a.txt", *ALL, "--csv", "claims.csv")
    assert (said.status, said.out) == (1, "")
    assert "claims.csv exists and was not overwritten" in said.err
    assert run("flag", "a.txt", *ALL, "--csv", "claims.csv", "--force").status == 0
    assert (folder / "claims.csv").read_bytes() == written
    assert run("flag", "a.txt", *ALL, "--csv", "claims.csv", "--force", "--no-bom").status == 0
    assert b"\xef\xbb\xbf" + (folder / "claims.csv").read_bytes() == written


def test_no_csv_is_written_where_no_file_could_be_read(run: Run, folder: Path) -> None:
    assert run("flag", "missing.txt", "--csv", "claims.csv").status == 1
    assert list(folder.iterdir()) == []


def test_lists_and_tables_know_what_other_articles_say(run: Run, folder: Path) -> None:
    file(folder, "a.txt", "The hall was full on Monday. NATO has 32 members.")
    file(folder, "b.txt", "It rained again.\n\nThe hall was full on Monday.")
    for verb in (("flag", "a.txt", "b.txt"), ("add", "a.txt", "b.txt"), ("add", "b.txt")):
        said = run(*verb, *ALL).out
        assert "said in 2 articles" in said[said.index("The hall was full") :]
    (folder / "checks.csv").write_text("claim,rating\nNATO has 32 members.,False\n", encoding="utf-8")
    assert run("known", "add", "checks.csv").status == 0
    run("export", "--all", "--csv", "v.csv")
    table = cc.read_csv("v.csv")
    assert (table["quote"][0], table["priority"][0]) == ("NATO has 32 members.", 1.0)
    assert table["why_first"][0].startswith("was checked before: False")
    assert table["why_first"].str.contains("said in 2 articles").sum() == 2
    assert cc.read_csv(cc.export_csv(None, "w.csv", everything=True)).equals(table)


def test_the_threshold_leaves_out_what_scores_less(run: Run, folder: Path) -> None:
    file(folder, "a.txt")
    every = printed(run("flag", "a.txt", *ALL, "--order", "worthiness"))
    least = every[-1][0]
    fewer = printed(run("flag", "a.txt", "--threshold", least + 0.02, "--order", "worthiness"))
    assert set(fewer) < set(every)


def test_where_no_sentence_is_flagged_the_remedy_is_said(run: Run, folder: Path) -> None:
    file(folder, "a.txt", "What a lovely day!")
    for verb in ("flag", "add"):
        said = run(verb, "a.txt", "--threshold", "1")
        assert said.status == 0
        assert said.err == "a.txt: no sentence was flagged; a lower --threshold flags more.\n"


def test_a_scorer_is_chosen_by_name(run: Run, folder: Path) -> None:
    of = cc.read(file(folder, "a.txt"))
    for scorer in ("linear", "signals"):
        told = printed(run("flag", "a.txt", "--scorer", scorer, "--order", "worthiness"))
        wanted = [round(claim.worthiness, 2) for claim in cc.flag(of, scorer=scorer, order="worthiness")]
        assert [number for number, _ in told] == wanted
    assert run("flag", "a.txt").out == run("flag", "a.txt", "--scorer", "linear").out
    run("add", "a.txt", "--scorer", "signals", "--threshold", "0")
    run("export", "--all", "--csv", "v.csv")
    wanted_worth = [round(claim.worthiness, 4) for claim in cc.flag(of, 0, scorer="signals")]
    assert list(cc.read_csv("v.csv")["worthiness"]) == wanted_worth


def test_an_article_in_its_own_language_and_in_one_that_is_named(run: Run, folder: Path) -> None:
    german = "Die Exporte haben sich 2019 verdoppelt."
    file(folder, "de.md", f"---\nlanguage: de\n---\n{german}")
    file(folder, "de.txt", german)
    own, named = run("flag", "de.md"), run("flag", "de.txt", "--language", "de-AT")
    assert (own.status, own.err, named.err) == (0, "", "")
    assert german in own.out
    assert own.out == named.out


def test_a_file_in_a_language_that_is_not_known_does_not_stop_the_rest(run: Run, folder: Path) -> None:
    file(folder, "a.txt")
    file(folder, "fr.md", "---\nlanguage: fr\n---\nLes exportations ont doublé en 2019.")
    file(folder, "z.txt", "Taxes fell by 7 percent in 2020.")
    said = run("add", "a.txt", "fr.md", "z.txt", *ALL)
    assert said.status == 1
    assert "2 new articles, 4 new claims." in said.out
    [line] = said.err.splitlines()
    assert re.match(r"fr\.md: The language 'fr' is not known .* de, en; name one .*--language.*", line)
    assert run("flag", "fr.md", "--language", "en", *ALL).status == 0


# --- export and verify ----------------------------------------------------------------------------


def test_exporting_writes_the_tables_and_prints_the_head_of_the_log(run: Run, folder: Path) -> None:
    path = database(folder / "log.db")
    with Store(path) as store:
        one = a_desk(store)
        one.dismiss([one.cursor.queue[0].claim_id], "opinion")
        head = store.verify().head
    said = run("export", "--all", "--db", path, "--csv", "v.csv", "--sources", "s.csv", "--history", "h.csv")
    assert (said.status, said.out, said.err) == (0, f"v.csv (log head {head})\n", "")
    assert sorted(cc.read_csv("v.csv")["quote"]) == sorted(SENTENCES)
    assert len(cc.read_csv("s.csv")) == 0
    assert list(cc.read_csv("h.csv")["action"]) == ["imported", "dismissed"]
    assert list(cc.read_csv("h.csv")["digest"])[-1] == head
    assert run("verify", "--db", path, "--head", head).out.startswith(
        f"{path}: 2 events, the chain is whole. Head {head}\n"
    )


def test_statuses_are_chosen_one_by_one(run: Run, folder: Path) -> None:
    path = database(folder / "log.db")
    with Store(path) as store:
        one = a_desk(store)
        one.dismiss([one.cursor.queue[0].claim_id], "opinion")
    run("export", "--db", path, "--csv", "one.csv", "--status", "dismissed")
    assert list(cc.read_csv("one.csv")["quote"]) == SENTENCES[:1]
    both = ("--status", "dismissed", "--status", "unreviewed")
    run("export", "--db", path, "--csv", "two.csv", *both, "--order", "text")
    assert list(cc.read_csv("two.csv")["quote"]) == SENTENCES


def rewrite(path: Path) -> None:
    """Change a decision behind the log's back."""
    with Store(path) as store:
        one = a_desk(store)
        one.dismiss([one.cursor.queue[0].claim_id], "opinion")
    with behind(path) as connection:
        triggers = drop_triggers(connection)
        connection.execute("UPDATE events SET data = replace(data, 'opinion', 'forecast')")
        for statement in triggers:
            connection.execute(statement)


def test_a_log_that_was_changed_is_exported_as_far_as_it_fits_and_does_not_verify(
    run: Run, folder: Path
) -> None:
    path = database(folder / "log.db")
    with Store(path) as store:
        one = a_desk(store)
        one.dismiss([one.cursor.queue[1].claim_id], "forecast")
    with behind(path) as connection:
        fitting = connection.execute("SELECT max(id), digest FROM events").fetchone()
    rewrite(path)
    before = path.read_bytes()
    said = run("export", "--all", "--db", path, "--csv", "v.csv")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(
        "The log does not verify, and nothing was exported. Event 3 (dismissed by Ann, "
    )
    assert "`claimcheck export --until 2`" in said.err
    assert not (folder / "v.csv").exists()
    said = run("export", "--all", "--db", path, "--csv", "v.csv", "--history", "h.csv", "--until", fitting[0])
    assert (said.status, said.err) == (0, "")
    assert said.out.rstrip().endswith(f"(log head {fitting[1]})")
    assert list(cc.read_csv("v.csv")["dismiss_reason"].dropna()) == ["forecast"]
    assert list(cc.read_csv("h.csv")["digest"])[-1] == fitting[1]
    assert run("export", "--all", "--db", path, "--csv", "w.csv", "--until", 3).status == 1
    assert path.read_bytes() == before
    said = run("verify", "--db", path)
    assert (said.status, said.out) == (1, "")
    assert re.search(r"log\.db does not verify\. Event 3 .* was changed after it was written", said.err)


@pytest.mark.parametrize("until", [-1, 3, 99])
def test_the_state_after_an_event_that_the_log_does_not_have_is_refused(
    run: Run, folder: Path, until: int
) -> None:
    path = database(folder / "log.db")
    with Store(path) as store:
        one = a_desk(store)
        one.dismiss([one.cursor.queue[1].claim_id], "forecast")
    said = run("export", "--all", "--db", path, "--csv", "v.csv", "--until", until)
    assert (said.status, said.out) == (1, "")
    assert said.err == f"There is no event {until}: the log has 2. Give a number from 0 to 2.\n"
    assert run("export", "--all", "--db", path, "--csv", "v.csv", "--until", 1).status == 0
    assert list(cc.read_csv("v.csv")["status"]) == ["unreviewed"] * len(SENTENCES)


def test_what_was_cut_by_hand_afterwards_is_not_exported_as_of_before(run: Run, folder: Path) -> None:
    path = database(folder / "log.db")
    with Store(path) as store:
        one = a_desk(store)
        one.dismiss([one.cursor.queue[0].claim_id], "opinion")
        one.add_claim(next(iter(one.articles())), Span(0, 7))
    assert run("export", "--all", "--db", path, "--csv", "v.csv", "--until", 2, "--order", "text").status == 0
    assert list(cc.read_csv("v.csv")["quote"]) == SENTENCES


def test_a_number_that_no_event_can_have_is_refused(run: Run, folder: Path) -> None:
    path = database(folder / "log.db")
    said = run("export", "--all", "--db", path, "--csv", "v.csv", "--until", 10**23)
    assert (said.status, said.err) == (
        1,
        f"There is no event {10**23}: the log has 1. Give a number from 0 to 1.\n",
    )


# What somebody changed beside the log, and what is said of it.
BESIDE_THE_LOG = [
    (
        "UPDATE claims SET speaker = 'Nobody' WHERE start > 0",
        r"The claim \S+ \(“.{9,}”\) was changed after it was kept\.",
    ),
    ("UPDATE articles SET author = 'Nobody'", r"The article \S+ \(“.{9,}”\) was changed after it was kept\."),
    ("UPDATE articles SET text = text || '.'", r"The article \S+ \(“.{9,}”\) does not fit its id: .*\."),
    ("UPDATE claims SET text = text || '.'", r"The claim \S+ \(“.{9,}”\) does not fit its id or .*\."),
    ("DELETE FROM claims WHERE start > 0", r"The claim \S+ is gone: something else removed it\."),
    ("DELETE FROM articles", r"The claims speak of articles that are not there: .* removed them\."),
    ("UPDATE policies SET name = 'none'", r"The policy 1 \(none\) was changed after it was kept\."),
    (
        "INSERT INTO claims SELECT 'c0', article_id, start + 1, 9, text, speaker, quoted, worthiness, "
        "record, kinds FROM claims LIMIT 1",
        r"The claim \S+ .*",
    ),
]


@pytest.mark.parametrize(("change", "words"), BESIDE_THE_LOG)
def test_what_was_changed_beside_the_log_is_exported_only_on_demand_and_named(
    run: Run, folder: Path, change: str, words: str
) -> None:
    path = database(folder / "log.db")
    with Store(path) as store:
        a_desk(store)
        store.record_policy("Ann", {"name": "solo"}, NOON)
        head = store.verify().head
    with behind(path) as connection:
        triggers = drop_triggers(connection)
        connection.execute(change)
        for statement in triggers:
            connection.execute(statement)
    said = run("export", "--all", "--db", path, "--csv", "v.csv")
    assert (said.status, said.out) == (1, "")
    assert re.fullmatch(
        rf"The log does not verify, and nothing was exported\. {words} `claimcheck export --until 2` "
        r"\(until=2\) writes what is there all the same, with what was changed in it\.\n",
        said.err,
    )
    assert [one.name for one in folder.iterdir() if "v.csv" in one.name] == []
    said = run("export", "--all", "--db", path, "--csv", "v.csv", "--until", 2)
    assert (said.status, said.out) == (1, f"v.csv (log head {head})\n")
    assert re.fullmatch(rf"It was written, but the database does not verify\. {words}\n", said.err)
    with pytest.warns(ExportWarning, match=r"^w\.csv: It was written, but the database does not verify\. "):
        cc.export_csv(path, "w.csv", until=2, everything=True)
    said = run("verify", "--db", path)
    assert said.status == 1
    assert re.search(rf"{words} The chain of its 2 events is whole\.\n$", said.err)


def test_a_log_whose_trigger_alone_is_missing_is_exported_and_backed_up_with_a_warning(
    run: Run, folder: Path
) -> None:
    path = database(folder / "log.db")
    with behind(path) as connection:
        connection.execute("DROP TRIGGER events_refuse_update")
    told = (
        r"The trigger events_refuse_update is missing or was changed: .* may have been cut .*"
        r"`claimcheck verify --against FILE\.manifest\.json`.* then `claimcheck backup`"
    )
    for verb in (("export", "--csv", "v.csv", "--all"), ("backup", "--to", "b.db"), ("verify",)):
        said = run(*verb, "--db", path)
        assert said.status == 1, verb
        assert re.search(told, said.err), said.err
    assert len(cc.read_csv("v.csv")) == len(SENTENCES)
    assert run("verify", "--db", "b.db").status == 0


def test_the_head_that_is_printed_is_that_of_the_csv(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = database(folder / "log.db")
    with Store(path) as store:
        head = store.verify().head

    def meanwhile(*arguments: Any, **options: Any) -> Any:
        with Store(path) as store:
            one = a_desk(store)
            one.comment(one.cursor.queue[0].claim_id, "Hm.")
        return write_form(*arguments, **options)

    monkeypatch.setattr("claimcheck.exporting.export.write_form", meanwhile)
    assert run("export", "--all", "--db", path, "--csv", "v.csv").out == f"v.csv (log head {head})\n"


# --- backup and restore ---------------------------------------------------------------------------


def test_a_backup_is_made_and_brought_back(run: Run, folder: Path) -> None:
    path = database(folder / "log.db")
    with Store(path) as store:
        one = a_desk(store)
        one.dismiss([one.cursor.queue[1].claim_id], "forecast")
        head = store.events()[-1].digest
    said = run("backup", "--db", path, "--to", "monday.db")
    assert (said.status, said.err) == (0, "")
    assert said.out == f"{folder / 'monday.db'}: 1 article, {len(SENTENCES)} claims, 2 events. Head {head}\n"
    said = run("backup", "--db", path, "--to", "monday.db")
    assert (said.status, said.out) == (1, "")
    assert "monday.db exists and was not overwritten" in said.err
    assert run("backup", "--db", path, "--to", "monday.db", "--force").status == 0
    said = run("restore", "monday.db", "--db", path)
    assert (said.status, said.out) == (1, "")
    assert "log.db exists and was not replaced" in said.err
    said = run("restore", "monday.db", "--db", path, "--force")
    assert (said.status, said.err) == (0, "")
    assert re.search(rf"^What was there before is now {folder}/log-before-\S+\.db$", said.out, re.MULTILINE)
    assert run("verify", "--db", path, "--head", head).status == 0


def test_a_damaged_backup_is_not_brought_back(run: Run, folder: Path) -> None:
    path = database(folder / "log.db")
    rewrite(path)
    said = run("restore", path, "--db", "new.db")
    assert (said.status, said.out) == (1, "")
    assert re.search(r"log\.db is damaged, and nothing was restored\. Event 2 ", said.err)
    assert not (folder / "new.db").exists()
    said = run("backup", "--db", path, "--to", "b.db")
    assert (said.status, said.out) == (1, "")
    assert re.search(r"log\.db does not verify, and no backup was made of it\. Event 2 ", said.err)
    assert not (folder / "b.db").exists()


# --- what is refused ------------------------------------------------------------------------------


def newer(path: Path) -> None:
    with behind(path) as connection:
        connection.execute("INSERT INTO schema_steps VALUES (99, 'tomorrow', '2030-01-01')")


def no_log(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 100)


def of_another(path: Path) -> None:
    path.unlink()
    with behind(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def cannot_be_read(path: Path) -> None:
    rewrite(path)
    with behind(path) as connection:
        drop_triggers(connection)
        connection.execute("UPDATE events SET data = 'no JSON' WHERE id = 2")


WITH_LOG: list[tuple[Callable[[Path], None], str]] = [
    (newer, r"log\.db was made by a newer claimcheck \(schema 99, .*Update claimcheck"),
    (no_log, r"log\.db is not a database; name another file with --db"),
    (of_another, r"log\.db is another program's database; name another file with --db"),
]


@pytest.mark.parametrize(("change", "words"), WITH_LOG)
@pytest.mark.parametrize("verb", [("add", "a.txt"), ("export", "--csv", "v.csv"), ("verify",)])
def test_a_database_that_is_not_ours_to_open_is_refused_and_left_as_it_is(
    run: Run, folder: Path, verb: tuple[str, ...], change: Callable[[Path], None], words: str
) -> None:
    file(folder, "a.txt")
    path = database(folder / "log.db")
    change(path)
    before = path.read_bytes()
    said = run(*verb, "--db", path)
    assert (said.status, said.out) == (1, "")
    assert re.search(words, said.err), said.err
    assert path.read_bytes() == before
    assert not (folder / "v.csv").exists()


def test_an_event_that_cannot_be_read_is_named_and_nothing_is_exported(run: Run, folder: Path) -> None:
    path = database(folder / "log.db")
    cannot_be_read(path)
    said = run("export", "--all", "--db", path, "--csv", "v.csv")
    assert said.status == 1
    assert "Event 2 (dismissed by Ann, " in said.err
    assert not (folder / "v.csv").exists()
    assert run("verify", "--db", path).status == 1


def test_a_database_that_another_program_holds_is_not_waited_for_without_end(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(folder, "a.txt")
    path = database(folder / "log.db")
    before = counted(path)
    defaults = Store.__init__.__kwdefaults__ or {}
    monkeypatch.setitem(defaults, "busy_seconds", 0.1)
    with behind(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = run("add", "a.txt", "--db", path, *ALL)
        other.execute("ROLLBACK")
    assert (said.status, said.out) == (1, "")
    assert re.search(r"log\.db is locked by another program; close it there or wait.*Nothing", said.err)
    assert counted(path) == before
    assert run("add", "a.txt", "--db", path, *ALL).status == 0


# File name, its bytes, and what is said of it.
UNREADABLE = [
    ("empty.txt", b"", "there is nothing to read"),
    ("blank.txt", b" \r\n\t\n", "there is nothing to read"),
    ("blank.html", b"\n", "there is nothing to read"),
    ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(64), "this is a program, not text"),
    ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "this is a PNG image, not text"),
    ("report.pdf", b"%PDF-1.7\n", "this is a PDF, not text; copy its text"),
    ("zeros.txt", bytes(1000), "this is not text .*; save it as text in UTF-8"),
    ("broken.md", b"---\ntitle: [\n---\nNATO has 32 members.", "front matter"),
]


@pytest.mark.parametrize(("name", "content", "words"), UNREADABLE, ids=[row[0] for row in UNREADABLE])
def test_a_file_that_is_no_article_is_refused_by_its_name(
    run: Run, folder: Path, name: str, content: bytes, words: str
) -> None:
    (folder / name).write_bytes(content)
    for verb in ("flag", "add"):
        said = run(verb, name)
        assert said.status == 1
        assert len(said.err.splitlines()) == 1
        assert re.match(f"{re.escape(name)}[:,] .*{words}", said.err), said.err


REFUSED: list[tuple[tuple[str, ...], str]] = [
    (("flag", "none.txt"), r"none\.txt: there is no such file\. Check the path; it is looked for in /"),
    (("flag", "nowhere/a.txt"), r"nowhere/a\.txt: there is no such file"),
    (("flag", "a.txt/b.txt"), r"a\.txt/b\.txt: cannot be read \(Not a directory\)"),
    (("flag", "bare"), r"bare: holds no article\. Put files in it that end in \.txt"),
    (("flag", "x" * 5000), r"x: cannot be read \(File name too long\)"),
    (("flag", "a\0.txt"), r"is no path \(embedded null byte\)"),
    (("flag", "a.txt", "--threshold", "1.5"), r"The threshold is 1\.5; give a number from 0 .* to 1"),
    (("flag", "a.txt", "--threshold=-0.1"), r"The threshold is -0\.1; give a number"),
    (("flag", "a.txt", "--threshold", "nan"), r"The threshold is nan; give a number"),
    (("add", "a.txt", "--threshold", "2"), r"The threshold is 2\.0; give a number"),
    (("flag", "a.txt", "--language", "xx"), r"a\.txt: The language 'xx' is not known .*de, en; name one"),
    (("flag", "a.txt", "--threshold=0", "--csv", "a.txt"), r"a\.txt exists and was not overwritten.*--force"),
    (("flag", "a.txt", "--threshold=0", "--csv", "bare"), r"bare is a folder; name a file in it"),
    (("flag", "a.txt", "--threshold=0", "--csv", "no/c.csv"), r"no/c\.csv cannot be written: No such file"),
    (("add", "a.txt", "--db", "bare"), r"bare is a folder; name a database file in it"),
    (("add", "a.txt", "--db", "nowhere/log.db"), r"There is no folder nowhere for the database log\.db"),
    (("add", "a.txt", "--db", "mysql://host/db"), r"mysql:// is an address that claimcheck does not .*--db"),
    (("export", "--db", "log.db", "--csv", "a.txt"), r"a\.txt exists and was not overwritten.*--force"),
    (("export", "--db", "log.db", "--csv", "bare"), r"bare is a folder; name a file in it"),
    (("export", "--db", "log.db", "--csv", "no/v.csv"), r"no/v\.csv cannot be written: No such file"),
    (("export", "--db", "log.db", "--csv", "v.csv", "--status", "done"), r"No status is called 'done'; the"),
    (("export", "--db", "log.db", "--csv", "v.csv", "--history", "v.csv"), r"v\.csv is named for two tables"),
    (("export", "--db", "log.db", "--csv", "v.csv.Manifest.json", "--force"), r"of a manifest.*; name anoth"),
    (
        ("flag", "a.txt", "--csv", "v.csv.manifest.json", "--force"),
        r"has the name of a manifest.*; name anoth",
    ),
    (
        ("backup", "--db", "log.db", "--to", "b.manifest.json", "--force"),
        r"has the name of a manifest.*; name",
    ),
    (("backup", "--db", "log.db", "--to", "bare"), r"bare is a folder; name a file in it, .*bare/backup\.db"),
    (
        ("backup", "--db", "log.db", "--to", "no/b.db"),
        r"There is no folder \S*no for b\.db; name a file els",
    ),
    (
        ("restore", "no.db", "--db", "z.db"),
        r"There is no file \S*no\.db; name one that `claimcheck backup` made",
    ),
    (
        ("restore", "a.txt", "--db", "z.db"),
        r"a\.txt is no backup, .*; name one that `claimcheck backup` made",
    ),
    (("export", "--db", "log.db", "--csv", "no/v.csv"), r"ing was exported; make the folder no, or"),
    (("verify", "--db", "log.db", "--head", "abc"), r"The digest abc is not in the log"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED, ids=[" ".join(row[0])[:60] for row in REFUSED])
def test_a_refusal_says_what_where_and_what_to_do_on_one_line(
    run: Run, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    file(folder, "a.txt")
    (folder / "bare").mkdir()
    database(folder / "log.db")
    said = run(*arguments)
    assert said.status == 1
    assert len(said.err.splitlines()) == 1
    assert re.search(words, said.err), said.err
    assert (folder / "a.txt").read_text() == SHOUTING
    assert not (folder / "v.csv").exists()


WRONG_USE = [
    (),
    ("check",),
    ("add",),
    ("flag",),
    ("flag", "a.txt", "--db", "log.db"),
    ("flag", "a.txt", "--threshold", "high"),
    ("flag", "a.txt", "--scorer", "guess"),
    ("export",),
    ("export", "--csv"),
    ("verify", "log.db"),
]


@pytest.mark.parametrize("arguments", WRONG_USE, ids=lambda arguments: " ".join(arguments) or "nothing")
def test_wrong_usage_is_explained_with_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("usage: claimcheck")


@pytest.mark.parametrize("verb", [(), ("add",), ("flag",), ("export",), ("verify",)])
def test_every_verb_has_help(run: Run, verb: tuple[str, ...]) -> None:
    said = run(*verb, "--help")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(" ".join(("usage: claimcheck", *verb)))


# --- odd text -------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("default::claimcheck.errors.ReadingWarning")
def test_a_text_in_another_encoding_is_read_with_a_remark(run: Run, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_bytes(f"Le marché de {name} a doublé en 2019, à 25 millions.".encode("latin-1"))
    said = run("flag", "a.txt", "b.txt", *ALL)
    assert said.status == 0
    assert "Le marché de a.txt a doublé en 2019" in said.out
    for line, name in zip(said.err.splitlines(), ("a.txt", "b.txt"), strict=True):
        assert line.startswith(f"{name}: not UTF-8; read as ")
        assert line.endswith("save the file as UTF-8.")


@pytest.mark.parametrize("text", ["7" * 100_000, "7," * 10_000, "1 " * 10_000, "=" * 100_000])
def test_a_file_of_nothing_but_figures_is_read_like_any_other(run: Run, folder: Path, text: str) -> None:
    file(folder, "a.txt", text)
    said = run("add", "a.txt", *ALL)
    assert (said.status, said.err) == (0, "")
    assert "1 new article" in said.out


def test_no_text_can_tell_the_terminal_anything(run: Run, folder: Path) -> None:
    told = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\u200b\x08\r"
    name = "a\x1b[31m.txt"
    file(folder, name, f"{told}ANN{told}: NATO has 32{told} members in 2024, said Ann{told} Lee.")
    ran = [run("add", name, *ALL), run("flag", name, *ALL), run("flag", name, "--threshold", "1")]
    ran.append(run("flag", f"none{name}"))
    for said in ran:
        assert {c for c in said.out + said.err if not c.isprintable()} <= {"\n", "\t"}
    assert "NATO has 32" in ran[0].out
    assert "NATO has 32" in ran[1].out


# --- as a process of its own ----------------------------------------------------------------------


def test_the_command_is_called_claimcheck() -> None:
    [point] = entry_points(group="console_scripts", name="claimcheck")
    assert point.load() is main


def test_a_process_ends_with_the_status_and_speaks_to_the_right_stream(folder: Path) -> None:
    file(folder, "a.txt")
    added = command("add", "a.txt", *ALL)
    assert (added.returncode, added.stderr) == (0, b"")
    assert b"1 new article, 3 new claims." in added.stdout
    missing = command("flag", "none.txt")
    assert (missing.returncode, missing.stdout) == (1, b"")
    assert missing.stderr.startswith(b"none.txt: there is no such file")
    assert command("frobnicate").returncode == 2


def test_an_article_is_piped_in(folder: Path) -> None:
    piped = subprocess.run(
        [*COMMAND, "flag", "-", *ALL], input=SHOUTING.encode(), capture_output=True, check=False
    )
    assert (piped.returncode, piped.stderr) == (0, b"")
    assert len(piped.stdout.splitlines()) == 1 + 2 * 3
    nothing = command("flag", "-")
    assert (nothing.returncode, nothing.stdout) == (1, b"")
    assert nothing.stderr.startswith(b"standard input: there is nothing to read")


@pytest.mark.parametrize("verb", ["add", "flag"])
def test_names_that_no_file_can_have_do_not_stop_the_rest(verb: str, run: Run, folder: Path) -> None:
    file(folder, "a.txt")
    bad = [
        "x" * 5_000,
        "x/" * 5_000 + "a.txt",
        "a\0b.txt",
        "\ud800.txt",
        "\udc80.txt",
        "",
        "a.txt/b.txt",
        ".",
    ]
    said = run(verb, *bad, "a.txt", *ALL)
    assert said.status == 1
    assert "NATO has 32 members." in said.out
    assert len(said.err.splitlines()) == len(bad) - 1
    assert "Traceback" not in said.err


def test_input_without_an_end_is_refused_and_a_closed_one_too(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Endless:
        def read(self, size: int) -> bytes:
            return b"a" * size

    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=Endless()))
    assert "more than the 80,000,000" in run("flag", "-").err
    monkeypatch.setattr("sys.stdin", None)
    assert "standard input: it is closed" in run("flag", "-").err


def test_a_terminal_that_knows_only_ascii_still_gets_the_claims(folder: Path) -> None:
    name = os.fsdecode(b"a\xff.txt")
    file(folder, name, "Türkiye has 85 million inhabitants…")
    for arguments in (("flag", name, *ALL), ("add", name, *ALL, "--db", os.fsdecode(b"d\xff.db"))):
        said = command(*arguments, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert (said.returncode, said.stderr) == (0, b"")
        assert b"T?rkiye has 85 million inhabitants?" in said.stdout


@pytest.mark.parametrize("sentences", [1, 300])
def test_a_reader_that_has_enough_is_no_error(folder: Path, sentences: int) -> None:
    file(folder, "a.txt", "NATO has 32 members, as it had in 2024, at the summit. " * sentences)
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [*COMMAND, "flag", "a.txt", *ALL], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


def _without_privilege() -> None:
    """Be refused by permissions like anybody, also as root: drop CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    if os.geteuid() == 0:
        library = ctypes.CDLL(None)
        for capability in (1, 2):
            library.prctl(24, capability, 0, 0, 0)


def _permissions_are_heeded(folder: Path) -> bool:
    closed = folder / "closed for a try"
    closed.mkdir(mode=0o000)
    tried = subprocess.run(["ls", closed], capture_output=True, preexec_fn=_without_privilege, check=False)
    closed.rmdir()
    return tried.returncode != 0


NOT_PERMITTED: list[tuple[tuple[str, ...], str]] = [
    (("flag", "closed/a.txt"), r"closed/a\.txt: may not be read by this user\. Change its permissions"),
    (("flag", "closed.txt"), r"closed\.txt: may not be read by this user"),
    (("flag", "closed"), r"closed: cannot be listed as a folder \(Permission denied\)"),
    (("flag", "part", "--threshold=0"), r"part/closed: cannot be listed as a folder \(Permission denied\)"),
    (("add", "part", "--db", "part.db"), r"part/closed: cannot be listed as a folder \(Permission denied\)"),
    (("add", "a.txt", "--db", "readonly/log.db"), r"readonly/log\.db cannot be opened: its folder is read"),
    (("add", "a.txt", "--db", "closed/log.db"), r"closed/log\.db"),
    (("flag", "a.txt", "--threshold=0", "--csv", "readonly/c.csv"), r"c\.csv cannot be written: Permission"),
    (("export", "--db", "log.db", "--csv", "readonly/v.csv"), r"v\.csv cannot be written: Permission den"),
    (("export", "--db", "log.db", "--csv", "closed/v.csv"), r"v\.csv cannot be written: Permission den"),
]


def test_what_may_not_be_read_or_written_is_refused_with_the_remedy(folder: Path) -> None:
    if sys.platform == "win32" or not _permissions_are_heeded(folder):
        pytest.skip("permissions do not bind this user")
    file(folder, "a.txt"), file(folder, "closed/a.txt"), file(folder, "closed.txt")
    database(folder / "log.db")
    (folder / "readonly").mkdir(mode=0o555)
    file(folder, "part/a.txt", "Taxes fell by 7 percent in 2020."), file(folder, "part/closed/b.txt")
    (folder / "closed").chmod(0o000)
    (folder / "closed.txt").chmod(0o000)
    (folder / "part/closed").chmod(0o000)
    try:
        answers = _one_after_another([arguments for arguments, _ in NOT_PERMITTED])
    finally:
        (folder / "closed").chmod(0o755)
        (folder / "part/closed").chmod(0o755)
        (folder / "readonly").chmod(0o755)
    for (arguments, words), said in zip(NOT_PERMITTED, answers, strict=True):
        assert said.status == 1, arguments
        assert len(said.err.splitlines()) == 1, (arguments, said.err)
        assert re.search(words, said.err), (arguments, said.err)
        # What may be read is read.
        assert ("Taxes fell" in said.out) is (arguments[1] == "part")
    assert list((folder / "readonly").iterdir()) == []


def _one_after_another(runs: Sequence[Sequence[str]]) -> list[Said]:
    """Run verbs in one process that has no privilege."""
    program = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from claimcheck.cli.main import main
for arguments in json.loads(sys.argv[1]):
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        status = main(arguments)
    print(json.dumps([status, out.getvalue(), err.getvalue()]))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, json.dumps(runs)],
        capture_output=True,
        text=True,
        preexec_fn=_without_privilege,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return [Said(*json.loads(line)) for line in ran.stdout.splitlines()]
