"""Plan inputs as short as a test can say them; what is not said is calm and safe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.differential.candidates import Candidate, Differential
from stridewell.intake.presentation import Presentation
from stridewell.knowledge.records import Level
from stridewell.plan.inputs import LoadHistory, PlanInput
from stridewell.plan.planner import Plan, make_plan
from stridewell.plan.situation import Situation, assess
from stridewell.training_load.session import SessionLoad
from stridewell.triage.disposition import Disposition
from stridewell.triage.rules import OpenItem
from stridewell.values.evidence import Finding, Origin, State
from stridewell.values.quantities import Interval

AT = datetime(2026, 5, 11, 7, tzinfo=UTC)
KNOWLEDGE = packaged_knowledge()
GTPS = {"gtps": 0.31, "hip_oa": 0.05}
CALM_NUMBERS = {"age": 40.0, "pain_daily": 1.0, "pain_running": 2.0, "duration_weeks": 4.0}


def finding(finding_id: str, state: State, value: float | None = None) -> Finding:
    return Finding(finding_id, state, AT, Origin.ANSWER, value=value)


def presentation(
    present: Sequence[str] = ("pain_lat_hip",),
    unknown: Sequence[str] = (),
    numbers: Mapping[str, float] = CALM_NUMBERS,
) -> Presentation:
    """Every question is answered; a finding neither named nor a composite is absent."""
    plain = [
        each.id for each in KNOWLEDGE.findings.values() if each.when is None and not each.is_number
    ]
    states = [
        finding(each, State.PRESENT if each in present else State.ABSENT)
        for each in plain
        if each not in unknown
    ]
    told = [finding(name, State.PRESENT, value) for name, value in numbers.items()]
    return Presentation(AT, (*states, *told), answered=frozenset(KNOWLEDGE.questions))


def disposition(level: Level = Level.SELF_MANAGE, *, open_items: bool = False) -> Disposition:
    item = next(iter(KNOWLEDGE.critical.values()))
    entries = (OpenItem(item, item.question, counts_as_yes=False),) if open_items else ()
    return Disposition(level, KNOWLEDGE.levels[level], (), (), entries, (), level)


def differential(probabilities: Mapping[str, float]) -> Differential:
    ranked = sorted(probabilities.items(), key=lambda each: -each[1])
    return Differential(tuple(_candidate(each, share) for each, share in ranked))


def _candidate(condition_id: str, probability: float) -> Candidate:
    condition = KNOWLEDGE.conditions[condition_id]
    return Candidate(
        id=condition_id,
        name=condition.name,
        plain=condition.plain,
        condition=condition,
        pretest=probability,
        probability=probability,
        interval=Interval(probability, probability),
        reasons_for=(),
        reasons_against=(),
        must_not_miss=condition.must_not_miss,
    )


def load_of(
    runs: Sequence[tuple[float, float]] = ((14, 8.0), (9, 9.0), (5, 8.0), (2, 7.0)),
) -> LoadHistory:
    """Runs as days before the plan and kilometres, at 6 min/km."""
    sessions = tuple(
        SessionLoad(AT - timedelta(days=days), 1000 * km, 360 * km) for days, km in runs
    )
    recent = [km for days, km in runs if days <= 30]
    return LoadHistory(
        sessions=sessions,
        longest_run_allowed_m=1100 * max(recent) if recent else None,
        last_7_days_km=sum(km for days, km in runs if days <= 7),
        last_28_days_km=sum(km for days, km in runs if days <= 28),
        days_since_last_run=min((days for days, _ in runs), default=None),
    )


CALM = PlanInput(
    at=AT,
    presentation=presentation(),
    disposition=disposition(),
    differential=differential(GTPS),
    load=load_of(),
    answers_at=AT,
    knowledge=KNOWLEDGE,
)
"""A runner of 40 with mild outer hip pain, four runs in two weeks, and nothing urgent."""


def situation(inputs: PlanInput = CALM) -> Situation:
    return assess(inputs)


def plan(inputs: PlanInput = CALM) -> Plan:
    made = make_plan(inputs)
    assert isinstance(made, Plan)
    return made


def with_causes(probabilities: Mapping[str, float], inputs: PlanInput = CALM) -> PlanInput:
    return replace(inputs, differential=differential(probabilities))


def with_findings(
    present: Sequence[str] = ("pain_lat_hip",),
    unknown: Sequence[str] = (),
    inputs: PlanInput = CALM,
    **numbers: float,
) -> PlanInput:
    """The same runner with other findings; numbers replace those of the calm runner."""
    return replace(inputs, presentation=presentation(present, unknown, CALM_NUMBERS | numbers))
