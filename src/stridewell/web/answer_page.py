"""The answer: urgency on top, then what the pattern fits, how surely, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.care import DayAnswer, answer_today
from stridewell.app.desk import Desk
from stridewell.differential.candidates import Candidate
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Reason
from stridewell.web.judgement import (
    SourceView,
    Urgency,
    ask_url,
    source_views,
    urgency_view,
)
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day_and_time, percent, sentence

PAGE = Page("answer.html", "Answer", "/answer")
SHOWN, OPENED = 5, 1
"""How many candidates are shown, and how many of them with their reasons unfolded."""
STRONGEST_FOR, STRONGEST_AGAINST = 5, 3
"""How many reasons of a candidate are shown before the weaker ones are unfolded."""
FULL_STRENGTH = 2.0
"""Natural-log likelihood ratio that fills half of a reason's bar; stronger ones fill it too."""


@dataclass(frozen=True, slots=True)
class ReasonBar:
    """A reason with its bar: from the middle to the right speaks for, to the left against.

    ``start`` and ``width`` are percents of the whole bar's length.
    """

    text: str
    speaks_for: bool
    start: float
    width: float
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class CandidateBar:
    """A candidate with its bar; ``share``, ``low`` and ``high`` are percents of its length."""

    name: str
    plain: str
    probability: str
    interval: str
    share: float
    low: float
    high: float
    must_not_miss: bool
    opened: bool
    reasons: tuple[ReasonBar, ...]
    weaker: tuple[ReasonBar, ...]


@dataclass(frozen=True, slots=True)
class MustNotMiss:
    """A dangerous cause that was weighed, and how likely it is."""

    name: str
    plain: str
    probability: str


@dataclass(frozen=True, slots=True)
class NextAsk:
    """The question that would tell most now."""

    text: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """What the page of the answer shows."""

    urgency: Urgency
    """How urgent it is."""
    candidates: tuple[CandidateBar, ...]
    """What the pattern fits, the most likely first."""
    must_not_miss: tuple[MustNotMiss, ...]
    """Dangerous causes that were weighed, wherever they rank."""
    next_ask: NextAsk | None
    """The question that would tell most; None when nothing is left to ask."""
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
    candidates = assessment.differential.candidates
    asks = assessment.next_questions
    return AnswerContext(
        urgency=urgency_view(assessment.disposition, case.runner.locale, knowledge),
        candidates=tuple(
            _bar(each, knowledge, opened=rank < OPENED)
            for rank, each in enumerate(candidates[:SHOWN])
        ),
        must_not_miss=_must_not_miss(candidates),
        next_ask=NextAsk(asks[0].question.text, asks[0].question.why, ask_url(asks[0].question.id))
        if asks
        else None,
        told_at=day_and_time(day.state.answers_at.astimezone(case.at.tzinfo)),
        safety_net=knowledge.safety_net,
        knowledge_version=assessment.knowledge_version,
    )


def _must_not_miss(candidates: Sequence[Candidate]) -> tuple[MustNotMiss, ...]:
    return tuple(
        MustNotMiss(each.name, each.plain, percent(each.probability))
        for each in candidates
        if each.must_not_miss
    )


def _bar(candidate: Candidate, knowledge: Knowledge, *, opened: bool) -> CandidateBar:
    low, high = candidate.interval.low, candidate.interval.high
    for_it, against = candidate.reasons_for, candidate.reasons_against
    strong = (*for_it[:STRONGEST_FOR], *against[:STRONGEST_AGAINST])
    weaker = (*for_it[STRONGEST_FOR:], *against[STRONGEST_AGAINST:])
    return CandidateBar(
        name=candidate.name,
        plain=sentence(candidate.plain),
        probability=percent(candidate.probability),
        interval=f"{percent(low)} to {percent(high)}",
        share=round(100 * candidate.probability, 1),
        low=round(100 * low, 1),
        high=round(100 * high, 1),
        must_not_miss=candidate.must_not_miss,
        opened=opened,
        reasons=tuple(_reason_bar(each, knowledge) for each in strong),
        weaker=tuple(_reason_bar(each, knowledge) for each in weaker),
    )


def _reason_bar(reason: Reason, knowledge: Knowledge) -> ReasonBar:
    strength = reason.strength or 0.0
    width = round(50 * min(1.0, abs(strength) / FULL_STRENGTH), 1)
    return ReasonBar(
        text=reason.text,
        speaks_for=strength >= 0,
        start=50.0 if strength >= 0 else 50.0 - width,
        width=width,
        sources=source_views(reason.sources, knowledge),
    )
