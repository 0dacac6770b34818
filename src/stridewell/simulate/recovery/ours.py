"""The real planner as a policy: every morning a new plan from what was told, as the app does it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from stridewell.app.load_history import load_history
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import GateTest
from stridewell.plan.diary import Diary, Morning
from stridewell.plan.gate import GateMark
from stridewell.plan.inputs import PainToday, PlanInput
from stridewell.plan.planned import PlannedSession
from stridewell.plan.planner import Plan, make_plan
from stridewell.plan.refusal import Refusal
from stridewell.plan.week import planned_week
from stridewell.simulate.recovery.seen import Seen, Told

KEPT_DAYS = 14
"""So many days behind the sessions planned for them are kept."""


@dataclass(slots=True)
class OurPolicy:
    """Feeds ``make_plan`` with the diary, the runs, the judgement and the week planned before.

    On a morning without a check-in the runner still looks at the plan: it is made from what was
    told last, until that is too old and the planner refuses.
    """

    knowledge: Knowledge
    name: str = "stridewell"
    advises: bool = True
    planned: tuple[PlannedSession, ...] = ()
    refusals: int = 0
    last: Plan | Refusal | None = field(default=None, repr=False)

    def plan_day(self, seen: Seen) -> Told:
        """The sessions of the first day of the new plan; none with a refusal."""
        made = make_plan(plan_input(seen, self.knowledge, self.planned))
        self.last = made
        if isinstance(made, Refusal):
            self.refusals += 1
            return Told()
        today = seen.at.date()
        self._keep(planned_week(made.week, made.longest_run_m).sessions, today)
        sessions = tuple(item for day in made.week.days if day.date == today for item in day.items)
        return Told(
            sessions=sessions,
            stages={each.exercise.id: each.stage for each in made.exercises},
            plan=made,
            gates=open_tests(made),
            stop_pain=self.knowledge.number("pain_amber_max"),
        )

    def _keep(self, ahead: tuple[PlannedSession, ...], today: date) -> None:
        """The new week, and what was planned for the days behind."""
        oldest = today - timedelta(days=KEPT_DAYS)
        behind = tuple(each for each in self.planned if oldest <= each.day < today)
        self.planned = (*behind, *ahead)


def plan_input(
    seen: Seen, knowledge: Knowledge, planned: tuple[PlannedSession, ...] = ()
) -> PlanInput:
    """What the app would hand to the planner this morning."""
    return PlanInput(
        at=seen.at,
        presentation=seen.judgement.presentation,
        disposition=seen.judgement.disposition,
        differential=seen.judgement.differential,
        load=load_history(seen.load, seen.at, knowledge, seen.diary.began),
        answers_at=seen.answers_at,
        knowledge=knowledge,
        pain_today=pain_today(seen.diary, seen),
        cleared_by_clinician=seen.diary.cleared,
        wishes=seen.wishes,
        diary=seen.diary,
        planned=planned,
        compared=tuple(each for each in planned if each.day >= seen.at.date()),
        level_since=seen.level_since,
    )


def pain_today(diary: Diary, seen: Seen) -> PainToday | None:
    """The newest check-in as the planner reads it; None before the first."""
    told = [each for each in diary.mornings if each.pain_now is not None]
    if not told:
        return None
    last = told[-1]
    return PainToday(
        now=last.pain_now or 0,
        worst_yesterday=last.worst_yesterday,
        during_last_run=last.during_last_run,
        rise_next_morning=_rise(told, seen),
        woke_at_night=last.woke_at_night,
        limp=last.limp,
    )


def _rise(told: list[Morning], seen: Seen) -> int | None:
    """By how many points pain rose over a run between the last two check-ins."""
    if len(told) < 2:  # noqa: PLR2004  (before and after)
        return None
    before, after = told[-2:]
    ran = any(before.day <= each.start.date() < after.day for each in seen.load.sessions)
    return (after.pain_now or 0) - (before.pain_now or 0) if ran else None


def open_tests(plan: Plan) -> tuple[GateTest, ...]:
    """The home tests that stand between the runner and the first run, and may be done now."""
    if not plan.gate.is_closed:
        return ()
    marks = {GateMark.OPEN, GateMark.FAILED}
    return tuple(each.test for each in plan.gate.items if each.mark in marks)
