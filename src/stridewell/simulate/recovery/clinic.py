"""The clinician in the model: looks, names the cause, and clears a bone once it has healed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from stridewell.intake.reading import Answer
from stridewell.plan.diary import Clearance
from stridewell.simulate.recovery.judging import Desk, Judgement
from stridewell.simulate.recovery.portraits import portrait, without_alarm
from stridewell.simulate.recovery.runners import SyntheticRunner
from stridewell.simulate.recovery.tissue import TissueKind, TissueState, kind_of

AGAIN_DAYS = 14
"""Days until the next visit while something is still open."""
HEALED_BONE = 0.12
"""The damage up to which the clinician lets a bone run again."""
SOONEST_SHARE = 0.5
"""No bone is cleared before this share of the least published weeks of return."""


@dataclass(slots=True)
class Clinic:
    """One runner's visits. ``due_day`` is the number of the day of the next one, if any."""

    runner: SyntheticRunner
    due_day: int | None = None
    visits: int = 0
    spared_since: int | None = None

    def book(self, judgement: Judgement, day: int) -> None:
        """Make an appointment when the runner was told to and has none."""
        if self.due_day is None and judgement.disposition.forbids_running:
            urgent = judgement.disposition.spec.within_hours <= 24  # noqa: PLR2004  (a day)
            slow = min(self.runner.habits.clinic_days, 3) if urgent else None
            self.due_day = day + (slow or self.runner.habits.clinic_days)

    def visit(
        self, day: int, at: datetime, state: TissueState, desk: Desk, pains: Mapping[str, Answer]
    ) -> tuple[Clearance, ...]:
        """See the runner if the day has come: a whole new intake, and clearances where due.

        The candidates from then on are those of the true cause. A soft tissue is sent home, a bone
        is told to rest until it has healed.
        """
        if self.due_day is None or day < self.due_day:
            return ()
        self.visits += 1
        self.spared_since = day if self.spared_since is None else self.spared_since
        bone = self.runner.tissue.kind is TissueKind.BONE
        cleared = bone and self._has_healed(day, state)
        desk.name(self._full_picture(desk, pains), at)
        treated = cleared or not bone
        told = (
            without_alarm(desk.answers, self.runner.runner, desk.knowledge)
            if treated
            else self._full_picture(desk, pains)
        )
        desk.tell_all(told | dict(pains), at)
        self.due_day = None if treated else day + AGAIN_DAYS
        return _clear_bones(desk, at) if cleared else ()

    def _has_healed(self, day: int, state: TissueState) -> bool:
        least = 7 * self.runner.condition.return_weeks.low * SOONEST_SHARE
        waited = day - (self.spared_since or 0)
        return state.damage <= HEALED_BONE and waited >= least

    def _full_picture(self, desk: Desk, pains: Mapping[str, Answer]) -> dict[str, Answer]:
        told = portrait(self.runner.condition, self.runner.runner, desk.knowledge)
        return told | {"duration_weeks": self.runner.duration_weeks} | dict(pains)


def _clear_bones(desk: Desk, at: datetime) -> tuple[Clearance, ...]:
    """The scan shows every bone around the hip, so all of them are cleared at once."""
    bones = [
        each.id
        for each in desk.knowledge.conditions.values()
        if kind_of(each) is TissueKind.BONE and each.must_not_miss
    ]
    desk.cleared.update(bones)
    return tuple(Clearance(each, at.date(), "clinician") for each in bones)
