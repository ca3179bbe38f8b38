"""`claimcheck claimreview` and `claimcheck lint`: what they print, and with which exit status."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from factories import a_desk, an_article, claim_on, flagged, some_work
from makers import Run, run_here

import claimcheck as cc
from claimcheck.model import Status
from claimcheck.review.log.store import Store

OF = an_article(title="A talk", publisher="The Paper", published="2026-03-01", url="https://paper.example/a")
CLAIM = claim_on(OF, "NATO has 32 members.")
PUBLISHER = 'name = "Die Prüfer"\nurl = "https://pruefer.example"\nlogo = "https://pruefer.example/l.png"\n'
URL = "https://pruefer.example/nato"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a verb in a folder with a log of one published check, and the publisher's file."""
    monkeypatch.chdir(tmp_path)
    for name in ("CLAIMCHECK_DB", "CLAIMCHECK_PUBLISHER"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "publisher.toml").write_text(PUBLISHER, encoding="utf-8")
    with Store(tmp_path / "claimcheck.db") as store:
        store.add(OF, flagged(OF))
        a_desk(store).take(
            CLAIM.id, Status.PUBLISHED, some_work(published_url=URL, note=None, correction=None)
        )
    return partial(run_here, capsys)


OURS = ("--publisher", "publisher.toml")


def test_a_folder_is_written_and_said_with_how_many_checks(run: Run, tmp_path: Path) -> None:
    done = run("claimreview", "--out", "claimreview/", *OURS)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"1 check and {Path('claimreview') / 'feed.json'} (log head ")
    assert sorted(path.name for path in (tmp_path / "claimreview").iterdir()) == [
        f"{CLAIM.id}.json",
        "feed.json",
        "feed.json.manifest.json",
    ]
    verified = run("verify", "--against", "claimreview/feed.json.manifest.json")
    assert verified.status == 0


def test_one_check_goes_to_standard_output_as_json_or_as_the_snippet(run: Run) -> None:
    plain = run("claimreview", "--claim", CLAIM.id, *OURS)
    assert json.loads(plain.out)["url"] == URL
    snippet = run("claimreview", "--claim", CLAIM.id, "--html", *OURS)
    assert snippet.out == cc.claimreview("claimcheck.db", CLAIM.id, publisher="publisher.toml", html=True)
    assert snippet.out.startswith('<script type="application/ld+json">\n{')
    assert snippet.err == ""


def test_lint_is_content_with_a_check_that_has_all(run: Run) -> None:
    done = run("lint", *OURS)
    assert (done.status, done.out, done.err) == (0, "1 check read: 0 to mend, 0 recommendations.\n", "")


def test_lint_says_what_is_wrong_in_which_check_and_what_to_do(run: Run) -> None:
    with Store("claimcheck.db") as store:
        a_desk(store).mend_address(CLAIM.id, "https://bit.ly/nato")
    done = run("lint", *OURS)
    assert done.status == 1
    assert done.out.splitlines() == [
        f"{CLAIM.id} “NATO has 32 member states.”",
        "  mend    url: The address https://bit.ly/nato is a short link, which leads on to the page and may "
        "end. Mend the address at the desk, beside the field it stands in: the page itself.",
        "1 check read: 1 to mend, 0 recommendations.",
    ]
    written = run("claimreview", "--out", "out", *OURS)
    assert written.status == 1
    assert written.err.startswith(
        f"{CLAIM.id}, url (has to be mended): The address https://bit.ly/nato is a short"
    )
    assert written.out.startswith("0 checks and ")


def test_what_is_only_recommended_is_told_and_no_failure(run: Run) -> None:
    Path("publisher.toml").write_text(PUBLISHER.replace("logo", "# logo"), encoding="utf-8")
    done = run("lint", *OURS)
    assert done.status == 0
    assert done.out.startswith("every check\n  better  author.logo: The publisher has no logo. Add a line")
    assert run("claimreview", "--out", "out", *OURS).status == 0


@pytest.mark.parametrize(
    "verb", [("lint",), ("claimreview", "--out", "out"), ("claimreview", "--claim", CLAIM.id)]
)
def test_a_missing_publisher_is_told_with_how_to_name_one(run: Run, verb: tuple[str, ...]) -> None:
    done = run(*verb)
    assert done.status == 1
    assert "--publisher publisher.toml" in done.out + done.err
    assert not Path("out").exists()


def test_the_variable_names_the_publisher(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_PUBLISHER", "publisher.toml")
    assert run("lint").status == 0
    monkeypatch.setenv("CLAIMCHECK_PUBLISHER", "nowhere.toml")
    done = run("lint")
    assert done.status == 1
    assert "The publisher nowhere.toml cannot be read: No such file or directory" in done.err


def test_a_log_with_nothing_published_says_so(run: Run) -> None:
    with Store("empty.db"):
        pass
    assert run("lint", "--db", "empty.db", *OURS).out.startswith("No check is published yet: 0 to mend")


def test_neither_a_folder_nor_a_claim_is_a_wrong_call(run: Run) -> None:
    assert run("claimreview").status == 2
    assert run("claimreview", "--out", "a", "--claim", "b").status == 2
    done = run("claimreview", "--out", "a", "--html", *OURS)
    assert (done.status, Path("a").exists()) == (1, False)
    assert "name it, with --claim ID" in done.err


def test_what_a_claim_is_called_reaches_no_terminal_as_it_is(run: Run) -> None:
    with Store("claimcheck.db") as store:
        evil = some_work(
            published_url=URL, statement="\x1b[31mNATO\nhas " + "x" * 90, correction="so", note=None
        )
        a_desk(store).take(CLAIM.id, Status.CORRECTED, evil)
    done = run("lint", *OURS)
    assert "\x1b" not in done.out
    assert "�[31mNATO has xxx" in done.out
