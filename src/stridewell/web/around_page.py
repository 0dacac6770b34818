"""Around the run: today's warm-up and cool-down, other training, ground, and one cue on trial."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from stridewell.app.around_run import (
    AroundTheRun,
    AroundToday,
    around_today,
    end_cue,
    start_cue,
)
from stridewell.app.desk import Desk
from stridewell.knowledge.records import Knowledge
from stridewell.plan.blocks import PreparedBlock
from stridewell.plan.cross_training import CrossOption
from stridewell.plan.cue_trial import CueStep, CueTrial, TrialState
from stridewell.plan.cues import CueOption
from stridewell.plan.refusal import Refusal
from stridewell.plan.surfaces import SurfaceTip
from stridewell.web.judgement import RefusalView, Urgency, refusal_view, urgency_view
from stridewell.web.rendering import Page, Site
from stridewell.web.why import Why, why_figure, why_of, why_reason
from stridewell.web.words import day, number

PAGE = Page("around.html", "Around the run", "/plan")
SUPPORT_WORDS = {
    "tested": "tried in studies for this kind of pain",
    "plausible": "sensible, untested",
    "unknown": "nobody has tested it for this",
    "never": "not for you now",
}


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a warm-up or cool-down; ``changed`` says why it is not the usual one."""

    text: str
    minutes: str
    changed: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """A warm-up or cool-down with what it does and does not do."""

    name: str
    minutes: str
    optional: bool
    steps: tuple[StepView, ...]
    honest: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """One kind of other training."""

    name: str
    minutes: int
    how: str
    effort: str
    pain_limit: int
    changes: tuple[str, ...]
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class TipView:
    """Advice on the ground."""

    title: str
    text: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    because: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class CueView:
    """A cue with where its trial stands."""

    id: str
    name: str
    say: str
    how: tuple[str, ...]
    support: str
    called_by: tuple[str, ...]
    state: str
    text: str
    can_start: bool
    target: str
    week: str
    dates: str
    measure: tuple[str, ...]
    stop_when: tuple[str, ...]
    compared: tuple[tuple[str, str, str], ...]
    """What was measured, before and now."""
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class AroundView:
    """Everything around today's session."""

    warm_ups: tuple[BlockView, ...]
    cool_downs: tuple[BlockView, ...]
    options: tuple[OptionView, ...]
    left_out: tuple[str, ...]
    limit: str
    tips: tuple[TipView, ...]
    trial: CueView | None
    offered: tuple[CueView, ...]
    others: tuple[CueView, ...]


@dataclass(frozen=True, slots=True)
class AroundContext:
    """What the page shows."""

    urgency: Urgency
    """How urgent it is."""
    around: AroundView | None
    """What goes around the run; None when planning is refused."""
    refusal: RefusalView | None
    """Why there is none; None when there is."""
    safety_net: str
    """The signs at which to come back or get help."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page around the run."""
    router = APIRouter(prefix="/around", include_in_schema=False)

    @router.get("")
    def around() -> HTMLResponse:
        return site.show(PAGE, around_context(around_today(desk), desk.knowledge))

    @router.post("/cue")
    def start(cue: Annotated[str, Form()]) -> Response:
        start_cue(desk, cue)
        return RedirectResponse("/around#cue", 303)

    @router.post("/cue/end")
    def end(step: Annotated[CueStep, Form()]) -> Response:
        end_cue(desk, step)
        return RedirectResponse("/around#cue", 303)

    return router


def around_context(found: AroundToday, knowledge: Knowledge) -> AroundContext:
    """The page's context from what is found for today."""
    answer = found.answer
    disposition, plan = answer.assessment.disposition, answer.plan
    return AroundContext(
        urgency=urgency_view(disposition, answer.state.case.runner.locale, knowledge),
        around=_around(found.around, knowledge) if found.around is not None else None,
        refusal=refusal_view(plan, disposition) if isinstance(plan, Refusal) else None,
        safety_net=knowledge.safety_net,
    )


def _around(found: AroundTheRun, knowledge: Knowledge) -> AroundView:
    cross = found.cross_training
    cues = [_cue(*each, knowledge) for each in zip(found.cues, found.trials, strict=True)]
    going_on = found.trial.cue.id if found.trial is not None else ""
    offered = {each.cue.id for each in found.cues if each.is_offered} - {going_on}
    return AroundView(
        warm_ups=tuple(_block(each, knowledge) for each in found.warm_ups),
        cool_downs=tuple(_block(each, knowledge) for each in found.cool_downs),
        options=tuple(_option(each, knowledge) for each in cross.options),
        left_out=tuple(each.reason.text for each in cross.left_out),
        limit=cross.limit.text if cross.limit is not None else "",
        tips=tuple(_tip(each, knowledge) for each in found.surfaces),
        trial=next((each for each in cues if each.id == going_on), None),
        offered=tuple(each for each in cues if each.id in offered),
        others=tuple(each for each in cues if each.id not in {*offered, going_on}),
    )


def _block(prepared: PreparedBlock, knowledge: Knowledge) -> BlockView:
    return BlockView(
        name=prepared.block.name,
        minutes=f"{prepared.minutes:g} min",
        optional=prepared.block.optional,
        steps=tuple(
            StepView(
                text=step.text,
                minutes=f"{step.minutes:g} min",
                changed=step.changed.text if step.changed is not None else "",
            )
            for step in prepared.steps
        ),
        honest=prepared.block.honest,
        why=(
            why_of(prepared.block.warrant, "What it does and does not do", knowledge),
            *(why_figure(each, knowledge) for each in prepared.figures),
            Why("The steps and minutes", "our own choice", ()),
        ),
    )


def _option(option: CrossOption, knowledge: Knowledge) -> OptionView:
    return OptionView(
        name=option.mode.name,
        minutes=option.minutes,
        how=option.mode.how,
        effort=option.mode.effort,
        pain_limit=option.pain_limit,
        changes=option.changes,
        why=(
            *(why_reason(each, knowledge) for each in option.reasons),
            *(why_figure(each, knowledge) for each in option.figures),
        ),
    )


def _tip(tip: SurfaceTip, knowledge: Knowledge) -> TipView:
    advice = tip.advice
    return TipView(
        title=advice.title,
        text=advice.text,
        do=advice.do,
        avoid=advice.avoid,
        because=tip.because.text if tip.because is not None else "",
        why=(
            why_of(advice.warrant, "This advice", knowledge),
            *(why_figure(each, knowledge) for each in tip.figures),
        ),
    )


def _cue(option: CueOption, trial: CueTrial, knowledge: Knowledge) -> CueView:
    cue = option.cue
    return CueView(
        id=cue.id,
        name=cue.name,
        say=cue.say,
        how=cue.how,
        support=SUPPORT_WORDS[option.support.value],
        called_by=_once(reason.text for reason in option.called_by),
        state=trial.state.value,
        text=trial.reason.text,
        can_start=trial.state is TrialState.PROPOSED and option.is_offered,
        target=_target(trial),
        week=_week(trial),
        dates=_dates(trial),
        measure=cue.measure,
        stop_when=cue.stop_when,
        compared=_compared(trial),
        why=(
            why_of(cue.warrant, option.about.text, knowledge),
            *(why_figure(each, knowledge) for each in option.figures),
            why_reason(trial.reason, knowledge),
        ),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _target(trial: CueTrial) -> str:
    """The beat to try, from the own step rate; what is missing for it where there is none."""
    if trial.cue.percent is None:
        return ""
    if trial.target is None:
        return "Your step rate is not known yet: it needs a few imported runs with steps."
    target = trial.target
    return (
        f"Your own step rate is {target.own.spm:.0f} steps a minute (the middle of "
        f"{target.own.runs} runs). Set the metronome to {target.first_spm} first, and to "
        f"{target.highest_spm} at the most: {trial.cue.percent.low:g} to "
        f"{trial.cue.percent.high:g} % above your own."
    )


def _week(trial: CueTrial) -> str:
    if trial.week is None or trial.cued_runs is None:
        return ""
    share = trial.week.cued_percent
    runs = "run" if trial.cued_runs == 1 else "runs"
    return (
        f"Week {trial.week.number}: in {trial.cued_runs} {runs} of the week, {share} % of the time."
    )


def _dates(trial: CueTrial) -> str:
    if trial.started is None or trial.until is None:
        return ""
    return f"{day(trial.started)} to {day(trial.until)}"


def _compared(trial: CueTrial) -> tuple[tuple[str, str, str], ...]:
    compared = trial.compared
    if compared is None:
        return ()
    before, after = compared.rate_before, compared.rate_after
    return (
        ("Worst pain, 0 to 10", number(compared.pain_before, 1), number(compared.pain_after, 1)),
        (
            "Steps a minute",
            number(before.spm if before is not None else None),
            number(after.spm if after is not None else None),
        ),
    )
