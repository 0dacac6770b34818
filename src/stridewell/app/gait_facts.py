"""What form is judged beside, and what the newest filmed session adds to the findings of now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from stridewell.app.diary import day_of
from stridewell.app.gait_findings import findings_from_gait
from stridewell.app.gait_shelf import GaitSummary, StoredSession
from stridewell.app.ports import Transaction
from stridewell.gait.findings import judge
from stridewell.gait.judged import Circumstances, Judged
from stridewell.gait.keypoints import Filmed
from stridewell.intake.answers import as_told
from stridewell.intake.presentation import facts_of
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Knowledge, Level
from stridewell.plan.fuel import ADULT_AGE
from stridewell.triage.disposition import triage
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding

COUNTS_FOR = timedelta(days=60)
"""How long a film says something of the runner of now, and can confirm another."""
URGENT_FIRST = (
    "Try nothing about your form now: first comes what the check-in says, or still has to ask, "
    "about how urgent this is."
)
ADULTS_ONLY = (
    "Try nothing about your form on your own: the ranges are those of adults, and below 18 a "
    "clinician should look first."
)
Sighting: TypeAlias = tuple[str, Side | None]
"""A finding with its side that was seen on one day."""


def circumstances(
    transaction: Transaction,
    summary: GaitSummary,
    filmed: Filmed,
    at: datetime,
    knowledge: Knowledge,
    held: Level | None = None,
) -> Circumstances:
    """What a session filmed at a moment is judged beside: answers, speed, and other days.

    ``held`` is the urgency of earlier check-ins that is not resolved yet.
    """
    runner = transaction.runner()
    told = {each.question: each.value for each in transaction.answers()}
    own = _beside(runner, told, at, knowledge)
    before = _seen_before(transaction.gait().sessions(), at, own, knowledge)
    why = "" if runner is None else _held_back(runner, told, at, knowledge, held)
    return replace(_of(own, summary, filmed, before), held_back=why)


def _held_back(
    runner: Runner,
    told: Mapping[str, Answer],
    at: datetime,
    knowledge: Knowledge,
    held: Level | None,
) -> str:
    """Why the runner should try nothing about the form now; empty where they may."""
    decided = triage(as_told(runner, told, at, knowledge), knowledge, held)
    if decided.could_be.urgency >= Level.SAME_DAY.urgency:
        return URGENT_FIRST
    return "" if runner.age >= ADULT_AGE else ADULTS_ONLY


def filmed_findings(
    transaction: Transaction,
    runner: Runner,
    told: Mapping[str, Answer],
    at: datetime,
    knowledge: Knowledge,
) -> tuple[Finding, ...]:
    """What the newest filmed session adds to the findings of now; nothing where it is old.

    It rests on what was measured when the session was last worked out, judged as of now.
    """
    sessions = transaction.gait().sessions()
    recent = [each for each in sessions if at - COUNTS_FOR <= each.at <= at]
    if not recent:
        return ()
    newest = recent[-1]
    own = _beside(runner, told, at, knowledge)
    before = _seen_before(sessions, newest.at, own, knowledge)
    seen = _of(own, newest.summary, newest.filmed, before)
    judged = _judged(newest.summary, seen, knowledge)
    return findings_from_gait(judged, newest.at, own.sore, knowledge)


def _beside(
    runner: Runner | None, told: Mapping[str, Answer], at: datetime, knowledge: Knowledge
) -> Circumstances:
    """What the runner told; nothing where nobody said who they are."""
    if runner is None:
        return Circumstances()
    sore = next((side for side in Side if side.value == told.get("pain_side")), None)
    return Circumstances(
        facts=facts_of(as_told(runner, told, at, knowledge), knowledge),
        sex=None if runner.sex is Sex.UNKNOWN else runner.sex.value,
        sore=sore,
    )


def _seen_before(
    sessions: Sequence[StoredSession], at: datetime, own: Circumstances, knowledge: Knowledge
) -> frozenset[Sighting]:
    """What stood out in the films of earlier days that are not too old."""
    zone, oldest = at.tzinfo or UTC, at - COUNTS_FOR
    today = day_of(at, zone)
    earlier = (each for each in sessions if oldest <= each.at and day_of(each.at, zone) < today)
    return frozenset(
        (judged.finding, judged.side)
        for each in earlier
        for judged in _judged(each.summary, _of(own, each.summary, each.filmed), knowledge)
        if judged.finding is not None
    )


def _of(
    own: Circumstances,
    summary: GaitSummary,
    filmed: Filmed,
    seen_before: frozenset[Sighting] = frozenset(),
) -> Circumstances:
    """The circumstances of one session."""
    return replace(
        own,
        speed_mps=filmed.speed_mps,
        posed=summary.posed,
        withheld=summary.withheld,
        seen_before=seen_before,
    )


def _judged(summary: GaitSummary, seen: Circumstances, knowledge: Knowledge) -> tuple[Judged, ...]:
    return judge(summary.measured, summary.differences, seen, knowledge.gait, knowledge.around)
