"""An independent check of the hard limits over what was told, written from their texts alone.

Nothing here calls the planner's own checks. Each limit is a function of the days up to the one
judged; it gives a sentence where the limit is broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from stridewell.knowledge.records import Knowledge, Level
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.simulate.recovery.course import Course
from stridewell.simulate.recovery.felt_checks import (
    bone_check,
    bone_pain_check,
    daily_pain_check,
    limp_check,
    morning_rise_check,
    night_check,
    running_pain_check,
    safety_open_check,
    stale_check,
    unknown_pain_check,
)
from stridewell.simulate.recovery.ladder_audit import ladder_breach
from stridewell.simulate.recovery.ledger import (
    NEAR,
    RUNNING,
    Page,
    days_back,
    exercises,
    is_strength,
    page_of,
    pages_ahead,
    runs_on,
    strength_on,
    told_to_run,
    was_skipped,
)
from stridewell.values.evidence import State
from stridewell.values.timeline import days_before, in_utc

WEEK = 7
CHILD_YEARS = 16
ROUNDING_M = 1.0
"""Distances may be off by so much in arithmetic."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One limit broken on a day, told on the day itself or in a plan made before it."""

    limit: str
    day: date
    text: str
    made_on: date


Check = Callable[[Sequence[Page], Knowledge], str | None]


def audit(course: Course, knowledge: Knowledge) -> tuple[Breach, ...]:
    """Every breach in a course: of what was told each day, and of the weeks planned ahead."""
    pages: list[Page] = []
    found: list[Breach] = []
    for record in course.records:
        pages.append(page_of(record))
        recent = pages[-LOOKS_BACK:]
        found.extend(breaches_of(recent, knowledge))
        if record.told.plan is not None:
            ahead = pages_ahead(pages[-1], record.told.plan, record.seen.wishes.minutes)
            found.extend(breaches_ahead(recent, ahead, knowledge))
    return tuple(found)


def breaches_of(pages: Sequence[Page], knowledge: Knowledge) -> tuple[Breach, ...]:
    """The limits that what was told on the last of the days breaks."""
    return _found(pages, LIMITS, knowledge)


def breaches_ahead(
    pages: Sequence[Page], ahead: Sequence[Page], knowledge: Knowledge
) -> tuple[Breach, ...]:
    """The limits that a plan breaks on its later days, if all of it were done."""
    found: list[Breach] = []
    for count in range(1, len(ahead) + 1):
        found.extend(_found([*pages, *ahead[:count]][-LOOKS_BACK:], LIMITS_AHEAD, knowledge))
    made_on = pages[-1].day
    return tuple(replace(each, made_on=made_on) for each in found)


def counts(breaches: Sequence[Breach]) -> Counter[str]:
    """On how many mornings what was told, or the week planned with it, broke each limit."""
    return Counter(limit for limit, _ in {(each.limit, each.made_on) for each in breaches})


def _found(
    pages: Sequence[Page], limits: Mapping[str, Check], knowledge: Knowledge
) -> tuple[Breach, ...]:
    page = pages[-1]
    if not page.told:
        return ()
    told = ((name, check(pages, knowledge)) for name, check in limits.items())
    return tuple(Breach(name, page.day, text, page.day) for name, text in told if text)


def _urgent(pages: Sequence[Page], _: Knowledge) -> str | None:
    page = pages[-1]
    urgent = page.level in {Level.EMERGENCY_NOW, Level.SAME_DAY}
    trains = any(each.kind is not ActivityKind.SEE_SOMEONE for each in page.told)
    return f"training although the level is {page.level}" if urgent and trains else None


def _within_days(pages: Sequence[Page], _: Knowledge) -> str | None:
    page = pages[-1]
    waits = page.level is Level.WITHIN_DAYS and page.asks_to_run
    return "a run before a clinician has looked" if waits else None


def _child(pages: Sequence[Page], _: Knowledge) -> str | None:
    page = pages[-1]
    age = page.facts.number("age")
    hurts = page.facts.state("hip_thigh_or_knee_pain") is not State.ABSENT
    if page.asks_to_run and hurts and (age is None or age < CHILD_YEARS):
        return "a run for somebody under 16 or of unknown age"
    return None


def _spike(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    page = pages[-1]
    longest = _longest_before(page, knowledge)
    asked_m = max((run.distance_m for run in page.doses), default=0.0)
    if longest is None:
        return None
    allowed = longest * (100 + (knowledge.spike.classes[0].up_to_percent or 0)) / 100
    if asked_m > allowed + ROUNDING_M:
        return f"a run of {asked_m:.0f} m where {allowed:.0f} m are allowed"
    return None


def _longest_before(page: Page, knowledge: Knowledge) -> float | None:
    window = days_before(in_utc(page.at), knowledge.spike.window_days)
    lengths = [each.distance_m for each in page.runs if window.contains(in_utc(each.start))]
    return max((each for each in lengths if each), default=None)


def _no_baseline(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    page = pages[-1]
    run = page.run
    if run is None or _longest_before(page, knowledge) is not None:
        return None
    starts_low = run.ladder is not None and run.step == 1
    return None if starts_low else "more than the first step with no run to compare with"


def _consecutive(pages: Sequence[Page], _: Knowledge) -> str | None:
    page = pages[-1]
    if not page.asks_to_run:
        return None
    if not page.ahead and page.day in page.run_days:
        return "a second run on the same day"
    if len(page.doses) > 1:
        return "two runs told for one day"
    before = page.day - timedelta(days=1)
    return "runs on two days in a row" if runs_on(before, pages) else None


def _runs_a_week(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    page = pages[-1]
    ran = sum(told_to_run(day, pages) for day in days_back(page, WEEK))
    most = int(knowledge.number("runs_per_week_max"))
    return f"{ran} runs told in seven days" if page.asks_to_run and ran > most else None


def _rest_day(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    if not _tells_load(pages[-1], knowledge):
        return None
    by_day = {page.day: page for page in pages[-NEAR:]}
    days = days_back(pages[-1], WEEK)
    if any(day not in by_day for day in days):
        return None
    loaded = (_is_loaded(by_day[day], pages, knowledge) for day in days)
    return "seven days without one of rest" if all(loaded) else None


def _tells_load(page: Page, knowledge: Knowledge) -> bool:
    """Whether training is told for the day; a run on the runner's own account is not."""
    cross = any(each.kind is ActivityKind.CROSS_TRAIN for each in page.told)
    return page.asks_to_run or cross or is_strength(page, knowledge, heavy=False)


def _is_loaded(page: Page, pages: Sequence[Page], knowledge: Knowledge) -> bool:
    cross = any(each.kind is ActivityKind.CROSS_TRAIN for each in page.told) and not was_skipped(
        page.day, (ActivityKind.CROSS_TRAIN,), pages[-1]
    )
    strength = strength_on(page.day, pages, knowledge, heavy=False)
    return runs_on(page.day, pages) or cross or strength


def _heavy_legs(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    page = pages[-1]
    before = page.day - timedelta(days=1)
    if page.asks_to_run and strength_on(before, pages, knowledge, heavy=True):
        return "heavy legs on the day before a run"
    return None


def _strength_apart(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    page = pages[-1]
    before = page.day - timedelta(days=1)
    today = is_strength(page, knowledge, heavy=False)
    if today and strength_on(before, pages, knowledge, heavy=False):
        return "strength on two days in a row"
    return None


def _strength_days(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    page = pages[-1]
    if not is_strength(page, knowledge, heavy=False):
        return None
    days = sum(strength_on(day, pages, knowledge, heavy=False) for day in days_back(page, WEEK))
    most = int(knowledge.number("strength_days_max"))
    return f"strength on {days} of seven days" if days > most else None


def _harm(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    page = pages[-1]
    least = knowledge.number("likely_percent") / 100
    likely = {each.id for each in page.differential.likely(least)} - page.cleared
    for name in exercises(page):
        harmed = likely.intersection(knowledge.exercises[name].avoid_for)
        if harmed:
            return f"{name} although {min(harmed)} is likely"
    return None


def _unavailable(pages: Sequence[Page], _: Knowledge) -> str | None:
    page = pages[-1]
    trains = [each for each in page.told if each.kind not in _IDLE]
    needed = sum(each.minutes or 0 for each in trains)
    if trains and (page.minutes == 0 or needed > page.minutes):
        return f"{needed} min of training on a day with {page.minutes}"
    return None


_IDLE = {ActivityKind.REST, ActivityKind.SEE_SOMEONE, ActivityKind.RACE}
"""What needs no time of the day's; the runner chose the day of a race."""


def _one_at_a_time(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """What is new comes only after what came before it has had its good runs."""
    page = pages[-1]
    new = page.run.extra if page.run is not None else None
    order = list(knowledge.reintroduced)
    if new is None or new not in order:
        return None
    for earlier in order[: order.index(new)]:
        good = [e for e in page.done if e.extra == earlier and _was_good(e, knowledge)]
        needed = knowledge.reintroduced[earlier].sessions
        if len(good) < needed:
            return f"{new} after {len(good)} of {needed} good runs with {earlier}"
    return None


def _was_good(session: SessionDone, knowledge: Knowledge) -> bool:
    pain = session.pain_during
    green = pain is not None and pain <= knowledge.number("pain_green_max")
    return session.completion is Completion.DONE and green


def _silence(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """After a silence the first run is no more than the last told before it and not left out."""
    page = pages[-1]
    told = sorted({each.day for each in page.mornings})
    fresh = knowledge.number("answers_fresh_days")
    gaps = [(a, b) for a, b in pairwise(told) if (b - a).days > fresh]
    if page.run is None or not gaps or page.day != gaps[-1][1]:
        return None
    before = (e for e in reversed(pages[:-1]) if not was_skipped(e.day, RUNNING, page))
    last = next((each.run for each in before if each.run is not None), None)
    if last is None or last.ladder != page.run.ladder:
        return None
    grew = (
        (page.run.step or 0) > (last.step or 0)
        if last.ladder
        else _is_longer(page, last.distance_m)
    )
    return "progress over a silence" if grew else None


def _is_longer(page: Page, before_m: float) -> bool:
    run = page.run
    longest = max((each.distance_m or 0.0 for each in page.runs[-30:]), default=0.0)
    return run is not None and run.distance_m > max(before_m, longest) + ROUNDING_M


LOOKS_BACK = 45
"""The days before that a limit may look at."""

LIMITS_AHEAD: Mapping[str, Check] = {
    "urgent": _urgent,
    "within_days": _within_days,
    "child": _child,
    "bone_uncleared": bone_check,
    "bone_pain": bone_pain_check,
    "limp": limp_check,
    "daily_pain": daily_pain_check,
    "running_pain": running_pain_check,
    "unknown_pain": unknown_pain_check,
    "night": night_check,
    "safety_open": safety_open_check,
    "spike": _spike,
    "consecutive": _consecutive,
    "runs_a_week": _runs_a_week,
    "rest_day": _rest_day,
    "heavy_legs": _heavy_legs,
    "strength_apart": _strength_apart,
    "strength_days": _strength_days,
    "harm": _harm,
    "unavailable": _unavailable,
    "one_at_a_time": _one_at_a_time,
}
LIMITS: Mapping[str, Check] = {
    **LIMITS_AHEAD,
    "no_baseline": _no_baseline,
    "morning_rise": morning_rise_check,
    "stale": stale_check,
    "ladder": ladder_breach,
    "silence": _silence,
}
