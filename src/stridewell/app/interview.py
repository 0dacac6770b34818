"""The interview: what to ask next and why, and when another answer would change nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stridewell.app.assess import Assessment
from stridewell.differential.next_question import NextQuestion, Turn, burden_s
from stridewell.differential.worth import chance_of_change, finding_chances, told_apart
from stridewell.intake.contradictions import Contradiction
from stridewell.knowledge.records import Knowledge, Level, Question
from stridewell.triage.deciding import Stake, stakes_of

DECIDES = "It decides how urgent this is."
UNSURE = "You were not sure, and this must not stay open."
TELLS = "It is expected to tell most for the time it takes."
LITTLE = "It is among the last; it may still tell a little, or help the plan."
ALL_ASKED = "Every question that applies to you has had its turn."


class Phase(StrEnum):
    """Why a question has its turn, in the order of the phases."""

    CONTRADICTION = "contradiction"
    SAFETY = "safety"
    STORY = "story"
    URGENCY = "urgency"
    CAUSE = "cause"
    PLAN = "plan"
    MORE = "more"


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


def next_step(
    assessment: Assessment, knowledge: Knowledge, passed: Collection[str] = ()
) -> Ask | Finished:
    """What to ask now, or that another answer would change neither level, lead nor plan.

    Safety comes first, then the story, then what could raise the urgency, then what is expected
    to tell most for the time it takes, then what the plan needs. An emergency ends the interview
    at once. The questions of ``passed`` were passed over and are not asked again.
    """
    if assessment.disposition.level is Level.EMERGENCY_NOW:
        return Finished("This needs help now; no further question would change that.")
    interview = _Interview(assessment, knowledge, _waiting(assessment, passed), len(passed))
    return next(interview.asks(), None) or interview.enough()


def further_step(
    assessment: Assessment, knowledge: Knowledge, passed: Collection[str] = ()
) -> Ask | Finished:
    """What to ask whoever wants to answer more: all the rest, what tells most for its time first.

    See `next_step`, which it begins with.
    """
    step = next_step(assessment, knowledge, passed)
    if isinstance(step, Ask) or assessment.disposition.level is Level.EMERGENCY_NOW:
        return step
    rest = next(iter(_waiting(assessment, passed)), None)
    if rest is None:
        return Finished(ALL_ASKED)
    return Ask(rest.question, Phase.MORE, _tells(rest, assessment, knowledge))


def unsettled(assessment: Assessment, stood_by: Collection[str] = ()) -> Contradiction | None:
    """The answers to clear up before anything else; those of ``stood_by`` stay as they are."""
    if assessment.disposition.level is Level.EMERGENCY_NOW:
        return None
    return next((each for each in assessment.contradictions if each.id not in stood_by), None)


def _waiting(assessment: Assessment, passed: Collection[str]) -> tuple[NextQuestion, ...]:
    return tuple(each for each in assessment.next_questions if each.question.id not in passed)


@dataclass(frozen=True, slots=True)
class _Interview:
    """What can still be asked, as things stand; ``passed`` counts the questions passed over."""

    assessment: Assessment
    knowledge: Knowledge
    waiting: tuple[NextQuestion, ...]
    passed: int

    @property
    def turns(self) -> int:
        """How many questions have had their turn."""
        return len(self.assessment.presentation.answered) + self.passed

    def asks(self) -> Iterator[Ask]:
        """Everything worth asking, the most pressing first."""
        plan = tuple(self._plan())
        yield from self._safety()
        yield from self._story()
        stakes = self._stakes()
        yield from self._urgency(stakes, Level.WITHIN_DAYS)
        if self.turns < self.knowledge.interview.most - len(plan):
            yield from self._cause()
            yield from self._urgency(stakes, Level.WITHIN_WEEKS)
        yield from plan

    def enough(self) -> Finished:
        """Why nothing more needs asking."""
        if any(True for _ in self._cause()):
            return Finished(
                f"That is enough for an answer: {self.turns} questions had their turn, and none of "
                "the others is likely to change how urgent this is. Some could still help to tell "
                "the causes apart."
            )
        return Finished(
            "Another answer would hardly change how urgent this is, what fits best, or the plan."
        )

    def _safety(self) -> Iterator[Ask]:
        for each in self.waiting:
            if each.turn is not Turn.INFORMATION:
                again = each.question.asks_again is not None
                yield Ask(each.question, Phase.SAFETY, UNSURE if again else DECIDES)

    def _story(self) -> Iterator[Ask]:
        for question in self._among_waiting(self.knowledge.interview.core):
            yield Ask(question, Phase.STORY, "Every cause is weighed by this.")

    def _cause(self) -> Iterator[Ask]:
        stop = self.knowledge.interview
        changes = chance_of_change(self.assessment.posterior, self.knowledge)
        for each in self.waiting:
            change = changes.get(each.question.id, 0.0)
            if each.bits >= stop.bits or change >= stop.lead_change:
                because = _tells(each, self.assessment, self.knowledge)
                yield Ask(each.question, Phase.CAUSE, because)

    def _plan(self) -> Iterator[Ask]:
        """What only the plan needs; nothing while no plan can be made."""
        if self.assessment.disposition.level.urgency < Level.SAME_DAY.urgency:
            for question in self._among_waiting(self.knowledge.interview.plan):
                yield Ask(question, Phase.PLAN, "The plan needs it.")

    def _among_waiting(self, ids: Collection[str]) -> Iterator[Question]:
        waiting = {each.question.id: each.question for each in self.waiting}
        return (waiting[each] for each in ids if each in waiting)

    def _stakes(self) -> Mapping[str, Stake]:
        """The open questions that could raise the urgency, each with its most urgent stake."""
        assessment, knowledge = self.assessment, self.knowledge
        later = {ask.question.id for ask in self._plan()}
        questions = [each.question for each in self.waiting if each.question.id not in later]
        chances = finding_chances(questions, assessment.posterior, knowledge)
        stakes = stakes_of(
            questions, assessment.presentation, assessment.disposition, chances, knowledge
        )
        worst = {q: _worst(knowledge.questions[q], each, knowledge) for q, each in stakes.items()}
        return {question: stake for question, stake in worst.items() if stake is not None}

    def _urgency(self, stakes: Mapping[str, Stake], least: Level) -> Iterator[Ask]:
        urgent = ((q, each) for q, each in stakes.items() if each.level.urgency >= least.urgency)
        for question, stake in sorted(urgent, key=lambda e: (-e[1].level.urgency, -e[1].chance)):
            label = self.knowledge.levels[stake.level].label.lower()
            because = f"An answer here could make this “{label}” (rule {stake.rule})."
            yield Ask(self.knowledge.questions[question], Phase.URGENCY, because)


def _worst(question: Question, stakes: tuple[Stake, ...], knowledge: Knowledge) -> Stake | None:
    """The most urgent stake that is likely enough to ask for; a self-test asks for more."""
    dearer = burden_s(question, knowledge) / knowledge.number("burden_choice_s")
    needed = dearer if question.test is not None else 1.0
    least = knowledge.interview.stake
    likely = [stake for stake in stakes if stake.chance >= needed * least[stake.level]]
    return max(likely, key=lambda stake: (stake.level.urgency, stake.chance), default=None)


def _tells(each: NextQuestion, assessment: Assessment, knowledge: Knowledge) -> str:
    pair = told_apart(each.question.id, assessment.posterior, knowledge)
    if pair is None:
        return TELLS if each.bits > 0 else LITTLE
    one, other = (knowledge.conditions[condition].plain for condition in pair)
    return f"It helps to tell {one} from {other}."
