"""Who publishes, as a small TOML file says it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import ClaimcheckError
from claimcheck.exporting.publisher import Publisher
from claimcheck.settings import chosen_publisher

WHOLE = 'name = "Die Prüfer"\nurl = "https://www.pruefer.example/start"\n'


def test_a_file_says_name_and_site_and_if_it_likes_logo_and_domain(tmp_path: Path) -> None:
    file = tmp_path / "publisher.toml"
    file.write_text(WHOLE, encoding="utf-8-sig")
    bare = Publisher.read(file)
    assert bare == Publisher("Die Prüfer", "https://www.pruefer.example/start")
    assert bare.site == "pruefer.example"
    file.write_text(
        f'{WHOLE}logo = "https://cdn.example/l.png"\ndomain = "facts.example"\n', encoding="utf-8"
    )
    whole = Publisher.read(file)
    assert (whole.logo, whole.site) == ("https://cdn.example/l.png", "facts.example")


def test_it_is_named_by_the_call_else_by_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "publisher.toml"
    file.write_text(WHOLE, encoding="utf-8")
    monkeypatch.delenv("CLAIMCHECK_PUBLISHER", raising=False)
    assert chosen_publisher() is None
    monkeypatch.setenv("CLAIMCHECK_PUBLISHER", str(file))
    assert chosen_publisher() == Publisher.read(file) == chosen_publisher(file)
    other = Publisher("Others", "https://o.example")
    assert chosen_publisher(other) == other


@pytest.mark.parametrize(
    ("address", "owned"),
    [
        ("https://pruefer.example/a", True),
        ("https://PRUEFER.example./a", True),
        ("https://www.pruefer.example/a", True),
        ("https://a.b.pruefer.example/a", True),
        ("https://pruefer.example:444/a", True),
        ("https://pruefer.example@evil.example/a", False),
        ("https://evil.example/pruefer.example", False),
        ("https://xpruefer.example/", False),
        ("https://pruefer.example.org/", False),
        ("https://example/", False),
        ("pruefer.example", False),
        ("", False),
        (None, False),
    ],
)
def test_what_is_on_its_domain_or_below_is_its_own(address: str | None, owned: bool) -> None:
    assert Publisher("P", "https://www.pruefer.example/start").owns(address) is owned


def test_a_domain_with_letters_beyond_ascii_is_one_in_either_spelling() -> None:
    for url in ("https://bücher.example", "https://xn--bcher-kva.example"):
        for page in ("https://bücher.example/a", "https://www.xn--bcher-kva.example/a"):
            assert Publisher("P", url).owns(page)


WRONG = [
    ("", "the name is missing; add a line such as name ="),
    ('name = "P"', "the url is missing; add a line such as url ="),
    (WHOLE + 'logos = "https://p.example/l.png"', "a publisher has no 'logos'; did you mean logo?"),
    (WHOLE + "zzz = 1", "a publisher has no 'zzz'; it can have name, url, logo, domain."),
    ('name = " "\nurl = "https://p.example"', "The publisher has no name"),
    ('name = 5\nurl = "https://p.example"', "The publisher's name is 5; give it as a text"),
    ('name = "P"\nurl = "p.example"', "The publisher's url is 'p.example', which is no web address"),
    (WHOLE + 'logo = ""', "The publisher's logo is '', which is no web address"),
    (WHOLE + "logo = [1]", r"The publisher's logo is \[1\]; give it as a text"),
    (
        WHOLE + 'domain = "https://p.example"',
        "The publisher's domain is 'https://p.example'; give it without",
    ),
    (WHOLE + 'domain = "example"', "The publisher's domain is 'example'; give it without"),
    (WHOLE + 'domain = ""', "The publisher's domain is ''; give it without"),
    ("name = ", "is not TOML"),
]


@pytest.mark.parametrize(("content", "told"), WRONG)
def test_what_is_wrong_with_a_file_is_told_with_its_name(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "publisher.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ClaimcheckError, match=rf"{re.escape(str(file))}:? .*{told}"):
        Publisher.read(file)


@pytest.mark.parametrize(
    "given", [{"name": None}, {"url": 5}, {"logo": "l.png"}, {"domain": 5}, {"name": ""}]
)
def test_what_a_cell_hands_over_is_looked_at_too(given: dict[str, Any]) -> None:
    with pytest.raises(ClaimcheckError, match="publisher"):
        Publisher(**{"name": "P", "url": "https://p.example", **given})
