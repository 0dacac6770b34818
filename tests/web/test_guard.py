from __future__ import annotations

import pytest
from starlette.types import Message, Receive, Scope, Send

from stridewell.web.guard import Guard, known_hosts
from web_app import Browser, in_own_loop

SAME = {"origin": "http://127.0.0.1:8710", "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize("host", ["127.0.0.1:8710", "localhost", "[::1]:8710", "LOCALHOST:1"])
def test_loopback_names_are_ours(host: str) -> None:
    assert known_hosts("127.0.0.1").knows(host)


@pytest.mark.parametrize("host", ["", "evil.example", "127.0.0.1.evil.example", "192.168.1.5", "["])
def test_foreign_names_are_not(host: str) -> None:
    assert not known_hosts("127.0.0.1").knows(host)


def test_the_told_host_is_ours() -> None:
    assert known_hosts("runner.lan").knows("runner.lan:8710")
    assert known_hosts("fd00::5").knows("[fd00::5]:8710")


def test_everywhere_means_any_address_in_digits_but_no_foreign_name() -> None:
    everywhere = known_hosts("0.0.0.0")
    assert everywhere.knows("192.168.1.5:8710")
    assert everywhere.knows("[fd00::5]:8710")
    assert not everywhere.knows("evil.example")


def test_a_rebound_name_gets_nothing(browser: Browser) -> None:
    answer = browser.get("/", {"host": "evil.example"})
    assert answer.status_code == 421
    assert "stridewell" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_may_not_write(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.post("/check-in/discard", {}, headers).status_code == 403


@pytest.mark.parametrize("headers", [SAME, {}])
def test_our_own_pages_and_programs_may_write(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.post("/check-in/discard", {}, headers).status_code == 303


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/style.css", "/api/questions"])
def test_every_answer_carries_the_security_headers(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_only_the_page_with_a_figure_may_set_styles_in_place(browser: Browser) -> None:
    policies = {
        path: browser.get(path).headers["content-security-policy"] for path in ("/", "/runs")
    }
    assert "unsafe-inline" not in policies["/"]
    assert "style-src 'self' 'unsafe-inline'" in policies["/runs"]
    assert "script-src 'self';" in policies["/runs"]


def test_what_is_no_request_passes_through() -> None:
    seen: list[str] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def silent() -> Message:
        return {"type": "lifespan.startup"}

    async def ignore(message: Message) -> None:
        pass

    guard = Guard(inner, known_hosts("127.0.0.1"))
    in_own_loop(guard, {"type": "lifespan"}, silent, ignore)
    assert seen == ["lifespan"]


def test_refusals_carry_them_too(browser: Browser) -> None:
    assert "content-security-policy" in browser.get("/", {"host": "evil.example"}).headers


def test_pages_about_health_stay_out_of_caches(browser: Browser) -> None:
    assert browser.get("/").headers["cache-control"] == "no-store"
    assert browser.get("/static/style.css").headers["cache-control"] == "no-cache"
