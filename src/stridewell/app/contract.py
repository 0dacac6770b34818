"""What programs get: the answer of an assessment in the shape that is promised to them."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from stridewell import __version__
from stridewell.app.assess import Assessment
from stridewell.differential.candidates import Candidate
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
    """Why, with the source and how good it is. ``strength`` is a natural-log likelihood ratio."""

    text: str
    sources: list[str]
    grade: str | None = None
    strength: float | None = None


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


class CandidateOut(_Out):
    """A ranked candidate. Probabilities lie between 0 and 1 and sum to 1 over all candidates."""

    condition: str
    name: str
    plain: str
    probability: float
    interval: tuple[float, float]
    must_not_miss: bool
    reasons_for: list[ReasonOut]
    reasons_against: list[ReasonOut]


class NextQuestionOut(_Out):
    """An open question with the information expected of it, and why it has its place."""

    id: str
    bits: float
    turn: str


class AssessmentOut(_Out):
    """The whole answer."""

    at: str
    disposition: DispositionOut
    candidates: list[CandidateOut]
    next_questions: list[NextQuestionOut]
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
        candidates=[candidate_out(each) for each in assessment.differential.candidates],
        next_questions=[_next_question(each) for each in assessment.next_questions],
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


def candidate_out(candidate: Candidate) -> CandidateOut:
    """A candidate with its reasons."""
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
    )


def reasons_out(reasons: Iterable[Reason]) -> list[ReasonOut]:
    """Reasons with sources, grade and strength."""
    return [
        ReasonOut(
            text=r.text,
            sources=list(r.sources),
            grade=r.grade.value if r.grade is not None else None,
            strength=r.strength,
        )
        for r in reasons
    ]


def _next_question(entry: NextQuestion) -> NextQuestionOut:
    return NextQuestionOut(id=entry.question.id, bits=entry.bits, turn=entry.turn.name.lower())


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
