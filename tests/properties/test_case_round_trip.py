"""A case that was written down is the same case when it is read again."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases import AT, KNOWLEDGE, WOMAN
from drawn import CASES
from stridewell.adapters.case_files import parse_case, write_case
from stridewell.app.assess import assess
from stridewell.app.case import Case
from stridewell.errors import CaseError

NOTE = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=30)
@given(CASES)
def test_a_case_survives_writing_and_reading(case: Case) -> None:
    assert parse_case(write_case(case), "record") == case


@given(NOTE)
@example("\x85 \u2028 \x7f \ufeff")
def test_every_note_survives_writing_and_reading(note: str) -> None:
    case = Case(AT, WOMAN, {"notes": note})
    assert parse_case(write_case(case), "record") == case


def test_a_date_is_judged_the_same_after_writing() -> None:
    case = Case(AT, WOMAN, {"pain_since": date(2026, 4, 20), "pain_regions": ["groin"]})
    again = parse_case(write_case(case), "record")
    assert assess(again, KNOWLEDGE).disposition == assess(case, KNOWLEDGE).disposition


@given(st.text(max_size=60))
@example("[" * 20_000)
@example("at: 0001-01-01T00:00:00+14:00\nrunner: {age: 40}")
@example("at: 9999-12-31T23:59:59-14:00\nrunner: {age: 40}")
def test_any_other_text_is_refused_and_never_breaks(text: str) -> None:
    error = refusal(text)
    assert error is None or error.next_step


def refusal(text: str) -> CaseError | None:
    try:
        parse_case(text, "some text")
    except CaseError as error:
        return error
    return None
