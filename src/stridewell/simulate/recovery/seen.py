"""What a policy may know on a morning, and what it tells the runner to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from stridewell.app.load_history import TrainingLoad
from stridewell.knowledge.training import GateTest, Stage
from stridewell.plan.diary import Diary, Morning
from stridewell.plan.items import Activity
from stridewell.plan.planner import Plan
from stridewell.plan.wishes import Wishes
from stridewell.simulate.recovery.judging import Judgement


@dataclass(frozen=True, slots=True)
class Seen:
    """One morning as a policy sees it.

    ``morning`` is today's check-in, None where the runner keeps silent; ``felt`` is what the
    runner feels, told or not, which only rules of thumb that people follow by themselves may use.
    ``load`` holds the runs that were handed over so far, ``answers_at`` is when pain was told last,
    ``level_since`` the day on which a level that is held began.
    """

    at: datetime
    felt: Morning
    morning: Morning | None
    answers_at: datetime
    load: TrainingLoad
    diary: Diary
    judgement: Judgement
    wishes: Wishes
    level_since: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the runner is told to do today; nothing at all is possible.

    ``stages`` are the stages of the exercises, ``plan`` the whole plan where there is one,
    ``gates`` the home tests to try before the first run,
    ``stop_pain`` the pain in a run from which the runner is told to stop.
    """

    sessions: tuple[Activity, ...] = ()
    stages: Mapping[str, Stage] = field(default_factory=dict)
    plan: Plan | None = None
    gates: tuple[GateTest, ...] = ()
    stop_pain: float = 8.0


class Policy(Protocol):
    """Somebody who says every morning what to do; a policy may remember.

    ``advises`` says whether it listens to check-ins, judges the urgency and sends to a clinician.
    """

    @property
    def name(self) -> str:
        """Its name in the tables."""
        ...

    @property
    def advises(self) -> bool:
        """Whether the runner checks in with it."""
        ...

    def plan_day(self, seen: Seen) -> Told:
        """What to do today."""
        ...
