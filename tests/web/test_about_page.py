from __future__ import annotations

from stridewell.app.learn.shelf import Shelf
from stridewell.web.about_page import limits_context
from web_app import DOORS, KNOWLEDGE, Browser

SHELF = Shelf(KNOWLEDGE, DOORS.library())


def test_the_limits_name_the_knowledge_they_rest_on(browser: Browser) -> None:
    page = browser.get("/limits").text
    assert KNOWLEDGE.version in page
    assert "cannot" in page


def test_everything_that_is_known_is_counted() -> None:
    counts = dict(limits_context(SHELF).counts)
    assert counts["causes"] == len(KNOWLEDGE.conditions)
    assert counts["sources"] == len(KNOWLEDGE.sources)


def test_what_is_known_of_such_programs_is_told_with_its_source(browser: Browser) -> None:
    numbers = limits_context(SHELF).numbers
    page = browser.get("/limits").text
    assert numbers
    for number in numbers:
        assert number.source is not None
        assert f'href="{number.source.page}"' in page
