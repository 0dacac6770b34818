from __future__ import annotations

from stridewell.web.about_page import limits_context
from web_app import KNOWLEDGE, Browser


def test_the_limits_name_the_knowledge_they_rest_on(browser: Browser) -> None:
    page = browser.get("/limits").text
    assert KNOWLEDGE.version in page
    assert "cannot" in page


def test_everything_that_is_known_is_counted() -> None:
    counts = dict(limits_context(KNOWLEDGE).counts)
    assert counts["causes"] == len(KNOWLEDGE.conditions)
    assert counts["sources"] == len(KNOWLEDGE.sources)
