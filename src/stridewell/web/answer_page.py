"""The answer: urgency on top, then what the pattern fits, why, and what would change it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.assess import Assessment
from stridewell.app.care import DayAnswer, answer_today
from stridewell.app.desk import Desk
from stridewell.app.interview import Ask, next_step
from stridewell.differential.candidates import SOMETHING_ELSE, Candidate, Differential, Move
from stridewell.differential.explanation import against, explain, when_to_exclude
from stridewell.intake.contradictions import Contradiction
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Reason
from stridewell.values.wording import sentence_case
from stridewell.web.judgement import (
    SourceView,
    Urgency,
    again_url,
    ask_url,
    source_views,
    urgency_view,
)
from stridewell.web.rendering import Page, Site
from stridewell.web.told import ToldView, told_view
from stridewell.web.words import day_and_time, percent

PAGE = Page("answer.html", "Answer", "/answer")
SHOWN, OPENED = 5, 1
"""How many candidates are shown, and how many of them with their reasons unfolded."""
STRONGEST_FOR, STRONGEST_AGAINST = 5, 3
"""How many reasons of a candidate are shown before the weaker ones are unfolded."""
FULL_STRENGTH = 2.0
"""Natural-log likelihood ratio that fills half of a reason's bar; stronger ones fill it too."""
NOT_WORDS = frozenset({"Not ticked", "None of these", "No"})
"""What stands for an answer without being one the runner gave."""


@dataclass(frozen=True, slots=True)
class ReasonBar:
    """A reason with its bar: from the middle to the right speaks for, to the left against.

    ``said`` is the runner's own answer, empty where there is none; ``clinical`` says the reason
    in a clinician's terms. ``start`` and ``width`` are percents of the whole bar's length.
    """

    text: str
    said: str
    clinical: str
    speaks_for: bool
    start: float
    width: float
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class MoveView:
    """An answer that would move a candidate, and where it is given."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class CandidateBar:
    """A candidate with its bar; ``share``, ``low`` and ``high`` are percents of its length.

    ``url`` leads to what there is to read about it; None for "something else".
    """

    name: str
    url: str | None
    plain: str
    probability: str
    interval: str
    share: float
    low: float
    high: float
    must_not_miss: bool
    opened: bool
    explanation: tuple[str, ...]
    moves: tuple[MoveView, ...]
    reasons: tuple[ReasonBar, ...]
    weaker: tuple[ReasonBar, ...]


@dataclass(frozen=True, slots=True)
class MustNotMiss:
    """A dangerous cause that was weighed: how likely, what speaks against it, how urgent."""

    name: str
    plain: str
    probability: str
    against: str
    exclude: str


@dataclass(frozen=True, slots=True)
class SomethingElse:
    """The chance that it is none of the causes listed, and what that means."""

    probability: str
    text: str


@dataclass(frozen=True, slots=True)
class NextAsk:
    """What to answer next, why and why now; without a question, why nothing more needs asking."""

    text: str
    why: str
    because: str
    url: str


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """Answers that cannot both be right, and where they are given again."""

    text: str
    told: tuple[ToldView, ...]
    url: str


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """What the page of the answer shows."""

    urgency: Urgency
    """How urgent it is."""
    contradictions: tuple[ContradictionView, ...]
    """Answers that cannot both be right."""
    candidates: tuple[CandidateBar, ...]
    """What the pattern fits, the most likely first."""
    something_else: SomethingElse
    """The chance that it is none of the causes listed."""
    must_not_miss: tuple[MustNotMiss, ...]
    """Dangerous causes that were weighed, wherever they rank."""
    next_ask: NextAsk
    """What to answer next, or why nothing more needs asking."""
    told_at: str
    """When the runner last told about the pain."""
    safety_net: str
    """The signs at which to come back or get help."""
    knowledge_version: str
    """The knowledge that the answer rests on."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the answer."""
    router = APIRouter(include_in_schema=False)

    @router.get("/answer")
    def answer() -> HTMLResponse:
        day = answer_today(desk.store, desk.clock.now(), desk.knowledge)
        return site.show(PAGE, answer_context(day, desk.knowledge))

    return router


def answer_context(day: DayAnswer, knowledge: Knowledge) -> AnswerContext:
    """The page's context from the day's answer."""
    assessment, case = day.assessment, day.state.case
    differential = assessment.differential
    named = [each for each in differential.candidates if each.condition is not None]
    return AnswerContext(
        urgency=urgency_view(assessment.disposition, case.runner.locale, knowledge),
        contradictions=tuple(
            _contradiction(each, assessment, knowledge) for each in assessment.contradictions
        ),
        candidates=tuple(
            _bar(each, differential, knowledge, opened=rank < OPENED)
            for rank, each in enumerate(named[:SHOWN])
        ),
        something_else=_something_else(differential, knowledge),
        must_not_miss=_must_not_miss(named),
        next_ask=_next_ask(assessment, knowledge),
        told_at=day_and_time(day.state.answers_at.astimezone(case.at.tzinfo)),
        safety_net=knowledge.safety_net,
        knowledge_version=assessment.knowledge_version,
    )


def _contradiction(
    found: Contradiction, assessment: Assessment, knowledge: Knowledge
) -> ContradictionView:
    answers = assessment.case.answers
    return ContradictionView(
        text=found.text,
        told=tuple(
            told_view(knowledge.questions[each], answers.get(each), knowledge)
            for each in found.questions
        ),
        url=again_url(found.id),
    )


def _something_else(differential: Differential, knowledge: Knowledge) -> SomethingElse:
    candidate = differential.candidate(SOMETHING_ELSE)
    assert candidate is not None  # every ranking has it
    (text,) = explain(candidate, differential, knowledge)
    return SomethingElse(percent(candidate.probability), text)


def _must_not_miss(candidates: Sequence[Candidate]) -> tuple[MustNotMiss, ...]:
    return tuple(
        MustNotMiss(
            each.name,
            each.plain,
            percent(each.probability),
            against(each),
            when_to_exclude(each),
        )
        for each in candidates
        if each.must_not_miss
    )


def _next_ask(assessment: Assessment, knowledge: Knowledge) -> NextAsk:
    step = next_step(assessment, knowledge)
    if not isinstance(step, Ask):
        return NextAsk("", "", step.because, "")
    return NextAsk(step.question.text, step.question.why, step.because, ask_url(step.question.id))


def _bar(
    candidate: Candidate, differential: Differential, knowledge: Knowledge, *, opened: bool
) -> CandidateBar:
    low, high = candidate.interval.low, candidate.interval.high
    for_it, opposed = candidate.reasons_for, candidate.reasons_against
    strong = (*for_it[:STRONGEST_FOR], *opposed[:STRONGEST_AGAINST])
    weaker = (*for_it[STRONGEST_FOR:], *opposed[STRONGEST_AGAINST:])
    return CandidateBar(
        name=candidate.name,
        url=f"/learn/conditions/{candidate.id}" if candidate.condition is not None else None,
        plain=sentence_case(candidate.plain),
        probability=percent(candidate.probability),
        interval=f"{percent(low)} to {percent(high)}",
        share=round(100 * candidate.probability, 1),
        low=round(100 * low, 1),
        high=round(100 * high, 1),
        must_not_miss=candidate.must_not_miss,
        opened=opened,
        explanation=explain(candidate, differential, knowledge, moves=False),
        moves=tuple(_move(each) for each in (*candidate.raises, *candidate.lowers)),
        reasons=tuple(_reason_bar(each, knowledge) for each in strong),
        weaker=tuple(_reason_bar(each, knowledge) for each in weaker),
    )


def _move(move: Move) -> MoveView:
    return MoveView(move.text, ask_url(move.question))


def _reason_bar(reason: Reason, knowledge: Knowledge) -> ReasonBar:
    strength = reason.strength or 0.0
    width = round(50 * min(1.0, abs(strength) / FULL_STRENGTH), 1)
    return ReasonBar(
        text=reason.text,
        said="" if reason.said in NOT_WORDS else reason.said or "",
        clinical=reason.clinical,
        speaks_for=strength >= 0,
        start=50.0 if strength >= 0 else 50.0 - width,
        width=width,
        sources=source_views(reason.sources, knowledge),
    )
