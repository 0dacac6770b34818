"""A person at the check-in: answers each question the page asks, as an example runner would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from stridewell.intake.reading import Answer
from web_app import EXAMPLES

ASK = "/check-in/ask/"
MOST_QUESTIONS = 40
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true; })"


def violations(page: Page) -> str:
    """What axe finds, as text; empty where all is well."""
    results = Axe().run(page)
    return str(results.generate_report()) if results.violations_count else ""


def begin(page: Page, example: str) -> None:
    """Say who is asking."""
    runner = EXAMPLES[example].case.runner
    page.goto("/")
    page.get_by_role("link", name="Begin the first check-in").click()
    page.get_by_role("link", name="Begin", exact=True).click()
    page.get_by_label("Age in years").fill(f"{runner.age:g}")
    page.locator(f'input[name="sex"][value="{runner.sex.value}"]').check()
    page.get_by_label("Country").select_option("default")
    submit(page, "Next")


def submit(page: Page, button: str) -> None:
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def walk(page: Page, example: str) -> list[str]:
    """Answer until the page asks no more; gives the questions in the order they were asked."""
    answers = EXAMPLES[example].case.answers
    asked: list[str] = []
    while ASK in page.url and len(asked) < MOST_QUESTIONS:
        question = page.url.split(ASK)[1]
        asked.append(question)
        answer(page, answers.get(question))
    return asked


def answer(page: Page, given: Answer | None) -> None:
    """Answer the question on the page; None says that it is not known."""
    choices = page.locator('main input[type="radio"], main input[type="checkbox"]')
    if given is None:
        _not_sure(page, choices)
    elif choices.count():
        for value in _values(given):
            page.locator(f'main input[name="answer"][value="{value}"]').check()
        for place, side in _sides(given):
            page.locator(f'main input[name="answer-{place}"][value="{side}"] + span').click()
        submit(page, "Next")
    else:
        page.locator("#answer").fill(f"{given:g}" if isinstance(given, float) else str(given))
        submit(page, "Next")


def _not_sure(page: Page, choices: Locator) -> None:
    unsure = page.locator('main input[value="not_sure"]')
    if unsure.count():
        unsure.check()
        submit(page, "Next")
        return
    expect(choices.or_(page.locator("#answer")).first).to_be_visible()
    submit(page, str(page.locator("button.quiet[name=do]").inner_text()))


def _values(given: Answer) -> list[str]:
    entries: Sequence[Answer] = [given] if isinstance(given, str) else _listed(given)
    return [str(each["region"] if isinstance(each, Mapping) else each) for each in entries]


def _listed(given: Answer) -> Sequence[Answer]:
    return given if isinstance(given, Sequence) else [given]


def _sides(given: Answer) -> list[tuple[str, str]]:
    """The places that were marked with a side."""
    places = [each for each in _listed(given) if isinstance(each, Mapping)]
    return [(str(each["region"]), str(each["side"])) for each in places if "side" in each]
