"""A run as the steps a watch can lead through: warm-up, repeats of running and walking, the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import LadderStep
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession

SECONDS = 60


class Effort(StrEnum):
    """What a step of a workout asks for."""

    WARM_UP = "warm_up"
    RUN = "run"
    WALK = "walk"
    QUICK = "quick"
    COOL_DOWN = "cool_down"


@dataclass(frozen=True, slots=True)
class Block:
    """Steps done so many times over, each an effort with its seconds."""

    times: int
    steps: tuple[tuple[Effort, int], ...]

    @property
    def seconds(self) -> int:
        """How long all of it takes."""
        return self.times * sum(seconds for _, seconds in self.steps)


@dataclass(frozen=True, slots=True)
class Workout:
    """A run in blocks; ``name`` is short enough for a watch."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def seconds(self) -> int:
        """How long all of it takes."""
        return sum(block.seconds for block in self.blocks)

    def seconds_of(self, effort: Effort) -> int:
        """How long one effort lasts in all."""
        return sum(
            block.times * seconds
            for block in self.blocks
            for each, seconds in block.steps
            if each is effort
        )


def workout_of(session: PlannedSession, knowledge: Knowledge) -> Workout | None:
    """The steps of a planned run; None for what is no run or has no length."""
    if not session.kind.has_running or session.kind is ActivityKind.RACE:
        return None
    step = _ladder_step(session, knowledge)
    blocks = tuple(_around(tuple(_middle(session, step, knowledge)), knowledge))
    if not blocks:
        return None
    return Workout(_name(session, step), blocks)


def _ladder_step(session: PlannedSession, knowledge: Knowledge) -> LadderStep | None:
    ladder = knowledge.ladders.get(session.ladder or "")
    if ladder is None or session.step is None:
        return None
    return next((each for each in ladder.steps if each.number == session.step), None)


def _middle(
    session: PlannedSession, step: LadderStep | None, knowledge: Knowledge
) -> Iterator[Block]:
    if step is not None and step.repeats > 1:
        run, walk = round(step.run_min * SECONDS), round(step.walk_min * SECONDS)
        asked = session.run_minutes or step.run_total_min
        times = max(1, round(asked / step.run_min))
        yield Block(times, ((Effort.RUN, run), (Effort.WALK, walk)))
        return
    minutes = session.run_minutes or 0
    parts = knowledge.reintroduced[session.extra].parts if session.extra else None
    if parts is None:
        if minutes:
            yield Block(1, ((Effort.RUN, round(minutes * SECONDS)),))
        return
    extra = Block(parts.times, ((Effort.QUICK, parts.work_s), (Effort.WALK, parts.rest_s)))
    easy = max(round(minutes * SECONDS) - parts.times * parts.work_s, 0)
    if easy:
        yield Block(1, ((Effort.RUN, easy),))
    yield extra


def _around(middle: tuple[Block, ...], knowledge: Knowledge) -> Iterator[Block]:
    """The run with a walk before and after it."""
    if not middle:
        return
    seconds = round(knowledge.number("workout_walk_minutes") * SECONDS)
    yield Block(1, ((Effort.WARM_UP, seconds),))
    yield from middle
    yield Block(1, ((Effort.COOL_DOWN, seconds),))


def _name(session: PlannedSession, step: LadderStep | None) -> str:
    if step is not None and step.repeats > 1:
        return f"Walk-run {session.ladder}{step.number}"
    return f"Run {session.extra}" if session.extra else "Easy run"
