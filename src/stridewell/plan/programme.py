"""Which programmes fit the plausible causes, and where the runner stands in each.

A stage is left when what it asks for holds, and only on a day on which something was told.
Silence never moves it forward; red days and long silence move it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stridewell.differential.candidates import Candidate
from stridewell.knowledge.records import Running
from stridewell.knowledge.training import Programme, ProgrammeStage
from stridewell.plan.day_log import DayLog
from stridewell.plan.situation import Situation
from stridewell.plan.stage_criteria import CriterionState, Met, judge
from stridewell.plan.stage_fold import asked_of, course_of, days_until_now, evidence_on, place_of
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the runner stands in one programme.

    ``share`` is the probability of the causes it is for, ``since`` the first day counted in the
    stage; ``weeks`` and ``sessions`` were logged in it. ``criteria`` are what this stage and the
    next one ask for; ``why`` says how the runner came to this stage.
    """

    programme: Programme
    index: int
    since: date
    weeks: int
    sessions: int
    criteria: tuple[CriterionState, ...]
    why: Reason
    share: float

    @property
    def stage(self) -> ProgrammeStage:
        """The stage the runner is in."""
        return self.programme.stages[self.index]

    @property
    def next_stage(self) -> ProgrammeStage | None:
        """The stage that follows; None in the last one."""
        after = self.index + 1
        return self.programme.stages[after] if after < len(self.programme.stages) else None

    @property
    def missing(self) -> tuple[CriterionState, ...]:
        """The criteria that do not hold yet, the unknown ones included."""
        return tuple(each for each in self.criteria if each.met is not Met.MET)

    @property
    def finished(self) -> bool:
        """Whether the last stage has been completed."""
        return self.next_stage is None and not self.missing


def standings(
    situation: Situation, days: Mapping[date, DayLog] | None = None
) -> tuple[Standing, ...]:
    """Where the runner stands in each fitting programme, the leading one first.

    ``days`` is the diary day by day, where it has been read already.
    """
    known = days_until_now(situation) if days is None else days
    fitting = programmes_for(situation)
    return tuple(standing_in(programme, situation, share, known) for programme, share in fitting)


def standing_in(
    programme: Programme,
    situation: Situation,
    share: float = 0.0,
    days: Mapping[date, DayLog] | None = None,
) -> Standing:
    """Where the runner stands in one programme on the day of the plan."""
    course = course_of(programme, situation, days)
    place = place_of(course)
    evidence = evidence_on(course, place, course.today)
    asked = asked_of(programme, place.index)
    return Standing(
        programme=programme,
        index=place.index,
        since=place.since,
        weeks=evidence.weeks,
        sessions=evidence.sessions,
        criteria=tuple(judge(each, programme, evidence) for each in asked),
        why=place.why,
        share=share,
    )


def programmes_for(situation: Situation) -> tuple[tuple[Programme, float], ...]:
    """The programmes of the plausible causes, each with the share of the causes it is for.

    The general programme comes first where the pattern is not clear.
    """
    found = [
        (programme, _share(programme, situation))
        for programme in situation.knowledge.programmes.values()
        if any(each.id in programme.conditions for each in situation.causes)
    ]
    return (*_general(situation), *sorted(found, key=lambda each: -each[1]))


def _share(programme: Programme, situation: Situation) -> float:
    return sum(each.probability for each in situation.causes if each.id in programme.conditions)


def _general(situation: Situation) -> tuple[tuple[Programme, float], ...]:
    """The general programme, where no cause stands out and none belongs in other hands."""
    programmes = situation.knowledge.programmes.values()
    covered = {condition for each in programmes for condition in each.conditions}
    clear = situation.knowledge.number("cause_clear_percent") / 100
    for each in situation.causes:
        if each.id not in covered or each.probability >= clear or _stops(each, situation):
            return ()
    unclear = max(0.0, 1.0 - sum(each.probability for each in situation.causes))
    return tuple((each, unclear) for each in programmes if not each.conditions)


def _stops(cause: Candidate, situation: Situation) -> bool:
    stops = cause.condition is not None and cause.condition.running is Running.STOP
    return stops and not situation.is_cleared(cause)
