"""What programs get beside the week itself: how it goes, what changed, what comes next, races."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from stridewell.app.contract import ReasonOut, reasons_out
from stridewell.plan.blocks import PreparedBlock
from stridewell.plan.gate import GateState
from stridewell.plan.planner import Plan
from stridewell.plan.week import why_not_all


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class FollowOut(_Out):
    """What follows from how it goes, and by which day."""

    kind: str
    by: str
    is_due: bool
    text: str


class TrendOut(_Out):
    """How it goes: improving, steady, stalled, worsening or unknown; pains from 0 to 10."""

    kind: str
    since: str | None
    pain_now: float | None
    pain_before: float | None
    reasons: list[ReasonOut]
    follows: list[FollowOut]


class ChangeOut(_Out):
    """One change against the plan before."""

    kind: str
    day: str
    text: str
    reasons: list[ReasonOut]


class GateItemOut(_Out):
    """A test or condition before the first run and how it stands."""

    id: str
    text: str
    mark: str


class GateOut(_Out):
    """What comes before the first run; ``closed`` says that it keeps the runner from running."""

    ladder: str
    in_force: bool
    closed: bool
    conditions: list[GateItemOut]
    tests: list[GateItemOut]


class StageOut(_Out):
    """Where the runner stands in one programme; ``missing`` is what the next stage asks for."""

    programme: str
    name: str
    stage: str
    number: int
    of: int
    since: str
    missing: list[str]


class RaceOut(_Out):
    """What is said of a race; dates are null where nothing is said of them."""

    day: str
    distance_m: float
    name: str
    reach: str
    text: str
    earliest: str | None
    fastest: str | None
    slowest: str | None
    reasons: list[ReasonOut]


class UnplacedOut(_Out):
    """A session that found no day."""

    kind: str
    text: str
    because: str


class ConflictOut(_Out):
    """The smallest set of demands that cannot be met together, and what would each help."""

    demands: list[str]
    would_help: list[str]


class BlockOut(_Out):
    """A warm-up or cool-down of today."""

    name: str
    minutes: float
    steps: list[str]


class OutlookOut(_Out):
    """Everything beside the week."""

    trend: TrendOut
    adherence: str
    changes: list[ChangeOut]
    gate: GateOut
    programmes: list[StageOut]
    extras: list[GateItemOut]
    races: list[RaceOut]
    unplaced: list[UnplacedOut]
    conflict: ConflictOut | None
    warm_up: BlockOut | None
    cool_down: BlockOut | None


def outlook_out(plan: Plan) -> OutlookOut:
    """Everything beside the week, in the shape that is promised to programs."""
    return OutlookOut(
        trend=_trend(plan),
        adherence=plan.adherence.text,
        changes=[
            ChangeOut(
                kind=each.kind.value,
                day=each.day.isoformat(),
                text=each.text,
                reasons=reasons_out(each.reasons),
            )
            for each in plan.changes
        ],
        gate=_gate(plan.gate),
        programmes=[
            StageOut(
                programme=each.programme.id,
                name=each.programme.name,
                stage=each.stage.id,
                number=each.index + 1,
                of=len(each.programme.stages),
                since=each.since.isoformat(),
                missing=[criterion.text for criterion in each.missing],
            )
            for each in plan.programmes
        ],
        extras=[
            GateItemOut(id=each.extra.id, text=each.reason.text, mark=each.mark.value)
            for each in plan.extras
        ],
        races=_races(plan),
        unplaced=_unplaced(plan),
        conflict=_conflict(plan),
        warm_up=_block(plan.warm_up),
        cool_down=_block(plan.cool_down),
    )


def _trend(plan: Plan) -> TrendOut:
    trend = plan.trend
    return TrendOut(
        kind=trend.kind.value,
        since=_iso(trend.since),
        pain_now=trend.now,
        pain_before=trend.before,
        reasons=reasons_out((trend.reason, *trend.notes)),
        follows=[
            FollowOut(
                kind=each.kind.value,
                by=each.by.isoformat(),
                is_due=each.is_due,
                text=each.reason.text,
            )
            for each in trend.follows
        ],
    )


def _gate(gate: GateState) -> GateOut:
    return GateOut(
        ladder=gate.ladder.id,
        in_force=gate.in_force,
        closed=gate.is_closed,
        conditions=[
            GateItemOut(
                id=each.entry.measure.value,
                text=each.reason.text,
                mark="met" if each.is_met else "open",
            )
            for each in gate.entries
        ],
        tests=[
            GateItemOut(id=each.test.id, text=each.reason.text, mark=each.mark.value)
            for each in gate.items
        ],
    )


def _races(plan: Plan) -> list[RaceOut]:
    return [
        RaceOut(
            day=each.race.day.isoformat(),
            distance_m=each.race.distance_m,
            name=each.race.name,
            reach=each.reach.value,
            text=each.text,
            earliest=_iso(each.earliest),
            fastest=_iso(each.fastest),
            slowest=_iso(each.slowest),
            reasons=reasons_out(each.reasons),
        )
        for each in plan.races
    ]


def _unplaced(plan: Plan) -> list[UnplacedOut]:
    because = {each.session: each.reason.text for each in plan.week.schedule.left_out}
    return [
        UnplacedOut(kind=each.kind.value, text=each.text, because=because.get(each.id, ""))
        for each in plan.week.unplaced
    ]


def _conflict(plan: Plan) -> ConflictOut | None:
    conflict = why_not_all(plan.week)
    if conflict is None:
        return None
    demands = [part.text for part in conflict.parts]
    return ConflictOut(demands=demands, would_help=list(conflict.changes))


def _block(block: PreparedBlock | None) -> BlockOut | None:
    if block is None:
        return None
    steps = [step.text for step in block.steps]
    return BlockOut(name=block.block.name, minutes=block.minutes, steps=steps)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
