"""The reading room: every entry is on its page, every link leads somewhere, nothing is a lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from stridewell.app.desk import Desk
from stridewell.app.learn.note_kinds import notes_of
from stridewell.app.learn.numbers import counts
from stridewell.app.learn.shelf import Shelf, link_to
from stridewell.knowledge.library import CheckResult, Library, Verdict
from stridewell.knowledge.training import ExerciseKind
from stridewell.values.evidence import Verification
from stridewell.web.figures import figure_svg
from stridewell.web.learn.notes_pages import PAGES as NOTE_PAGES
from web_app import DOORS, KNOWLEDGE, Browser, browser_over, desk_of, tell

LIBRARY = DOORS.library()
SHELF = Shelf(KNOWLEDGE, LIBRARY)
AREAS = sorted({card.area for card in LIBRARY.cards.values()})
LISTS = (
    *("/learn", "/learn/conditions", "/learn/self-tests", "/learn/claims", "/learn/glossary"),
    *("/learn/faq", "/learn/mistakes", "/learn/cards", "/learn/questions", "/learn/red-flags"),
    *("/learn/separations", "/learn/sources", "/learn/numbers", "/learn/exercises"),
    *("/learn/reasoning", "/learn/programmes"),
    *(f"/learn/{path}" for path in NOTE_PAGES),
    *(f"/learn/cards/{area}" for area in AREAS),
)
CONDITIONS = tuple(f"/learn/conditions/{each}" for each in KNOWLEDGE.conditions)
TESTS = tuple(f"/learn/self-tests/{each}" for each in KNOWLEDGE.self_tests)
EVERY_PAGE = (*LISTS, *CONDITIONS, *TESTS)


class Anchors(HTMLParser):
    """The ids and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids.extend([named["id"]] if named.get("id") else [])  # type: ignore[list-item]
        if tag == "a" and named.get("href"):
            self.links.add(str(named["href"]))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))


@pytest.fixture(scope="module")
def reader() -> Iterator[Browser]:
    """A browser over an app in which the example runner has told everything."""
    with desk_of() as desk:
        tell(desk)
        yield browser_over(desk)


@pytest.fixture(scope="module")
def pages(reader: Browser) -> dict[str, str]:
    """Every page of the reading room, by its address."""
    answers = {path: reader.get(path) for path in EVERY_PAGE}
    assert {path: each.status_code for path, each in answers.items()} == dict.fromkeys(answers, 200)
    return {path: each.text for path, each in answers.items()}


@pytest.fixture(scope="module")
def anchors(pages: dict[str, str]) -> dict[str, Anchors]:
    """What is in every page."""
    read: dict[str, Anchors] = {}
    for path, text in pages.items():
        read[path] = Anchors()
        read[path].feed(text)
    return read


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_has_one_title_and_no_id_twice(path: str, anchors: dict[str, Anchors]) -> None:
    page = anchors[path]
    assert page.headings.count(1) == 1
    assert len(page.ids) == len(set(page.ids))
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert [(a, b) for a, b in steps if b > a + 1] == []


def test_every_link_of_the_reading_room_leads_somewhere(
    anchors: dict[str, Anchors], reader: Browser
) -> None:
    links = {(path, link) for path, page in anchors.items() for link in page.links}
    elsewhere = cache(lambda address: reader.get(address).status_code)
    dead = set()
    for path, link in links:
        if not link.startswith(("/", "#")):
            continue
        address, _, fragment = link.partition("#")
        target = address or path
        if target in anchors:
            dead |= {link} if fragment and fragment not in anchors[target].ids else set()
        elif not target.startswith("/learn"):
            dead |= set() if elsewhere(target) == 200 else {link}
    assert dead == set()


@pytest.mark.parametrize("name", sorted(LIBRARY.pages))
def test_every_page_of_the_app_that_is_named_answers(name: str, reader: Browser) -> None:
    assert reader.get(LIBRARY.pages[name].partition("#")[0]).status_code == 200


@pytest.mark.parametrize(
    ("path", "entries"),
    [
        ("/learn/claims", LIBRARY.claims),
        ("/learn/glossary", LIBRARY.terms),
        ("/learn/faq", LIBRARY.faq),
        ("/learn/mistakes", LIBRARY.mistakes),
        ("/learn/separations", LIBRARY.separations),
        ("/learn/numbers", LIBRARY.checks),
        ("/learn/red-flags", KNOWLEDGE.rules),
        ("/learn/questions", KNOWLEDGE.questions),
        ("/learn/exercises", KNOWLEDGE.exercises),
        ("/learn/programmes", KNOWLEDGE.programmes),
        ("/learn/sources", KNOWLEDGE.sources),
        ("/learn/reasoning", SHELF.numbers),
    ],
)
def test_every_entry_is_listed_on_its_page(
    path: str, entries: dict[str, object], anchors: dict[str, Anchors]
) -> None:
    assert set(entries) <= set(anchors[path].ids)


def test_every_cause_test_and_card_is_listed(anchors: dict[str, Anchors]) -> None:
    assert set(CONDITIONS) <= anchors["/learn/conditions"].links
    assert set(TESTS) <= anchors["/learn/self-tests"].links
    for card in LIBRARY.cards.values():
        assert card.id in anchors[f"/learn/cards/{card.area}"].ids
        assert f"/learn/cards/{card.area}#{card.id}" in anchors["/learn/cards"].links


def told_of(page: str) -> str:
    """The text of a page as a person reads it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("condition", sorted(KNOWLEDGE.conditions))
def test_a_cause_says_all_that_is_known_of_it(condition: str, pages: dict[str, str]) -> None:
    page, known = told_of(pages[f"/learn/conditions/{condition}"]), KNOWLEDGE.conditions[condition]
    findings = KNOWLEDGE.findings
    assert known.name in page
    assert all(alias in page for alias in known.aliases)
    assert all(findings[each.finding].plain[1:] in page for each in known.evidence)
    assert all(modifier.text in page for modifier in known.modifiers)
    assert all(text in page for text in (*known.never, *known.easing))
    assert KNOWLEDGE.levels[known.urgency].label in page
    assert ("must not be missed" in page) is known.must_not_miss
    course = LIBRARY.courses[condition]
    assert all(text in page for text in (course.onset, course.night, course.course))
    assert all(stage.aim in page for stage in course.stages)
    for claim in LIBRARY.claims_at("condition", condition):
        assert " ".join(claim.claim.split()) in page
    assert KNOWLEDGE.safety_net in page


def test_factors_are_shown_as_numbers_and_as_bars(pages: dict[str, str]) -> None:
    page = pages["/learn/conditions/gtps"]
    row = next(each for each in page.split("<tr") if "Standing on the sore leg for 30" in each)
    assert "× 5</td>" in row
    assert "× 0.6</td>" in row
    assert 'aria-hidden="true"' in row
    assert "seen in the source" in row
    assert "/learn/self-tests/sls30" in row
    assert "our estimate" in page


def test_an_unconfirmed_factor_is_marked(pages: dict[str, str]) -> None:
    row = next(
        each
        for each in pages["/learn/conditions/gtps"].split("<tr")
        if "outer hip is sore to press" in each
    )
    assert ("not confirmed yet" in row) is any(
        each.warrant.verification == "unconfirmed"
        for each in KNOWLEDGE.conditions["gtps"].evidence
        if each.finding == "test_palp_gt"
    )


@pytest.mark.parametrize("path", ["/learn/claims", "/learn/numbers", *CONDITIONS, *TESTS])
def test_no_unconfirmed_number_is_shown_as_a_fact(path: str, pages: dict[str, str]) -> None:
    for check in LIBRARY.checks.values():
        states = str(Markup.escape(check.states))
        if check.result is CheckResult.UNCONFIRMED and states in pages[path]:
            before = pages[path].split(states)[:-1]
            assert all(each.endswith("from memory, not confirmed</span> ") for each in before)


def test_a_self_test_says_how_when_not_and_what_it_moves(pages: dict[str, str]) -> None:
    page = told_of(pages["/learn/self-tests/hop"])
    hop = KNOWLEDGE.self_tests["hop"]
    assert all(step in page for step in hop.steps)
    assert hop.positive in page
    assert "You limp when walking" in page
    assert "Bone stress injury of the sacrum" in page


def test_a_test_for_clinicians_says_so(pages: dict[str, str]) -> None:
    assert "Only a clinician does this test" in pages["/learn/self-tests/fulcrum"]


@pytest.mark.parametrize("test", sorted(KNOWLEDGE.self_tests))
def test_a_picture_is_shown_where_there_is_one(test: str, pages: dict[str, str]) -> None:
    drawn = figure_svg(test)
    page = pages[f"/learn/self-tests/{test}"]
    assert ('<figure class="test-figure">' in page) is (drawn is not None)
    assert drawn is None or drawn in page


@pytest.mark.parametrize("verdict", Verdict)
def test_claims_can_be_filtered_by_verdict(verdict: Verdict, reader: Browser) -> None:
    page = reader.get(f"/learn/claims?verdict={verdict}").text
    shown = set(re.findall(r'<article class="claim" id="([^"]+)"', page))
    assert shown == {each.id for each in LIBRARY.claims.values() if each.verdict is verdict}


@pytest.mark.parametrize("kind", ExerciseKind)
def test_exercises_can_be_filtered_by_kind(
    kind: ExerciseKind, reader: Browser, pages: dict[str, str]
) -> None:
    assert f'<a href="/learn/exercises?kind={kind}">' in pages["/learn/exercises"]
    page = reader.get(f"/learn/exercises?kind={kind}").text
    shown = re.findall(r'<article class="card" id="([^"]+)"', page)
    assert set(shown) == {each.id for each in KNOWLEDGE.exercises.values() if each.kind is kind}


@pytest.mark.parametrize("exercise", sorted(KNOWLEDGE.exercises))
def test_an_exercise_says_all_that_is_known_of_it(exercise: str, pages: dict[str, str]) -> None:
    article = pages["/learn/exercises"].split(f'<article class="card" id="{exercise}"')[1]
    article = article.split("</article>")[0]
    text, known = told_of(article), KNOWLEDGE.exercises[exercise]
    assert all(step in text for step in (*known.steps, known.feel, *known.faults))
    assert all(dose.text in text and dose.note in text for dose in known.doses.values())
    assert all(f'href="/learn/exercises#{each}"' in article for each in known.harder)
    assert all(f"/learn/conditions/{each}" in article for each in known.avoid_for)
    assert ("No plan contains it" in text) is not known.offered
    assert ("It says load, not healing" in text) is bool(known.activity)
    for each in known.activity:
        assert f"{each.muscle}: {each.percent.low:g}" in text
        unseen = each.warrant.verification is Verification.UNCONFIRMED
        assert "not confirmed yet" in text or not unseen
    assert all(claim.id in article for claim in LIBRARY.claims_at("exercise", exercise))


@pytest.mark.parametrize("path", NOTE_PAGES)
def test_every_note_is_on_its_page_with_what_it_rests_on(
    path: str, pages: dict[str, str], anchors: dict[str, Anchors]
) -> None:
    text = told_of(pages[f"/learn/{path}"])
    for kind in NOTE_PAGES[path].kinds:
        for each in notes_of(kind, SHELF):
            assert each.anchor in anchors[f"/learn/{path}"].ids
            assert link_to(kind, each.id, SHELF).url == f"/learn/{path}#{each.anchor}"  # type: ignore[union-attr]
            lines = [line for part in each.parts for line in part.lines]
            assert all(" ".join(line.text.rstrip(".").split()) in text for line in lines)


@pytest.mark.parametrize("claim", sorted(LIBRARY.claims))
def test_a_claim_has_its_verdict_answer_and_use(claim: str, pages: dict[str, str]) -> None:
    article = pages["/learn/claims"].split(f'<article class="claim" id="{claim}"')[1]
    text = told_of(article.split("</article>")[0])
    known = LIBRARY.claims[claim]
    assert all(" ".join(each.split()) in text for each in (known.claim, known.answer, known.use))
    assert f'badge {known.verdict}"' in article


@pytest.mark.parametrize("result", CheckResult)
def test_numbers_are_counted_and_can_be_filtered(result: CheckResult, reader: Browser) -> None:
    page = reader.get(f"/learn/numbers?result={result}").text
    shown = re.findall(r'<li id="([^"]+)">', page)
    assert set(shown) == {each.id for each in LIBRARY.checks.values() if each.result is result}
    assert f"<span>{counts(SHELF).results[result]}</span>" in page


def test_where_and_when_a_number_was_seen_is_told(pages: dict[str, str]) -> None:
    page = pages["/learn/numbers"]
    for check in LIBRARY.checks.values():
        if check.seen_in:
            assert str(Markup.escape(check.seen_in)) in page
            assert f'datetime="{check.seen_on}"' in page


@pytest.mark.parametrize("rule", sorted(KNOWLEDGE.rules))
def test_a_rule_has_its_text_level_and_source(rule: str, pages: dict[str, str]) -> None:
    page = pages["/learn/red-flags"]
    article = page.split(f'<article class="entry" id="{rule}"')[1].split("</article>")[0]
    known = KNOWLEDGE.rules[rule]
    assert known.text in told_of(article)
    above = page.split(f'id="{rule}"')[0].rpartition("<section")[2]
    assert f'aria-labelledby="{known.level}"' in above


def test_a_search_shows_what_it_found(reader: Browser) -> None:
    page = reader.get("/learn?q=bursitis").text
    assert 'value="bursitis"' in page
    assert 'href="/learn/conditions/gtps"' in page
    assert "found for “bursitis”" in page


def test_a_search_that_finds_nothing_says_so(reader: Browser) -> None:
    page = reader.get("/learn?q=zzzz").text
    assert "0 found" in page
    assert "Nothing here has these words" in page


def test_without_a_search_there_are_the_parts(reader: Browser) -> None:
    page = reader.get("/learn").text
    assert "found for" not in page
    assert set(LISTS[1:15]) <= {*re.findall(r'href="([^"]+)"', page)}


def test_what_is_searched_for_is_escaped(reader: Browser) -> None:
    assert "<b>x" not in reader.get("/learn?q=%3Cb%3Ex").text


@pytest.mark.parametrize(
    "path",
    ["/learn/conditions/sore_toe", "/learn/self-tests/jump", "/learn/cards/toes", "/learn/none"],
)
def test_what_does_not_exist_is_said_not_to(path: str, reader: Browser) -> None:
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("/learn/claims?verdict=x", "/learn/numbers?result=x", "/learn/exercises?kind=x"),
        f"/learn?q={'a' * 201}",
    ],
)
def test_a_filter_that_does_not_exist_is_refused(path: str, reader: Browser) -> None:
    assert reader.get(path).status_code == 400


def test_every_page_can_be_reached_from_the_navigation(reader: Browser) -> None:
    page = reader.get("/learn/claims").text
    assert '<a href="/learn" aria-current="page">Learn</a>' in page


def test_an_empty_library_makes_empty_pages(desk: Desk) -> None:
    empty = Library({}, {}, {}, {}, {}, {}, {}, {}, {})
    browser = browser_over_library(desk, empty)
    for path in LISTS:
        if not path.startswith("/learn/cards/"):
            assert browser.get(path).status_code == 200
    page = browser.get("/learn/conditions/gtps").text
    assert "Its course is not written down yet" in page


def browser_over_library(desk: Desk, library: Library) -> Browser:
    """A browser over a desk with another library."""
    return browser_over(replace(desk, library=lambda: library))


def test_the_library_is_read_only_when_somebody_wants_to_read(desk: Desk) -> None:
    read: list[int] = []

    def library() -> Library:
        read.append(1)
        return LIBRARY

    browser = browser_over(replace(desk, library=library))
    browser.get("/")
    assert read == []
    browser.get("/learn")
    browser.get("/learn/claims")
    assert read == [1]


def test_candidates_of_the_answer_lead_to_their_pages(reader: Browser) -> None:
    page = reader.get("/answer").text
    assert '<a href="/learn/conditions/gtps">' in page
