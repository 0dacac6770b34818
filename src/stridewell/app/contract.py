"""What programs get: the answer of an assessment in the shape that is promised to them."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from stridewell import __version__
from stridewell.app.assess import Assessment
from stridewell.app.interview import Ask, Finished, next_step
from stridewell.differential.candidates import Candidate, Differential, Move
from stridewell.differential.explanation import explain
from stridewell.differential.next_question import NextQuestion
from stridewell.knowledge.criteria import in_words
from stridewell.knowledge.records import Knowledge, Question
from stridewell.plan.refusal import Refusal
from stridewell.triage.disposition import Disposition
from stridewell.values.evidence import Reason

DECIMALS = 6


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class ReasonOut(_Out):
    """Why, with the source and how good it is. ``strength`` is a natural-log likelihood ratio.

    ``text`` is for the runner, ``clinical`` for a clinician; ``said`` is the runner's own answer.
    """

    text: str
    sources: list[str]
    grade: str | None = None
    strength: float | None = None
    clinical: str = ""
    said: str | None = None


class RuleReasonOut(_Out):
    """A red-flag rule that fired."""

    rule: str | None
    text: str
    source: list[str]
    findings: list[str]


class OpenItemOut(_Out):
    """A critical item still open, and the question that settles it."""

    item: str
    ask: str


class DispositionOut(_Out):
    """How urgent it is. ``could_be`` is the level if every open critical item were a yes."""

    level: str
    label: str
    meaning: str
    action: str
    reasons: list[RuleReasonOut]
    unanswered_critical: list[str]
    ask_critical: list[OpenItemOut]
    provisional: bool
    could_be: str


class MoveOut(_Out):
    """An open answer and what it would make of the candidate's probability."""

    finding: str
    present: bool
    question: str
    probability: float
    text: str


class TogetherOut(_Out):
    """Another candidate that may be there at the same time, and how likely both are."""

    condition: str
    name: str
    probability: float


class ContradictionOut(_Out):
    """Answers that cannot both be right, and the questions to ask again."""

    id: str
    text: str
    ask_again: list[str]


class InterviewOut(_Out):
    """What to ask now and why; ``question`` is None when nothing more needs asking."""

    question: str | None
    phase: str
    because: str


class CandidateOut(_Out):
    """A ranked candidate. Probabilities lie between 0 and 1 and sum to 1 over all candidates.

    ``explanation`` says it in short paragraphs. ``exclude`` is how urgent it is to exclude.
    """

    condition: str
    name: str
    plain: str
    probability: float
    interval: tuple[float, float]
    must_not_miss: bool
    reasons_for: list[ReasonOut]
    reasons_against: list[ReasonOut]
    would_raise: list[MoveOut]
    would_lower: list[MoveOut]
    together: list[TogetherOut]
    exclude: str | None
    explanation: list[str]


class NextQuestionOut(_Out):
    """An open question with the information expected of it, and why it has its place.

    ``burden_s`` is how long it takes to answer, in seconds.
    """

    id: str
    bits: float
    turn: str
    burden_s: float


class AssessmentOut(_Out):
    """The whole answer."""

    at: str
    disposition: DispositionOut
    candidates: list[CandidateOut]
    next_questions: list[NextQuestionOut]
    interview: InterviewOut
    contradictions: list[ContradictionOut]
    safety_net: str
    knowledge_version: str
    version: str


class RefusalOut(_Out):
    """Why something was refused, and what to do next."""

    kind: str
    text: str
    next_step: str


class OptionOut(_Out):
    """One possible answer."""

    id: str
    label: str


class QuestionOut(_Out):
    """A question the intake can ask. ``asked_when`` is None when it is always asked."""

    id: str
    text: str
    why: str
    section: str
    kind: str
    options: list[OptionOut]
    unit: str | None
    range: tuple[float, float] | None
    asked_when: str | None
    asks_again: str | None
    critical: bool


def assessment_out(assessment: Assessment, knowledge: Knowledge) -> AssessmentOut:
    """An assessment in the shape that is promised to programs."""
    return AssessmentOut(
        at=assessment.case.at.isoformat(),
        disposition=disposition_out(assessment.disposition),
        candidates=[
            candidate_out(each, assessment.differential, knowledge)
            for each in assessment.differential.candidates
        ],
        next_questions=[_next_question(each) for each in assessment.next_questions],
        interview=interview_out(next_step(assessment, knowledge)),
        contradictions=contradictions_out(assessment),
        safety_net=knowledge.safety_net,
        knowledge_version=assessment.knowledge_version,
        version=__version__,
    )


def disposition_out(disposition: Disposition) -> DispositionOut:
    """The urgency with its rules."""
    return DispositionOut(
        level=disposition.level.value,
        label=disposition.spec.label,
        meaning=disposition.spec.meaning,
        action=disposition.spec.action,
        reasons=[
            RuleReasonOut(
                rule=r.rule, text=r.text, source=list(r.sources), findings=list(r.findings)
            )
            for r in disposition.reasons
        ],
        unanswered_critical=[entry.item.id for entry in disposition.open_items],
        ask_critical=[OpenItemOut(item=e.item.id, ask=e.ask) for e in disposition.open_items],
        provisional=disposition.is_provisional,
        could_be=disposition.could_be.value,
    )


def interview_out(step: Ask | Finished) -> InterviewOut:
    """What to ask now, or that enough is known."""
    if isinstance(step, Finished):
        return InterviewOut(question=None, phase="finished", because=step.because)
    return InterviewOut(question=step.question.id, phase=step.phase.value, because=step.because)


def contradictions_out(assessment: Assessment) -> list[ContradictionOut]:
    """The answers that cannot both be right."""
    return [
        ContradictionOut(id=each.id, text=each.text, ask_again=list(each.questions))
        for each in assessment.contradictions
    ]


def candidate_out(
    candidate: Candidate, differential: Differential, knowledge: Knowledge
) -> CandidateOut:
    """A candidate with its reasons and its explanation."""
    interval = candidate.interval
    return CandidateOut(
        condition=candidate.id,
        name=candidate.name,
        plain=candidate.plain,
        probability=round(candidate.probability, DECIMALS),
        interval=(round(interval.low, DECIMALS), round(interval.high, DECIMALS)),
        must_not_miss=candidate.must_not_miss,
        reasons_for=reasons_out(candidate.reasons_for),
        reasons_against=reasons_out(candidate.reasons_against),
        would_raise=[_move(each) for each in candidate.raises],
        would_lower=[_move(each) for each in candidate.lowers],
        together=[
            TogetherOut(
                condition=each.condition,
                name=each.name,
                probability=round(each.probability, DECIMALS),
            )
            for each in candidate.together
        ],
        exclude=candidate.condition.urgency.value if candidate.condition is not None else None,
        explanation=list(explain(candidate, differential, knowledge)),
    )


def _move(move: Move) -> MoveOut:
    return MoveOut(
        finding=move.finding,
        present=move.present,
        question=move.question,
        probability=round(move.probability, DECIMALS),
        text=move.text,
    )


def reasons_out(reasons: Iterable[Reason]) -> list[ReasonOut]:
    """Reasons with sources, grade and strength."""
    return [
        ReasonOut(
            text=r.text,
            sources=list(r.sources),
            grade=r.grade.value if r.grade is not None else None,
            strength=r.strength,
            clinical=r.clinical,
            said=r.said,
        )
        for r in reasons
    ]


def _next_question(entry: NextQuestion) -> NextQuestionOut:
    return NextQuestionOut(
        id=entry.question.id,
        bits=entry.bits,
        turn=entry.turn.name.lower(),
        burden_s=entry.burden_s,
    )


def refusal_out(refusal: Refusal) -> RefusalOut:
    """A refusal by its name."""
    return RefusalOut(kind=refusal.kind.value, text=refusal.text, next_step=refusal.next_step)


def question_out(question: Question, knowledge: Knowledge) -> QuestionOut:
    """A question with everything needed to ask it."""
    spec = knowledge.findings[question.number] if question.number is not None else None
    limits = spec.range if spec is not None else None
    regions = [OptionOut(id=r.id, label=r.plain) for r in knowledge.regions.values()]
    told = [OptionOut(id=option.id, label=option.label) for option in question.options]
    return QuestionOut(
        id=question.id,
        text=question.text,
        why=question.why,
        section=question.section,
        kind="choice" if question.kind == "side" else question.kind,
        options=regions if question.kind == "regions" else told,
        unit=question.unit,
        range=(limits.low, limits.high) if limits is not None else None,
        asked_when=in_words(question.asked_when) if question.asked_when is not None else None,
        asks_again=question.asks_again,
        critical=question.critical,
    )
