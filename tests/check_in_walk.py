"""A person at the check-in without a real browser: answers whatever is asked, quietly."""

from __future__ import annotations

from collections.abc import Mapping

from cases import KNOWLEDGE
from web_app import Browser, Form

ASK = "/check-in/ask/"
ENOUGH = "/check-in/enough"
WOMAN: Mapping[str, str] = {"age": "46", "sex": "female"}
SAFE: Mapping[str, str] = {
    **dict.fromkeys(("saddle_numbness", "bladder_bowel", "both_legs", "fever"), "no"),
    "weight_bearing": "normal",
    "trauma": "none",
    "pregnancy": "no",
    **dict.fromkeys(
        ("leg_strength", "emergency_signs", "belly_signs", "leg_swelling", "wellbeing"), "none"
    ),
}
STORY: Mapping[str, str] = {
    **SAFE,
    "pain_regions": "lat_hip",
    "duration_weeks": "6",
    "night_pain": "on_side",
    "rest_pain": "no",
}


def begin(browser: Browser) -> str:
    """Say who is asking; gives the address of the first question."""
    return str(browser.post("/check-in/you", WOMAN).headers["location"])


def go_through(browser: Browser, answers: Mapping[str, str]) -> str:
    """Begin, and answer every question that has an answer here; see `go_on`."""
    return go_on(browser, begin(browser), answers)


def go_on(browser: Browser, url: str, answers: Mapping[str, str]) -> str:
    """Answer every question that has an answer here; gives the address of what comes then."""
    while url.removeprefix(ASK) in answers:
        url = post(browser, url, {"answer": answers[url.removeprefix(ASK)]})
    return url


def to_the_end(browser: Browser, answers: Mapping[str, str]) -> str:
    """Answer everything that is asked, with "not sure" where there is no answer here."""
    url = begin(browser)
    while url.startswith(ASK):
        url = post(browser, url, answer_to(url.removeprefix(ASK), answers))
    return url


def answer_to(question: str, answers: Mapping[str, str]) -> Form:
    """The form of an answer, or of "not sure"."""
    if question in answers:
        return {"answer": answers[question]}
    if KNOWLEDGE.questions[question].option("not_sure") is not None:
        return {"answer": "not_sure"}
    return {"do": "not_sure" if KNOWLEDGE.questions[question].kind != "text" else "skip"}


def post(browser: Browser, url: str, form: Form) -> str:
    """Send a form; gives where it leads."""
    return str(browser.post(url, form).headers["location"])
