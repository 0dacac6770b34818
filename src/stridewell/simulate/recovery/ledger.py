"""A day as the audit reads it: what was known in the morning, and what was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from stridewell.differential.candidates import Differential
from stridewell.knowledge.records import Knowledge, Level
from stridewell.knowledge.training import ExerciseKind, Stage
from stridewell.plan.diary import Completion, Morning, SessionDone
from stridewell.plan.items import Activity, ActivityKind, RunDose
from stridewell.plan.planner import Plan
from stridewell.simulate.recovery.course import DayRecord
from stridewell.training_load.session import SessionLoad
from stridewell.values.evidence import FactTable, State

ALWAYS_THERE = 600
LONG_AGO_DAYS = 14
RUNNING = tuple(each for each in ActivityKind if each.has_running)
DONE = frozenset({Completion.DONE, Completion.PARTLY})
NEAR = 16
"""Pages, one or two a day, among which a day of the last week is looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """One day: facts known when the plan was made, and the sessions told.

    ``answers_at`` is when pain was told last, ``done`` what is known of sessions, ``run_days`` the
    dates of the recorded runs on the runner's clock, ``minutes`` those there are on this day,
    ``ahead`` is True for a day that is only planned.
    """

    at: datetime
    level: Level
    answers_at: datetime
    differential: Differential
    facts: FactTable
    told: tuple[Activity, ...] = ()
    stages: Mapping[str, Stage] = field(default_factory=dict)
    mornings: tuple[Morning, ...] = ()
    done: tuple[SessionDone, ...] = ()
    cleared: frozenset[str] = frozenset()
    runs: tuple[SessionLoad, ...] = ()
    run_days: frozenset[date] = frozenset()
    minutes: int = ALWAYS_THERE
    ahead: bool = False

    @property
    def day(self) -> date:
        """Its date on the runner's clock."""
        return self.at.date()

    @property
    def run(self) -> RunDose | None:
        """The run told, if any."""
        return next((each.run for each in self.told if each.run is not None), None)

    @property
    def doses(self) -> tuple[RunDose, ...]:
        """Every run told, of which there should be one at most."""
        return tuple(each.run for each in self.told if each.run is not None)

    @property
    def asks_to_run(self) -> bool:
        """Whether running is told, a race included."""
        return any(each.kind.has_running for each in self.told)

    @property
    def morning(self) -> Morning | None:
        """The newest check-in."""
        return self.mornings[-1] if self.mornings else None

    @property
    def ran_long_ago(self) -> bool:
        """Whether two weeks passed since the last run, so that its pain says nothing any more."""
        told = [e.day for e in self.done if e.kind in RUNNING and e.completion in DONE]
        days = [*self.run_days, *told]
        return bool(days) and (self.day - max(days)).days >= LONG_AGO_DAYS

    def is_present(self, finding: str) -> bool:
        """Whether the answers say so."""
        return self.facts.state(finding) is State.PRESENT

    def pain(self, name: str) -> float | None:
        """The newest pain of that name: of the check-in, else of the answers."""
        told = self.morning
        if name == "pain_running" and self.ran_long_ago:
            return None
        if told is None or told.pain_now is None:
            return self.facts.number(name)
        if name == "pain_daily":
            return max(told.pain_now, told.worst_yesterday or 0)
        return self.facts.number(name) if told.during_last_run is None else told.during_last_run


def page_of(record: DayRecord) -> Page:
    """A simulated day as a page."""
    seen, told = record.seen, record.told
    return Page(
        at=seen.at,
        level=seen.judgement.disposition.level,
        answers_at=seen.answers_at,
        differential=seen.judgement.differential,
        facts=seen.judgement.facts,
        told=told.sessions,
        stages=told.stages,
        mornings=seen.diary.mornings,
        done=seen.diary.sessions,
        cleared=seen.diary.cleared,
        runs=seen.load.sessions,
        run_days=days_of(seen.load.sessions, seen.at),
        minutes=seen.wishes.minutes[seen.at.weekday()],
    )


def pages_ahead(today: Page, plan: Plan, minutes: Sequence[int]) -> tuple[Page, ...]:
    """The days of a plan after today, as if nothing new were known until then."""
    return tuple(
        replace(
            today,
            at=today.at + (day.date - today.day),
            told=day.items,
            minutes=minutes[day.date.weekday()],
            ahead=True,
        )
        for day in plan.week.days
        if day.date > today.day
    )


def days_of(runs: Sequence[SessionLoad], at: datetime) -> frozenset[date]:
    """The dates of runs on the clock of a moment; a run still to come is a wrong clock."""
    known = (each for each in runs if each.start <= at)
    return frozenset(each.start.astimezone(at.tzinfo).date() for each in known)


def was_skipped(day: date, kinds: Iterable[ActivityKind], page: Page) -> bool:
    """Whether the sessions of those kinds on a day are known to have been left out."""
    wanted = set(kinds)
    told = [each for each in page.done if each.day == day and each.kind in wanted]
    return bool(told) and all(each.completion is Completion.SKIPPED for each in told)


def runs_on(day: date, pages: Sequence[Page]) -> bool:
    """Whether a day has a run: recorded, or told and not known to be left out."""
    now = pages[-1]
    return day in now.run_days or told_to_run(day, pages)


def told_to_run(day: date, pages: Sequence[Page]) -> bool:
    """Whether a run is told for a day and not known to be left out."""
    page = newest_of(day, pages)
    return page is not None and page.asks_to_run and not was_skipped(day, RUNNING, pages[-1])


def strength_on(day: date, pages: Sequence[Page], knowledge: Knowledge, *, heavy: bool) -> bool:
    """Whether a day has strength work (``heavy``: for the legs), told and not left out."""
    page = newest_of(day, pages)
    told = page is not None and is_strength(page, knowledge, heavy=heavy)
    return told and not was_skipped(day, (ActivityKind.STRENGTH,), pages[-1])


def newest_of(day: date, pages: Sequence[Page]) -> Page | None:
    """The page of a day; of several the newest, which took the place of those before it."""
    return next((page for page in reversed(pages[-NEAR:]) if page.day == day), None)


def is_strength(page: Page, knowledge: Knowledge, *, heavy: bool) -> bool:
    """Whether strength work is told: more than gentle work that may be done on most days."""
    return any(_works(each, page, knowledge, heavy=heavy) for each in exercises(page))


def exercises(page: Page) -> tuple[str, ...]:
    """Every exercise told for the day."""
    return tuple(name for session in page.told for name in session.exercises)


def _works(name: str, page: Page, knowledge: Knowledge, *, heavy: bool) -> bool:
    exercise, stage = knowledge.exercises[name], page.stages.get(name)
    if heavy:
        return stage in exercise.heavy_legs
    dose = exercise.doses.get(stage) if stage is not None else None
    daily = dose is not None and dose.days_per_week > knowledge.number("strength_days_max")
    kinds = (ExerciseKind.STRENGTH, ExerciseKind.JUMP)
    return exercise.kind in kinds and not exercise.gentle and not daily


def days_back(page: Page, count: int) -> tuple[date, ...]:
    """The dates of so many days up to the page's own."""
    return tuple(page.day - timedelta(days=back) for back in range(count))
