"""A candidate explained: which paragraphs there are, in which order, and from what they follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from cases import KNOWLEDGE, case_of
from stridewell.app.assess import assess
from stridewell.differential.candidates import (
    SOMETHING_ELSE,
    Candidate,
    Differential,
    Move,
    Together,
)
from stridewell.differential.explanation import (
    NAMED,
    against,
    explain,
    when_to_exclude,
)
from stridewell.intake.reading import Answer
from stridewell.values.evidence import Grade, Reason
from stridewell.values.quantities import Interval
from stridewell.values.wording import lower_first

OUTER_HIP: Mapping[str, Answer] = {
    "pain_regions": ["lat_hip"],
    "night_pain": "on_side",
    "course": "same",
    "rest_pain": "no",
    "aggravators_load": ["single_leg", "stairs"],
    "test_sls30": "positive",
}
DIFFERENTIAL = assess(case_of(OUTER_HIP), KNOWLEDGE).differential
VERDICTS = re.compile(r"\byou have\b|diagnos", re.IGNORECASE)


def candidate(condition: str = "gtps", differential: Differential = DIFFERENTIAL) -> Candidate:
    found = differential.candidate(condition)
    assert found is not None
    return found


def told(each: Candidate, differential: Differential = DIFFERENTIAL) -> tuple[str, ...]:
    return explain(each, differential, KNOWLEDGE)


def of(probability: float, place: int = 1, **changed: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The explanation of the leading cause as if it ranked elsewhere."""
    low, high = max(0.0, probability - 0.1), min(1.0, probability + 0.1)
    base = replace(candidate(), probability=probability, interval=Interval(low, high))
    each = replace(base, **changed)
    others = [c for c in DIFFERENTIAL.candidates if c.id != each.id]
    return told(each, Differential((*others[:place], each, *others[place:])))


def reason(text: str, strength: float, said: str | None = None) -> Reason:
    grade = Grade.ESTIMATE
    return Reason(text, ("stridewell_estimate",), (text,), None, strength, grade, "", text, said)


KINDS = {
    "standing": r"Of all causes|Nothing stands out|Your pattern|By what you told|.* less well",
    "for": r"Most of all, this points to it|This points to it|Only a little|Nothing you told",
    "against": r"This does not fit|Little of what you told|Nothing asked so far",
    "beside": r"It may not be alone|The closest other cause|.* fits better",
    "moves": r"What would move it most",
    "exclude": r"If it is this|It must not be missed|It is listed because",
    "rests on": r"Some of the numbers lean|How much each answer counts",
}


def kinds(paragraphs: tuple[str, ...]) -> list[str]:
    """What each paragraph is about."""
    return [next(k for k, begin in KINDS.items() if re.match(begin, p)) for p in paragraphs]


def test_the_leading_cause_is_told_in_this_order() -> None:
    order = kinds(told(candidate()))
    assert order == [kind for kind in KINDS if kind in order]
    assert {"standing", "for", "against", "exclude", "rests on"} <= set(order)


def test_an_unlikely_cause_is_told_the_other_way_round() -> None:
    order = kinds(told(candidate("bsi_femoral_neck")))
    assert order[:3] == ["standing", "against", "for"]


@pytest.mark.parametrize("each", DIFFERENTIAL.candidates, ids=lambda each: each.id)
def test_every_cause_is_told_in_whole_sentences_without_a_verdict(each: Candidate) -> None:
    paragraphs = told(each)
    assert all(p[0].isupper() and p.endswith(".") for p in paragraphs)
    assert all("  " not in p and ".." not in p and "None" not in p for p in paragraphs)
    assert not VERDICTS.search(" ".join(paragraphs).replace("that you have two problems", ""))


@pytest.mark.parametrize(
    ("probability", "place", "words"),
    [
        (0.8, 0, "fits your pattern best"),
        (0.3, 0, "Nothing stands out clearly yet"),
        (0.2, 1, "Your pattern fits"),
        (0.1, 1, "not off the table"),
        (0.01, 1, "is unlikely"),
    ],
)
def test_how_well_it_fits_follows_from_the_probability(
    probability: float, place: int, words: str
) -> None:
    assert words in of(probability, place=place)[0]


def test_an_unlikely_cause_begins_with_what_does_not_fit() -> None:
    reasons: dict[str, Any] = {
        "reasons_for": (reason("Stairs hurt", 1.0),),
        "reasons_against": (reason("You limp", -1.0),),
    }
    unlikely, likely = of(0.01, **reasons), of(0.3, **reasons)
    assert unlikely[1:3] == ("This does not fit: you limp.", "This points to it: stairs hurt.")
    assert likely[1:3] == ("This points to it: stairs hurt.", "This does not fit: you limp.")


@pytest.mark.parametrize(
    ("strengths", "words"),
    [
        ((1.0, 0.5), "Most of all, this points to it: reason 0. Also: reason 1."),
        ((0.5,), "This points to it: reason 0."),
        ((0.1,), "Only a little points to it: reason 0."),
        ((), "Nothing you told points to it in particular."),
    ],
)
def test_what_points_to_it_is_weighed_in_words(strengths: tuple[float, ...], words: str) -> None:
    reasons = tuple(reason(f"Reason {i}", strength) for i, strength in enumerate(strengths))
    assert words in of(0.3, reasons_for=reasons)


def test_no_more_reasons_are_named_than_one_can_listen_to() -> None:
    reasons = tuple(reason(f"Reason {i}", 1.0) for i in range(9))
    assert of(0.3, reasons_for=reasons)[1].count("reason ") == NAMED


def test_an_answer_that_says_more_than_no_is_quoted() -> None:
    no = "You said no to “it is getting better”"
    quoted = of(0.3, reasons_against=(reason(no, -1.0, "About the same"),))
    plain = of(0.3, reasons_against=(reason(no, -1.0, "None of these"),))
    assert "This does not fit: you said “About the same”, so not “it is getting better”." in quoted
    assert "This does not fit: you said no to “it is getting better”." in plain


def test_the_open_answers_that_would_move_it_are_named_with_what_they_would_make_of_it() -> None:
    up = Move("test_sls30", True, "test_sls30", 0.7, "")  # noqa: FBT003
    down = Move("test_sls30", False, "test_sls30", 0.002, "")  # noqa: FBT003
    told_now = of(0.3, raises=(up,), lowers=(down,))
    moves = next(p for p in told_now if p.startswith("What would move it most: "))
    assert "a yes to “" in moves
    assert "to about 70 in 100" in moves
    assert "a no to “" in moves
    assert "to under 1 in 100" in moves


def test_a_page_that_lists_the_moves_may_leave_them_out() -> None:
    up = Move("test_sls30", True, "test_sls30", 0.7, "")  # noqa: FBT003
    each = replace(candidate(), raises=(up,))
    others = Differential((each, *DIFFERENTIAL.candidates[1:]))
    assert len(explain(each, others, KNOWLEDGE, moves=False)) == len(told(each, others)) - 1


def test_two_problems_at_once_come_before_the_closest_rival() -> None:
    together = Together("itbs", "Iliotibial band syndrome", 0.08)
    assert (
        "It may not be alone: that you have two problems at once, this one and iliotibial band "
        "syndrome, we put at about 8 in 100." in of(0.3, together=(together,))
    )


def test_the_closest_rival_is_compared_by_what_parts_the_two() -> None:
    rival = replace(candidate("itbs"), probability=0.2)
    two = Differential((candidate(), rival))
    assert any(p.startswith("The closest other cause is ") for p in told(candidate(), two))
    theirs = told(rival, two)
    assert any("fits better; what parts the two most speaks for " in p for p in theirs)


@pytest.mark.parametrize(
    ("condition", "probability", "words"),
    [
        ("gtps", 0.3, "If it is this, it can usually be cared for at home"),
        ("bsi_femoral_neck", 0.3, "It must not be missed: it is to be confirmed or excluded the"),
        ("bsi_femoral_neck", 0.001, "It is listed because it must not be missed"),
    ],
)
def test_how_urgent_it_is_to_exclude(condition: str, probability: float, words: str) -> None:
    each = replace(candidate(condition), probability=probability)
    others = [c for c in DIFFERENTIAL.candidates if c.id != each.id]
    assert any(p.startswith(words) for p in told(each, Differential((each, *others))))


def test_numbers_of_studies_are_told_from_our_own() -> None:
    ours = of(0.3, reasons_for=(reason("Stairs hurt", 1.0),), reasons_against=())
    assert ours[-1].endswith("no study gave the numbers.")


def test_something_else_says_that_no_list_is_complete() -> None:
    (only,) = told(candidate(SOMETHING_ELSE))
    assert only.startswith("No list is complete.")
    assert "have it looked at" in only


def test_the_range_is_told_unless_it_says_nothing() -> None:
    wide = of(0.3)[0]
    assert "about 30 in 100; the numbers behind it are rough, and 20 to 40 in 100" in wide
    narrow = of(0.001, interval=Interval(0.0, 0.002))[0]
    assert narrow.endswith("We put it at under 1 in 100.")


def test_nothing_is_said_to_be_certain() -> None:
    sure = of(0.999, place=0, interval=Interval(0.9, 1.0))[0]
    assert "over 99 in 100" in sure
    assert "100 in 100" not in sure


def test_what_speaks_against_a_dangerous_cause_fits_into_a_sentence() -> None:
    neck = candidate("bsi_femoral_neck")
    assert against(neck).startswith("Against it: ")
    untouched = replace(neck, reasons_against=())
    assert against(untouched) == "Nothing asked so far speaks against it."
    assert when_to_exclude(neck) == "Where it is suspected, it is to be excluded the same day."
    assert when_to_exclude(candidate()) == ""


def test_names_and_abbreviations_keep_their_capitals() -> None:
    assert lower_first("Stairs hurt") == "stairs hurt"
    assert lower_first("MRI shows it") == "MRI shows it"
