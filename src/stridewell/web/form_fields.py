"""One question as a form: its fields, and what a browser sends back for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stridewell.errors import CaseError
from stridewell.intake.reading import NOT_SURE, Answer
from stridewell.knowledge.records import Knowledge, Question
from stridewell.web.words import sentence

SKIP = "skip"
VIEWS = {"front": "From the front", "side": "From the side", "back": "From the back"}
CHOOSE = "Choose one, or say that you are not sure."


@dataclass(frozen=True, slots=True)
class OptionView:
    """One possible answer, and whether it was chosen before."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options under a heading; the heading is empty where there is only one group."""

    heading: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class TestSteps:
    """How a self-test is done."""

    name: str
    steps: tuple[str, ...]
    positive: str


@dataclass(frozen=True, slots=True)
class Fields:
    """A question as a form.

    ``kind`` is one, many, number, date or text. ``other`` is the second button: its value and
    its label, None where an option says the same.
    """

    id: str
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


_KINDS = {"choice": "one", "side": "one", "multi": "many", "regions": "many"}


def fields_of(question: Question, given: Answer | None, knowledge: Knowledge) -> Fields:
    """A question as a form, filled with the answer that was given before."""
    spec = knowledge.findings[question.number] if question.number is not None else None
    limits = spec.range if spec is not None else None
    kind = _KINDS.get(question.kind, question.kind)
    return Fields(
        id=question.id,
        text=question.text,
        why=question.why,
        kind=kind,
        groups=_groups(question, _chosen(given), knowledge),
        value="" if kind in {"one", "many"} else _written(given),
        unit=question.unit or "",
        low=limits.low if limits is not None else None,
        high=limits.high if limits is not None else None,
        other=_other(question),
        test=_steps(question, knowledge),
    )


def _chosen(given: Answer | None) -> frozenset[str]:
    entries = given if isinstance(given, list | tuple) else [given]
    names = (each.get("region") if isinstance(each, dict) else each for each in entries)
    return frozenset(str(name) for name in names)


def _written(given: Answer | None) -> str:
    if given is None or given == NOT_SURE:
        return ""
    return f"{given:g}" if isinstance(given, float) else str(given)


def _groups(
    question: Question, chosen: frozenset[str], knowledge: Knowledge
) -> tuple[OptionGroup, ...]:
    if question.kind != "regions":
        options = tuple(OptionView(o.id, o.label, o.id in chosen) for o in question.options)
        return (OptionGroup("", options),)
    regions = knowledge.regions.values()
    return tuple(
        OptionGroup(
            heading,
            tuple(
                OptionView(r.id, sentence(r.plain), r.id in chosen)
                for r in regions
                if r.view == view
            ),
        )
        for view, heading in VIEWS.items()
    )


def _other(question: Question) -> tuple[str, str] | None:
    if question.kind in {"number", "date", "regions"}:
        return NOT_SURE, "Not sure"
    if question.kind == "text" or question.option(NOT_SURE) is None:
        return SKIP, "Skip this question"
    return None


def _steps(question: Question, knowledge: Knowledge) -> TestSteps | None:
    if question.test is None:
        return None
    test = knowledge.self_tests[question.test]
    return TestSteps(test.name, test.steps, test.positive)


def read_fields(question: Question, sent: Sequence[str], pressed: str) -> Answer | None:
    """What the browser sent for a question as an answer; None passes it over.

    Raises:
        CaseError: nothing was chosen or written, or a number is none.
    """
    other = _other(question)
    if other is not None and pressed == other[0]:
        return None if pressed == SKIP else NOT_SURE
    values = [value.strip() for value in sent if value.strip()]
    if not values:
        raise CaseError("There is no answer yet.", CHOOSE)
    match question.kind:
        case "multi" | "regions":
            return values
        case "number":
            return _number(values[0])
        case _:
            return values[0]


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise CaseError(f"{text!r} is not a number.", "Write it in digits, such as 2.5.") from error
