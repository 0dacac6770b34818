"""What the pages of the tests show, as typed views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from stridewell.app.learn.shelf import Shelf
from stridewell.app.learn.standing import Standing, standing
from stridewell.app.strength_tests import TestsAnswer
from stridewell.app.strength_words import (
    QUALITY_WORDS,
    amount,
    day_words,
    reading_words,
    side_name,
    state_words,
)
from stridewell.knowledge.strength_tests import Sides, StrengthTest
from stridewell.knowledge.warrant import Warrant
from stridewell.plan.diary import WORST_PAIN
from stridewell.plan.testing.norms import Comparison
from stridewell.plan.testing.results import Result, SideResult
from stridewell.values.evidence import Reason
from stridewell.web.judgement import ReasonView, Urgency, reason_views, urgency_view
from stridewell.web.tests_drawing import Bar, Course, bars_of, course_of


@dataclass(frozen=True, slots=True)
class Row:
    """One test in the list."""

    url: str
    name: str
    measures: str
    state: str
    tag: str
    """``never``, ``done``, ``due`` or ``waits``."""
    values: str
    blocked: str


@dataclass(frozen=True, slots=True)
class Group:
    """The tests of one kind."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ListContext:
    """What the list of the tests shows."""

    urgency: Urgency
    """How urgent it is."""
    groups: tuple[Group, ...]
    """The tests by kind."""
    due: tuple[Row, ...]
    """Those to do again now."""
    is_empty: bool
    """Whether nothing was recorded yet."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """A sentence with what it rests on."""

    text: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class SideView:
    """One side: newest value, norm, course."""

    name: str
    value: str
    day: str
    norm: Grounded
    trend: Grounded | None
    per_week: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A result that was told, and its number."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """How a test is done."""

    id: str
    name: str
    measures: str
    kind: str
    equipment: tuple[str, ...]
    steps: tuple[str, ...]
    record: str
    spoils: tuple[str, ...]
    meaning: str
    standing: Standing
    weeks: int


@dataclass(frozen=True, slots=True)
class ResultContext:
    """What the page of one test shows."""

    about: About
    """How it is done."""
    state: str
    """How it stands."""
    blocked: ReasonView | None
    """Why it waits; None when it may be done."""
    refer: tuple[ReasonView, ...]
    """Whom to see and why."""
    notes: tuple[ReasonView, ...]
    """What to heed."""
    bars: tuple[Bar, ...]
    """The newest values as bars."""
    sides: tuple[SideView, ...]
    """The newest values in words."""
    balance: Grounded | None
    """How alike the sides are; None where it is not known."""
    balance_unknown: str
    """Why it is not known; empty where it is, or where there are no sides."""
    course: Course | None
    """The course; None before the second time."""
    due: str
    """When to do it again; empty before the first time."""
    told: tuple[ToldLine, ...]
    """Everything told, to take back what was a mistake."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A value to write down: its name, its label, its own pain field, and what was written."""

    name: str
    label: str
    pain: str
    value: str


@dataclass(frozen=True, slots=True)
class RecordContext:
    """What the guided page of a test shows."""

    about: About
    """How it is done."""
    unit: str
    """The unit of its values; empty for words to choose."""
    fields: tuple[FieldView, ...]
    """The values to write down."""
    choices: tuple[tuple[int, str], ...]
    """The words to choose from; empty for a number."""
    low: float
    """The least value."""
    high: float
    """The greatest value."""
    step: str
    """The step between values, as a browser takes it."""
    clock: str
    """What helps: ``up``, ``down``, ``counter`` or ``nothing``."""
    clock_s: int
    """How long the clock runs; 0 without an end."""
    asks_side: bool
    """Whether it asks which side is lower, and whether that is new."""
    points: tuple[int, ...]
    """The points of the pain scale."""
    pain_stop: str
    """From which pain on a test ends."""
    today: str
    """The latest day that can be told."""
    error: str | None
    """What is wrong with what was just told; None when nothing is."""


def list_context(answer: TestsAnswer, shelf: Shelf) -> ListContext:
    """The list of the tests."""
    results = tuple(answer.results.values())
    groups = groupby(results, lambda each: each.test.quality)
    return ListContext(
        urgency=urgency_view(answer.disposition, answer.locale, shelf.knowledge),
        groups=tuple(Group(QUALITY_WORDS[q], _rows(each, answer)) for q, each in groups),
        due=_rows((r for r in results if r.is_due and r.test.id not in answer.blocked), answer),
        is_empty=not answer.told,
    )


def _rows(results: Iterable[Result], answer: TestsAnswer) -> tuple[Row, ...]:
    return tuple(_row(each, answer) for each in results)


def _row(result: Result, answer: TestsAnswer) -> Row:
    test, blocked = result.test, answer.blocked.get(result.test.id)
    if blocked is not None:
        tag = "waits"
    elif not result.is_done:
        tag = "never"
    else:
        tag = "due" if result.is_due else "done"
    values = "; ".join(
        f"{side_name(each)} {reading_words(test, each.newest)}" for each in result.sides
    )
    return Row(
        url=f"/tests/{test.id}",
        name=test.name,
        measures=test.measures,
        state=state_words(result, answer),
        tag=tag,
        values=values,
        blocked=blocked.text if blocked is not None else "",
    )


def result_context(answer: TestsAnswer, test_id: str, shelf: Shelf) -> ResultContext:
    """The page of one test."""
    result, knowledge = answer.results[test_id], shelf.knowledge
    test, blocked = result.test, answer.blocked.get(test_id)
    rule = test.side_rule.warrant if test.side_rule is not None else None
    return ResultContext(
        about=_about(test, shelf),
        state=state_words(result, answer),
        blocked=reason_views((blocked,), knowledge)[0] if blocked is not None else None,
        refer=reason_views(result.refer, knowledge),
        notes=reason_views(result.notes, knowledge),
        bars=bars_of(result),
        sides=tuple(_side(test, each, shelf) for each in result.sides),
        balance=_grounded(result.balance.reason, rule, shelf) if result.balance else None,
        balance_unknown=result.balance_unknown,
        course=course_of(result),
        due=day_words(result.due) if result.due is not None else "",
        told=_told(test, answer),
    )


def _about(test: StrengthTest, shelf: Shelf) -> About:
    return About(
        id=test.id,
        name=test.name,
        measures=test.measures,
        kind=QUALITY_WORDS[test.quality],
        equipment=test.equipment,
        steps=test.steps,
        record=test.record,
        spoils=test.spoils,
        meaning=test.meaning,
        standing=standing(test.warrant, shelf),
        weeks=test.repeat_weeks,
    )


def _side(test: StrengthTest, each: SideResult, shelf: Shelf) -> SideView:
    compared, course, least = each.comparison, each.trend, test.smallest_change
    norm = compared.norm.warrant if isinstance(compared, Comparison) else None
    return SideView(
        name=side_name(each),
        value=reading_words(test, each.newest),
        day=day_words(each.newest.day),
        norm=_grounded(compared.reason, norm, shelf),
        trend=(
            _grounded(course.reason, least.warrant if least is not None else None, shelf)
            if course is not None
            else None
        ),
        per_week="" if course is None or test.choices else _per_week(test, course.per_week),
    )


def _per_week(test: StrengthTest, slope: float) -> str:
    sign = "+" if slope > 0 else "−" if slope < 0 else ""
    return f"{sign}{amount(test, round(abs(slope), 2))} a week"


def _grounded(reason: Reason, warrant: Warrant | None, shelf: Shelf) -> Grounded:
    return Grounded(reason.text, standing(warrant, shelf) if warrant is not None else None)


def _told(test: StrengthTest, answer: TestsAnswer) -> tuple[ToldLine, ...]:
    lines = []
    for entry in answer.told_of(test.id):
        done = entry.record
        side = f"{done.side.value}, " if done.side is not None else ""
        pain = f", pain {done.pain} of 10" if done.pain is not None else ""
        value = amount(test, done.value)
        lines.append(ToldLine(entry.id, f"{day_words(done.day)}: {side}{value}{pain}"))
    return tuple(lines)


def record_context(
    answer: TestsAnswer,
    test_id: str,
    shelf: Shelf,
    error: str | None = None,
    written: Mapping[str, str] | None = None,
) -> RecordContext:
    """The guided page of a test, with what was written before."""
    test, earlier = answer.results[test_id].test, written or {}
    return RecordContext(
        about=_about(test, shelf),
        unit="" if test.choices or test.unit == "1" else test.unit,
        fields=_fields(test, earlier),
        choices=tuple(enumerate(test.choices)),
        low=test.range.low,
        high=test.range.high,
        step="1" if test.whole else "any",
        clock=test.clock.value,
        clock_s=test.clock_s or 0,
        asks_side=test.sides is Sides.WHICH,
        points=tuple(range(WORST_PAIN + 1)),
        pain_stop=f"{shelf.knowledge.number('test_pain_stop'):g}",
        today=answer.today.isoformat(),
        error=error,
    )


def _fields(test: StrengthTest, earlier: Mapping[str, str]) -> tuple[FieldView, ...]:
    names = (
        (("left", "Left", "pain_left"), ("right", "Right", "pain_right"))
        if test.sides is Sides.EACH
        else (("value", "Value", "pain"),)
    )
    return tuple(FieldView(*each, earlier.get(each[0], "")) for each in names)
