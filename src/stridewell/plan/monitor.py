"""Whether it is getting better: the course of the pain from the check-ins, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile
from statistics import fmean

from stridewell.differential.candidates import Candidate
from stridewell.knowledge.records import Knowledge
from stridewell.plan.diary import Morning
from stridewell.plan.inputs import PlanInput
from stridewell.plan.judged import mornings_by_day
from stridewell.plan.silence import told_days
from stridewell.plan.zones import Pain, Zone, zone_of
from stridewell.values.evidence import Reason

DAY, WEEK = timedelta(days=1), 7
LOOK_BACK_DAYS = 120
"""How far back the beginning of a worsening is looked for."""


class TrendKind(StrEnum):
    """How the pain goes."""

    IMPROVING = "improving"
    STEADY = "steady"
    STALLED = "stalled"
    WORSENING = "worsening"
    UNKNOWN = "unknown"


class FollowKind(StrEnum):
    """What follows from a trend."""

    TELL = "tell"
    CHANGE_PLAN = "change_plan"
    SEE_SOMEONE = "see_someone"


@dataclass(frozen=True, slots=True)
class Follow:
    """One thing that follows; ``by`` is its day, ``is_due`` says that the day has come."""

    kind: FollowKind
    by: date
    is_due: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Trend:
    """How it goes, since when, why, and what follows.

    ``now`` and ``before`` are the means of the daily worst pain of the last days and of those
    before them, from 0 to 10; None where too little was told. ``red_days`` counts the red days
    in a row up to the last check-in, which is no older than a day.
    """

    kind: TrendKind
    reason: Reason
    since: date | None
    now: float | None
    before: float | None
    red_days: int
    notes: tuple[Reason, ...]
    follows: tuple[Follow, ...]

    @property
    def is_held(self) -> bool:
        """Whether nothing may be added."""
        return self.kind in {TrendKind.STALLED, TrendKind.WORSENING} or self.red_days > 0


@dataclass(frozen=True, slots=True)
class _Read:
    """What the check-ins say on one day."""

    kind: TrendKind
    text: str
    now: float | None
    before: float | None


def monitor(inputs: PlanInput) -> Trend:
    """Read the course up to now; of check-ins that contradict each other the worse counts."""
    mornings, today = mornings_by_day(inputs), inputs.at.date()
    scores = _scores(mornings)
    read = _read(scores, today, inputs)
    red = _red_days(mornings, today, inputs.knowledge)
    if red >= inputs.knowledge.number("red_days_in_a_row"):
        text = f"{red} red days in a row: it is getting worse."
        read = _Read(TrendKind.WORSENING, text, read.now, read.before)
    since = _worse_since(scores, inputs, red) if read.kind is TrendKind.WORSENING else None
    return Trend(
        kind=read.kind,
        reason=_reason(read.text, "trend_change", inputs.knowledge),
        since=since,
        now=read.now,
        before=read.before,
        red_days=red,
        notes=(*_contradictions(mornings, inputs), *_expected(inputs)),
        follows=tuple(_follows(read.kind, since, inputs)),
    )


def _scores(mornings: Mapping[date, tuple[Morning, ...]]) -> dict[date, int]:
    """The worst pain told on each day."""
    told = {day: _pains(entries) for day, entries in mornings.items()}
    return {day: max(pains) for day, pains in told.items() if pains}


def _pains(entries: Iterable[Morning]) -> list[int]:
    pains = (pain for each in entries for pain in (each.pain_now, each.worst_yesterday))
    return [pain for pain in pains if pain is not None]


def _read(scores: Mapping[date, int], day: date, inputs: PlanInput) -> _Read:
    number = inputs.knowledge.number
    window = int(number("trend_window_days"))
    now = _mean(scores, day, window, inputs)
    before = _mean(scores, day - timedelta(days=window), window, inputs)
    if now is None:
        return _Read(TrendKind.UNKNOWN, "Too few check-ins lately to see a course.", None, before)
    if before is None:
        text = f"Pain was {now:.1f} on average; the week before it was told too seldom to compare."
        return _Read(TrendKind.UNKNOWN, text, now, None)
    said = f"Daily worst pain was {now:.1f} on average, {before:.1f} in the week before"
    if now - before >= number("trend_change"):
        return _Read(TrendKind.WORSENING, f"{said}: it is getting worse.", now, before)
    if before - now >= number("trend_change"):
        return _Read(TrendKind.IMPROVING, f"{said}: it is getting better.", now, before)
    if now > number("trend_calm_max") and _is_stalled(scores, day, now, inputs):
        text = f"{said}, hardly less than at the start: it has stalled."
        return _Read(TrendKind.STALLED, text, now, before)
    return _Read(TrendKind.STEADY, f"{said}: it is steady.", now, before)


def _mean(scores: Mapping[date, int], end: date, days: int, inputs: PlanInput) -> float | None:
    """The mean of the days up to the end; None when too few of them were told."""
    told = [scores[day] for n in range(days) if (day := end - n * DAY) in scores]
    return fmean(told) if len(told) >= inputs.knowledge.number("trend_least_days") else None


def _is_stalled(scores: Mapping[date, int], day: date, now: float, inputs: PlanInput) -> bool:
    start = _start(inputs)
    if start is None or day < start + _stall_after(inputs):
        return False
    window = int(inputs.knowledge.number("trend_window_days"))
    first = _mean(scores, start + (window - 1) * DAY, window, inputs)
    return first is None or first - now < inputs.knowledge.number("trend_since_start")


def _start(inputs: PlanInput) -> date | None:
    """The day on which the plan began, or the first check-in."""
    days = told_days(inputs)
    return inputs.diary.began or (days[0] if days else None)


def _leading(inputs: PlanInput) -> Candidate | None:
    return next((e for e in inputs.differential.candidates if e.condition is not None), None)


def _stall_after(inputs: PlanInput) -> timedelta:
    """How long somebody may wait for a change: the short end of the usual course, in bounds."""
    number, leading = inputs.knowledge.number, _leading(inputs)
    least, most = number("stall_weeks_least"), number("stall_weeks_most")
    condition = leading.condition if leading is not None else None
    weeks = condition.return_weeks.low if condition is not None else least
    return timedelta(days=round(min(max(weeks, least), most) * WEEK))


def _red_days(
    mornings: Mapping[date, tuple[Morning, ...]], today: date, knowledge: Knowledge
) -> int:
    """Red days in a row up to today, or to yesterday where today was not told."""
    last = today if today in mornings else today - DAY
    days = (last - n * DAY for n in range(LOOK_BACK_DAYS))
    red = takewhile(lambda day: _is_red(mornings.get(day, ()), knowledge), days)
    return sum(1 for _ in red)


def _is_red(entries: tuple[Morning, ...], knowledge: Knowledge) -> bool:
    during = [each.during_last_run for each in entries if each.during_last_run is not None]
    pain = Pain(
        daily=max(_pains(entries), default=None),
        running=max(during, default=None),
        at_night=any(each.woke_at_night for each in entries),
        limp=any(each.limp for each in entries),
    )
    return zone_of(pain, knowledge, bone=False).zone is Zone.RED


def _worse_since(scores: Mapping[date, int], inputs: PlanInput, red: int) -> date:
    """The first of the days on end on which it was getting worse."""
    today = inputs.at.date()
    days = (today - n * DAY for n in range(LOOK_BACK_DAYS))
    worse = takewhile(lambda day: _read(scores, day, inputs).kind is TrendKind.WORSENING, days)
    return today - max(0, sum(1 for _ in worse) - 1, red - 1) * DAY


def _contradictions(
    mornings: Mapping[date, tuple[Morning, ...]], inputs: PlanInput
) -> Iterable[Reason]:
    """Days of the last week on which the check-ins lie far apart."""
    points = inputs.knowledge.number("contradiction_points")
    first = inputs.at.date() - timedelta(days=inputs.knowledge.number("trend_window_days"))
    for day, entries in sorted(mornings.items()):
        now = [each.pain_now for each in entries if each.pain_now is not None]
        if day > first and now and max(now) - min(now) >= points:
            text = (
                f"On {_date(day)} you told {min(now)} and {max(now)} out of 10; "
                f"{max(now)} is what counts."
            )
            yield _reason(text, "contradiction_points", inputs.knowledge)


def _expected(inputs: PlanInput) -> Iterable[Reason]:
    """How long the leading cause usually takes."""
    leading = _leading(inputs)
    if leading is None or leading.condition is None:
        return
    weeks, warrant = leading.condition.return_weeks, leading.condition.return_warrant
    text = (
        f"The pattern that leads is {leading.plain}; the way back then often takes "
        f"{weeks.low:g} to {weeks.high:g} weeks.{warrant.caveat('That is')}"
    )
    yield Reason(text, warrant.sources, rule="return_weeks", grade=warrant.grade)


def _follows(kind: TrendKind, since: date | None, inputs: PlanInput) -> Iterable[Follow]:
    today, knowledge = inputs.at.date(), inputs.knowledge
    if kind is TrendKind.UNKNOWN:
        text = "Tell how it is on most mornings; until then nothing is added."
        yield Follow(
            FollowKind.TELL, today, is_due=True, reason=_reason(text, "trend_least_days", knowledge)
        )
    if kind is TrendKind.WORSENING and since is not None:
        share = knowledge.number("worse_share_percent")
        text = f"The plan goes back: {share:g} % of the week, and one step down on a ladder."
        yield _change(text, "worse_share_percent", inputs)
        yield _see(since + timedelta(days=knowledge.number("worse_see_days")), inputs)
    start = _start(inputs)
    if kind is TrendKind.STALLED and start is not None:
        share = knowledge.number("stall_share_percent")
        text = f"The plan changes: {share:g} % of the week and no step up until it moves."
        yield _change(text, "stall_share_percent", inputs)
        review = timedelta(days=knowledge.number("review_every_days"))
        yield _see(start + _stall_after(inputs) + review, inputs)


def _change(text: str, number: str, inputs: PlanInput) -> Follow:
    reason = _reason(text, number, inputs.knowledge)
    return Follow(FollowKind.CHANGE_PLAN, inputs.at.date(), is_due=True, reason=reason)


def _see(by: date, inputs: PlanInput) -> Follow:
    due = by <= inputs.at.date()
    text = (
        f"It was to be better by {_date(by)} and is not: "
        "see a physiotherapist or a doctor this week."
        if due
        else f"If it is not better by {_date(by)}, see a physiotherapist or a doctor."
    )
    reason = _reason(text, "review_every_days", inputs.knowledge)
    return Follow(FollowKind.SEE_SOMEONE, by, is_due=due, reason=reason)


def _date(day: date) -> str:
    return f"{day.day} {day:%B}"


def _reason(text: str, number: str, knowledge: Knowledge) -> Reason:
    warrant = knowledge.reasoning[number].warrant
    return Reason(text, warrant.sources, rule=number, grade=warrant.grade)
