"""Ready to run? The conditions and home tests before the first run, and a clinician's clearance."""

from dataclasses import dataclass
from datetime import UTC, date
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from stridewell.app.care import DayAnswer, answer_today
from stridewell.app.daily import enter_clearance, enter_gates
from stridewell.app.desk import Desk
from stridewell.app.diary import day_of
from stridewell.errors import CaseError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.diary import WORST_PAIN, Clearance, GateDone
from stridewell.plan.gate import GateItem, GateMark, GateState
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal
from stridewell.web.form_fields import Sent, sent_form
from stridewell.web.judgement import ReasonView, RefusalView, reason_views, refusal_view
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day_and_year

PAGE = Page("ready.html", "Ready to run?", "/plan")
Sending = Annotated[Sent, Depends(sent_form)]
SHOWN_CAUSES = 6
MAY_TELL = frozenset({GateMark.OPEN, GateMark.FAILED, GateMark.PASSED})


@dataclass(frozen=True, slots=True)
class GateView:
    """A home test: how it is done, what passes, how it stands."""

    id: str
    name: str
    steps: tuple[str, ...]
    passes: str
    mark: str
    may_tell: bool
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One condition before the first run."""

    text: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class ReadyContext:
    """What the page before the first run shows."""

    needed: bool | None
    """Whether the tests are needed now; None where there is no plan."""
    passed: bool
    """Whether all of it is met."""
    why: tuple[ReasonView, ...]
    """Why it is needed, or not."""
    entries: tuple[EntryView, ...]
    """What must hold before the first run."""
    gates: tuple[GateView, ...]
    """The tests at home."""
    refusal: RefusalView | None
    """Why there is no plan; None when there is one."""
    causes: tuple[tuple[str, str], ...]
    """The causes a clinician may have cleared: id and name."""
    clearances: tuple[str, ...]
    """What was cleared so far, in words."""
    error: str | None
    """What is wrong with what was just told; None when nothing is."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page before the first run."""
    router = APIRouter(prefix="/plan", include_in_schema=False)

    def page(error: CaseError | None = None) -> Response:
        answer = answer_today(desk.store, desk.clock.now(), desk.knowledge)
        told = None if error is None else str(error)
        return site.show(PAGE, ready_context(answer, desk.knowledge, told), 400 if error else 200)

    @router.get("/ready")
    def ready() -> Response:
        return page()

    @router.post("/ready")
    def tell(sent: Sending) -> Response:
        now = desk.clock.now()
        today = day_of(now, now.tzinfo or UTC)
        try:
            gates = read_gates(sent, today, desk.knowledge)
            enter_gates(desk.store, now, gates, desk.knowledge, desk.writers)
        except CaseError as error:
            return page(error)
        return RedirectResponse("/plan/ready", 303)

    @router.post("/clearance")
    def clear(
        condition: Annotated[str, Form()],
        by: Annotated[str, Form()] = "",
        day: Annotated[str, Form()] = "",
        note: Annotated[str, Form()] = "",
    ) -> Response:
        try:
            told = Clearance(condition, _day(day), by.strip(), note.strip())
            enter_clearance(desk.store, desk.clock.now(), told, desk.knowledge, desk.writers)
        except CaseError as error:
            return page(error)
        return RedirectResponse("/plan/ready", 303)

    return router


def ready_context(answer: DayAnswer, knowledge: Knowledge, error: str | None) -> ReadyContext:
    """The page's context."""
    plan = answer.plan
    gate = plan.gate if isinstance(plan, Plan) else None
    disposition = answer.assessment.disposition
    return ReadyContext(
        needed=None if gate is None else gate.in_force,
        passed=gate is not None and gate.is_passed,
        why=() if gate is None else reason_views((gate.why,), knowledge),
        entries=() if gate is None else _entries(gate),
        gates=() if gate is None else tuple(_gate(each, knowledge) for each in gate.items),
        refusal=refusal_view(plan, disposition) if isinstance(plan, Refusal) else None,
        causes=_causes(answer),
        clearances=tuple(
            f"{knowledge.conditions[each.condition].plain}: cleared by {each.by} on "
            f"{day_and_year(each.day)}"
            for each in answer.state.diary.clearances
            if each.condition in knowledge.conditions
        ),
        error=error,
    )


def _entries(gate: GateState) -> tuple[EntryView, ...]:
    return tuple(EntryView(each.reason.text, each.is_met) for each in gate.entries)


def _gate(item: GateItem, knowledge: Knowledge) -> GateView:
    return GateView(
        id=item.test.id,
        name=item.test.name,
        steps=item.test.steps,
        passes=item.test.passes,
        mark=item.mark.value,
        may_tell=item.mark in MAY_TELL,
        reasons=reason_views((item.reason,), knowledge),
    )


def _causes(answer: DayAnswer) -> tuple[tuple[str, str], ...]:
    """The likely causes, and those that must not be missed, as far as they are conditions."""
    ranked = [each for each in answer.assessment.differential.candidates if each.condition]
    likely = ranked[:SHOWN_CAUSES]
    others = [each for each in ranked if each.must_not_miss and each not in likely]
    return tuple((each.id, each.plain) for each in (*likely, *others))


def read_gates(sent: Sent, today: date, knowledge: Knowledge) -> tuple[GateDone, ...]:
    """The tests that were told in the form: ``g.ID`` is yes or no, ``p.ID`` the pain.

    Raises:
        CaseError: a pain is none or not on its scale.
    """
    one = {name: texts[0].strip() for name, texts in sent.items() if texts}
    return tuple(
        GateDone(gate, today, one[f"g.{gate}"] == "yes", _pain(one.get(f"p.{gate}", "")))
        for gate in knowledge.gates
        if one.get(f"g.{gate}") in {"yes", "no"}
    )


def _pain(text: str) -> int | None:
    if not text:
        return None
    if not text.isdigit() or int(text) > WORST_PAIN:
        raise CaseError(f"Pain goes from 0 to {WORST_PAIN}, not {text!r}.", "Correct the number.")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is no day.", "Give the day of the visit.") from error
