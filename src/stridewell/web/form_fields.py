"""One question as a form: its fields, and what a browser sends back for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request

from stridewell.app.answer_words import SIDE_WORDS
from stridewell.errors import CaseError
from stridewell.intake.reading import NOT_SURE, Answer
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.wording import sentence_case

SKIP, ANSWER = "skip", "answer"
VIEWS = {"front": "From the front", "side": "From the side", "back": "From the back"}
CHOOSE = "Choose one, or say that you are not sure."
SIDES = tuple((side.value, sentence_case(word)) for side, word in SIDE_WORDS.items())
"""The sides a place can be marked on: value and label."""
Sent = Mapping[str, tuple[str, ...]]
"""What a browser sent: every text of every field, by the field's name."""


@dataclass(frozen=True, slots=True)
class OptionView:
    """One possible answer, and whether it was chosen before; a place also has its side."""

    id: str
    label: str
    chosen: bool
    side: str = ""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options under a heading; the heading is empty where there is only one group."""

    heading: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class TestSteps:
    """How a self-test is done."""

    id: str
    name: str
    steps: tuple[str, ...]
    positive: str


@dataclass(frozen=True, slots=True)
class Fields:
    """A question as a form.

    ``kind`` is one, many, places, number, date or text. ``name`` is that of its fields; sides of
    places are sent as ``name``, a hyphen and the place. ``other`` is the second button: its value
    and its label, None where an option says the same.
    """

    id: str
    name: str
    text: str
    why: str
    kind: str
    groups: tuple[OptionGroup, ...]
    value: str
    unit: str
    low: float | None
    high: float | None
    other: tuple[str, str] | None
    test: TestSteps | None
    sides: tuple[tuple[str, str], ...] = SIDES


_KINDS = {"choice": "one", "side": "one", "multi": "many", "regions": "places"}


def fields_of(
    question: Question, given: Answer | None, knowledge: Knowledge, name: str = ANSWER
) -> Fields:
    """A question as a form, filled with the answer that was given before."""
    spec = knowledge.findings[question.number] if question.number is not None else None
    limits = spec.range if spec is not None else None
    kind = _KINDS.get(question.kind, question.kind)
    return Fields(
        id=question.id,
        name=name,
        text=question.text,
        why=question.why,
        kind=kind,
        groups=_groups(question, _chosen(given), knowledge),
        value="" if kind in {"one", "many", "places"} else _written(given),
        unit=question.unit or "",
        low=limits.low if limits is not None else None,
        high=limits.high if limits is not None else None,
        other=_other(question),
        test=_steps(question, knowledge),
    )


def _chosen(given: Answer | None) -> Mapping[str, str]:
    """What was chosen before, each with the side it was marked on."""
    entries = given if isinstance(given, list | tuple) else [given]
    return dict(_entry(each) for each in entries)


def _entry(entry: Answer | None) -> tuple[str, str]:
    if isinstance(entry, Mapping):
        return str(entry.get("region")), str(entry.get("side") or "")
    return str(entry), ""


def _written(given: Answer | None) -> str:
    if given is None or given == NOT_SURE:
        return ""
    return f"{given:g}" if isinstance(given, float) else str(given)


def _groups(
    question: Question, chosen: Mapping[str, str], knowledge: Knowledge
) -> tuple[OptionGroup, ...]:
    if question.kind != "regions":
        options = tuple(OptionView(o.id, o.label, o.id in chosen) for o in question.options)
        return (OptionGroup("", options),)
    regions = knowledge.regions.values()
    return tuple(
        OptionGroup(
            heading,
            tuple(
                OptionView(r.id, sentence_case(r.plain), r.id in chosen, chosen.get(r.id, ""))
                for r in regions
                if r.view == view
            ),
        )
        for view, heading in VIEWS.items()
    )


def _other(question: Question) -> tuple[str, str] | None:
    if question.kind in {"number", "date", "regions"}:
        return NOT_SURE, "Not sure"
    if question.kind == "text":
        return SKIP, "Skip this question"
    return None if question.option(NOT_SURE) is not None else (SKIP, "Not sure")


def _steps(question: Question, knowledge: Knowledge) -> TestSteps | None:
    if question.test is None:
        return None
    test = knowledge.self_tests[question.test]
    return TestSteps(test.id, test.name, test.steps, test.positive)


async def sent_form(request: Request) -> Sent:
    """Every text a browser sent with a form."""
    form = await request.form()
    return {
        name: tuple(value for value in form.getlist(name) if isinstance(value, str))
        for name in form
    }


def read_fields(
    question: Question, sent: Sent, pressed: str = "", name: str = ANSWER
) -> Answer | None:
    """What the browser sent for a question as an answer; None passes it over.

    Raises:
        CaseError: nothing was chosen or written, or a number is none.
    """
    values = [value.strip() for value in sent.get(name, ()) if value.strip()]
    other = _other(question)
    if other is not None and other[0] in (pressed, *values):
        return None if other[0] == SKIP else NOT_SURE
    if not values:
        raise CaseError("There is no answer yet.", CHOOSE)
    match question.kind:
        case "multi":
            return values
        case "regions":
            return [_place(value, sent.get(f"{name}-{value}", ())) for value in values]
        case "number":
            return _number(values[0])
        case _:
            return values[0]


def _place(region: str, sides: Sequence[str]) -> Answer:
    return {"region": region, "side": sides[0]} if sides and sides[0] else region


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise CaseError(f"{text!r} is not a number.", "Write it in digits, such as 2.5.") from error
