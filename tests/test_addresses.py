"""Which addresses are of one page, and what an address is."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.addresses import is_web_address, page_key, same_page

PAGE = "https://example.org/world/a-check"

OF_THE_PAGE = [
    "http://example.org/world/a-check",
    "https://www.example.org/world/a-check",
    "https://example.org/world/a-check/",
    "https://EXAMPLE.org/world/a-check",
    "HTTPS://Example.Org/World/A-Check",
    "https://example.org./world/a-check",
    "https://example.org:443/world/a-check",
    "http://example.org:80/world/a-check",
    "  https://example.org/world/a-check\n",
    "www.example.org/world/a-check",
    "example.org/world/a-check",
    "//example.org/world/a-check",
    "https://m.example.org/world/a-check",
    "https://amp.example.org/world/a-check",
    "https://example.org/world/a-check/amp/",
    "https://example.org/world/a-check?amp=1",
    "https://example.org/world/a-check?",
    "https://example.org/world/a-check#",
    "https://example.org/world/a-check#comments",
    "https://example.org/world/a-check#:~:text=25%20times%20bigger",
    "https://example.org/world/a-check#part-2:~:text=a,b",
    "https://example.org/world/a-check?utm_source=x&utm_medium=social",
    "https://example.org/world/a-check?UTM_Source=x",
    "https://example.org/world/a-check?fbclid=IwAR0&gclid=1&mc_cid=3&ocid=2",
    "https://example.org/world/a-check?at_medium=custom7&at_campaign=64",
    "https://example.org//world/./a-check",
    "https://example.org/world/old/../a-check",
    "https://example.org/world/%61-check",
    "https://example.org/world/a-check/index.html",
    "https://example.org/world/a-check;jsessionid=1F2A",
    "https://web.archive.org/web/20240102030405/https://example.org/world/a-check",
    "http://web.archive.org/web/20240102030405/http://www.example.org:80/world/a-check/",
    "https://web.archive.org/web/20240102030405id_/https://example.org/world/a-check",
    "https://web.archive.org/web/2024*/https://example.org/world/a-check",
    "https://web.archive.org/web/*/https://example.org/world/a-check",
    "https://web.archive.org/web/20240102030405/example.org/world/a-check",
    "https://web.archive.org/web/20240102030405/https:/example.org/world/a-check",
    "https://web.archive.org/web/https://example.org/world/a-check",
    "https://web.archive.org/save/https://example.org/world/a-check",
    "https://web.archive.org/https://example.org/world/a-check",
    "https://web.archive.org/web/20240102030405/https%3A%2F%2Fexample.org%2Fworld%2Fa-check",
    "https://web.archive.org/web/20240102030405/https://example.org/world/a-check?utm_source=x#:~:text=y",
    "https://archive.ph/20240102030405/https://example.org/world/a-check",
    "https://archive.today/2024.01.02-030405/https://example.org/world/a-check",
    "https://archive.is/newest/https://example.org/world/a-check",
    "https://archive.is/https://example.org/world/a-check",
    "https://archive.ph/o/AbC12/https://example.org/world/a-check",
    "https://archive.ph/?run=1&url=https%3A%2F%2Fexample.org%2Fworld%2Fa-check",
    "https://wayback.archive-it.org/7678/20240102030405/https://example.org/world/a-check",
    "https://webarchive.nationalarchives.gov.uk/ukgwa/20240102030405/https://example.org/world/a-check",
    "https://arquivo.pt/wayback/20240102030405/https://example.org/world/a-check",
    "https://archive.ph/20240102/https://web.archive.org/web/20240101/https://example.org/world/a-check",
    "https://webcache.googleusercontent.com/search?q=cache:AbCdEf12345:https://example.org/world/a-check",
    "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fworld%2Fa-check&usg=x",
    "https://www.google.com/amp/s/example.org/world/a-check",
    "https://example-org.cdn.ampproject.org/c/s/example.org/world/a-check",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fworld%2Fa-check%3Ffbclid%3D1&h=AT",
]


@pytest.mark.parametrize("address", OF_THE_PAGE)
def test_an_address_of_the_same_page_has_its_key(address: str) -> None:
    assert page_key(address) == page_key(PAGE) == "example.org/world/a-check"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org", "http://www.example.org/"),
        ("https://example.org/?b=2&a=1", "https://example.org?a=1&b=2"),
        ("https://example.org/?q=a+b", "https://example.org/?q=a%20b"),
        ("https://example.org/t%C3%BCrkiye", "https://example.org/Türkiye"),
        ("https://example.org/Tu\u0308rkiye", "https://example.org/Türkiye"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://münchen.example/a", "https://xn--mnchen-3ya.example/a"),
        ("https://straße.example/", "https://xn--strae-oqa.example"),
        ("https://example.org/#!/checks/7", "https://www.example.org/#!/checks/7:~:text=x"),
        ("https://app.example.org/#/checks/7", "http://app.example.org/#/checks/7"),
        ("https://twitter.com/someone/status/1?s=20&t=x", "https://x.com/someone/status/1"),
        ("https://youtu.be/AbCdEf?si=1", "https://www.youtube.com/watch?v=AbCdEf&t=30s"),
        ("https://en.m.wikipedia.org/wiki/NATO", "https://en.wikipedia.org/wiki/NATO"),
        ("https://archive.ph/AbC12", "http://archive.is/AbC12"),
        ("https://[2001:db8::1]/a", "http://[2001:DB8::1]:80/a/"),
        ("World  Bank, 2024", "world bank, 2024"),
        ("https://example.org/a\u200b", "https://example.org/a"),
        ("https://exam\u00adple.org/a", "https://example.org/a%E2%81%A0"),
        ("https://www.youtube.com/watch?v=AbCdEf&list=PL1&index=3", "https://youtu.be/AbCdEf"),
        ("https://web.archive.org/web/2024/https://a.example/?p=1", "https://a.example/?p=1"),
    ],
)
def test_two_addresses_of_one_page(one: str, other: str) -> None:
    assert same_page(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a", "https://news.example.org/a"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://example.org/a", "https://example.org:8080/a"),
        ("https://example.org/a", "https://example.org/a/b"),
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/story?123", "https://example.org/story?456"),
        ("https://example.org/story?123", "https://example.org/story"),
        ("https://example.org/?id=1&id=2", "https://example.org/?id=1"),
        # What courlan takes for trackers, and many a site names its pages by.
        ("https://example.org/?cid=1", "https://example.org/?cid=2"),
        ("https://example.org/?reference=1", "https://example.org/?reference=2"),
        ("https://example.org/?gallery=1", "https://example.org/?gallery=2"),
        ("https://example.org/?source=a", "https://example.org/?source=b"),
        ("https://example.org/#!/checks/7", "https://example.org/#!/checks/8"),
        ("https://example.org/#/checks/7", "https://example.org/"),
        ("https://example.org/%E9", "https://example.org/%E8"),
        ("https://example.org/amp", "https://example.org"),
        ("https://archive.ph/AbC12", "https://archive.ph/XyZ34"),
        ("https://perma.cc/AB12-CD34", "https://perma.cc/AB12-CD35"),
        ("https://web.archive.org/", "https://web.archive.org/web/"),
        (
            "https://web.archive.org/web/2024/https://a.example",
            "https://web.archive.org/web/2024/https://b.example",
        ),
        ("https://archive.org/details/a-book", "https://archive.org/details/another"),
        ("https://www.google.com/url?q=nothing", "https://www.google.com/"),
        ("https://m.co/a", "https://co/a"),
        ("https://youtu.be/AbCdEf", "https://youtu.be/GhIjKl"),
        ("https://youtu.be/AbCdEf", "https://youtu.be/aBcDeF"),
        ("https://www.youtube.com/playlist?list=PL1", "https://www.youtube.com/playlist?list=PL2"),
        ("https://bit.ly/AbCdE", "https://bit.ly/abcde"),
        ("https://archive.ph/AbCdE", "https://archive.is/abcde"),
        ("World Bank, 2024", "World Bank, 2023"),
        ("mailto:a@example.org", "https://example.org"),
        ("ftp://example.org/a", "https://example.org/a"),
        ("", "https://example.org"),
    ],
)
def test_two_addresses_of_two_pages(one: str, other: str) -> None:
    assert not same_page(one, other)


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "https://",
        "http://[",
        "http://[::1",
        "https://a:99999/",
        "http://\ud800",
        "\0",
        "%",
        "https://℀.example",
    ],
)
def test_what_is_no_address_has_a_key_too(address: str) -> None:
    assert isinstance(page_key(address), str)


def test_addresses_without_end_are_followed_only_so_far() -> None:
    assert page_key("https://web.archive.org/web/2024/" * 2_000 + "https://example.org/") is not None


@given(st.text(max_size=60))
def test_any_text_has_a_key_that_capitals_and_blanks_around_it_do_not_change(text: str) -> None:
    assert page_key(f" {text}\n") == page_key(text)


@given(st.from_regex(r"(/[a-z0-9.%~-]{0,8}){0,4}(\?[a-z0-9=&%]{0,12})?", fullmatch=True))
def test_the_copy_in_an_archive_is_the_page(rest: str) -> None:
    page = f"https://example.org{rest}"
    assert same_page(f"https://web.archive.org/web/20240102030405/{page}", page)
    assert same_page(f"http://www.example.org{rest}#:~:text=a", page)


# Web addresses
@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "https://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG",
        "  https://example.org  ",
        "https://user@example.org:8080/",
        "http://[2001:db8::1]/",
        "https://münchen.example/größe",
    ],
)
def test_a_web_address_is_http_or_https_with_a_host_and_no_blank(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "   ",
        "example.org",
        "//example.org",
        "http:",
        "http://",
        "http:///path",
        "http://[",
        "http://[::1",
        "http://:80",
        "http://user@",
        "http://?query",
        "https:example.org",
        "https:/example.org",
        "http://exa mple.org",
        "https://example.org/a path with spaces",
        "https://example.org/a\u00a0b",
        "https://example.org/a\nb",
        "https://a.example https://b.example",
        "https://example.org/\x00",
        "https://…",
        "https://.",
        "https://-",
        "https://a..b",
        "https://?.org",
        "World Bank, 2024",
        "http://example.org, http://example.com",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "mailto:ann@example.org",
        "\x00http://",
    ],
)
def test_anything_else_is_no_web_address(address: str | None) -> None:
    assert not is_web_address(address)


@given(
    st.text(st.characters()),
    st.sampled_from(["", "http:", "http://", "https://", "https://[", "javascript:"]),
)
def test_no_text_makes_the_question_fail(rest: str, start: str) -> None:
    address = start + rest
    assert not is_web_address(address) or urlsplit(address.strip()).hostname
