"""The interview: what to ask next and why, and when another answer would change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stridewell.app.assess import Assessment
from stridewell.differential.next_question import NextQuestion, Turn, burden_s
from stridewell.differential.worth import chance_of_change, finding_chances, told_apart
from stridewell.knowledge.records import Knowledge, Level, Question
from stridewell.triage.deciding import Stake, stakes_of


class Phase(StrEnum):
    """Why a question has its turn, in the order of the phases."""

    CONTRADICTION = "contradiction"
    SAFETY = "safety"
    STORY = "story"
    URGENCY = "urgency"
    CAUSE = "cause"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Ask:
    """The question to ask now, in which phase, and why now."""

    question: Question
    phase: Phase
    because: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing more needs asking, and why."""

    because: str


def next_step(assessment: Assessment, knowledge: Knowledge) -> Ask | Finished:
    """What to ask now, or that another answer would change neither level, lead nor plan.

    Safety comes first, then the story, then what could raise the urgency, then what is expected
    to tell most for the time it takes, then what the plan needs. An emergency ends the interview
    at once, unless a critical question is still open.
    """
    if _is_emergency(assessment):
        return Finished("This needs help now; no further question would change that.")
    return next(_asks(assessment, knowledge), None) or Finished(
        "Another answer would hardly change how urgent it is, what leads, or the plan."
    )


def _is_emergency(assessment: Assessment) -> bool:
    return assessment.disposition.level is Level.EMERGENCY_NOW


def _asks(assessment: Assessment, knowledge: Knowledge) -> Iterator[Ask]:
    waiting = {each.question.id: each for each in assessment.next_questions}
    plan = _plan_questions(assessment, waiting, knowledge)
    yield from _safety(assessment)
    yield from _story(waiting, knowledge)
    stakes = _worth_asking(assessment, knowledge)
    yield from _urgency(stakes, knowledge, Level.WITHIN_DAYS)
    if len(assessment.presentation.answered) < knowledge.interview.most - len(plan):
        yield from _cause(assessment, knowledge)
        yield from _urgency(stakes, knowledge, Level.WITHIN_WEEKS)
    yield from (Ask(question, Phase.PLAN, "The plan needs it.") for question in plan)


def _safety(assessment: Assessment) -> Iterator[Ask]:
    for each in assessment.next_questions:
        if each.turn is not Turn.INFORMATION:
            yield Ask(each.question, Phase.SAFETY, "It decides how urgent this is.")


def _story(waiting: dict[str, NextQuestion], knowledge: Knowledge) -> Iterator[Ask]:
    for question_id in knowledge.interview.core:
        if question_id in waiting:
            yield Ask(
                waiting[question_id].question, Phase.STORY, "Every answer rests on this part."
            )


def _worth_asking(assessment: Assessment, knowledge: Knowledge) -> Mapping[str, Stake]:
    """The open questions that could raise the urgency, each with its most urgent stake."""
    open_now = [each.question for each in assessment.next_questions]
    chances = finding_chances(open_now, assessment.posterior, knowledge)
    stakes = stakes_of(
        open_now, assessment.presentation, assessment.disposition, chances, knowledge
    )
    worst = {q: _worst(knowledge.questions[q], each, knowledge) for q, each in stakes.items()}
    return {question: stake for question, stake in worst.items() if stake is not None}


def _urgency(stakes: Mapping[str, Stake], knowledge: Knowledge, least: Level) -> Iterator[Ask]:
    urgent = ((q, stake) for q, stake in stakes.items() if stake.level.urgency >= least.urgency)
    for question, stake in sorted(urgent, key=lambda e: (-e[1].level.urgency, -e[1].chance)):
        yield Ask(knowledge.questions[question], Phase.URGENCY, _at_stake(stake, knowledge))


def _worst(question: Question, stakes: tuple[Stake, ...], knowledge: Knowledge) -> Stake | None:
    """The most urgent stake that is likely enough to ask for; a self-test asks for more."""
    dearer = burden_s(question, knowledge) / knowledge.number("burden_choice_s")
    needed = dearer if question.test is not None else 1.0
    least = knowledge.interview.stake
    likely = [stake for stake in stakes if stake.chance >= needed * least[stake.level]]
    return max(likely, key=lambda stake: (stake.level.urgency, stake.chance), default=None)


def _at_stake(stake: Stake, knowledge: Knowledge) -> str:
    label = knowledge.levels[stake.level].label.lower()
    return f"It could help to make this “{label}” (rule {stake.rule})."


def _cause(assessment: Assessment, knowledge: Knowledge) -> Iterator[Ask]:
    stop = knowledge.interview
    changes = chance_of_change(assessment.posterior, knowledge)
    for each in assessment.next_questions:
        change = changes.get(each.question.id, 0.0)
        if each.bits >= stop.bits or change >= stop.lead_change:
            yield Ask(each.question, Phase.CAUSE, _tells(each, assessment, knowledge))


def _tells(each: NextQuestion, assessment: Assessment, knowledge: Knowledge) -> str:
    pair = told_apart(each.question.id, assessment.posterior, knowledge)
    if pair is None:
        return "It is expected to tell most for the time it takes."
    one, other = (knowledge.conditions[condition].plain for condition in pair)
    return f"It tells apart {one} and {other}."


def _plan_questions(
    assessment: Assessment, waiting: dict[str, NextQuestion], knowledge: Knowledge
) -> tuple[Question, ...]:
    """What only the plan needs; nothing while no plan can be made."""
    if assessment.disposition.level.urgency >= Level.SAME_DAY.urgency:
        return ()
    return tuple(waiting[q].question for q in knowledge.interview.plan if q in waiting)
