"""What programs get of the shoe log and of what goes around the run."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from stridewell.app.around_run import AroundToday
from stridewell.app.contract import ReasonOut, RefusalOut, reasons_out, refusal_out
from stridewell.app.shoe_log import ShoeShelf
from stridewell.knowledge.around import Figure
from stridewell.plan.blocks import PreparedBlock
from stridewell.plan.cross_training import CrossLeftOut, CrossOption
from stridewell.plan.cue_trial import CueTrial
from stridewell.plan.cues import CueOption
from stridewell.plan.refusal import Refusal
from stridewell.plan.shoe_ramp import Ramp
from stridewell.plan.shoes import Shoe, ShoeLog
from stridewell.plan.surfaces import SurfaceTip


class _Out(BaseModel):
    """A record of the contract; nothing beyond the named fields."""

    model_config = ConfigDict(extra="forbid")


class FigureOut(_Out):
    """A study's number with what stands behind it."""

    text: str
    value: float
    interval: tuple[float, float] | None
    unit: str
    sources: list[str]
    grade: str
    verification: str


class StepOut(_Out):
    """One step of a block."""

    text: str
    minutes: float
    exercise: str | None
    changed: str | None


class BlockOut(_Out):
    """A warm-up or cool-down."""

    id: str
    name: str
    minutes: float
    optional: bool
    steps: list[StepOut]
    honest: str
    figures: list[FigureOut]


class CrossOptionOut(_Out):
    """One kind of other training for today."""

    id: str
    name: str
    fit: str
    minutes: int
    effort: str
    pain_limit: int
    changes: list[str]
    reasons: list[ReasonOut]


class LeftOutOut(_Out):
    """A kind of other training that is left out, on account of what."""

    id: str
    because: list[str]
    text: str


class SurfaceOut(_Out):
    """Advice on ground and side of the road."""

    id: str
    title: str
    text: str
    do: list[str]
    avoid: list[str]
    because: str | None
    grade: str


class CueOut(_Out):
    """A cue, and where its trial stands; step rates in steps of both feet a minute."""

    id: str
    name: str
    support: str
    offered: bool
    state: str
    text: str
    started: str | None
    until: str | None
    week: int | None
    cued_runs: int | None
    own_spm: float | None
    first_spm: int | None
    highest_spm: int | None


class AroundOut(_Out):
    """Everything around today's session, or the refusal."""

    refusal: RefusalOut | None
    warm_ups: list[BlockOut]
    cool_downs: list[BlockOut]
    cross_training: list[CrossOptionOut]
    cross_training_left_out: list[LeftOutOut]
    surfaces: list[SurfaceOut]
    cues: list[CueOut]


class ShoeOut(_Out):
    """One pair with how far it has run."""

    id: str
    name: str
    km: float
    runs: int
    active: bool
    bought: str | None
    retired: str | None
    drop_mm: float | None
    stack_mm: float | None
    mass_g: float | None
    cushioning: str | None
    kind: str
    worn_on: str | None
    named_by_app: bool
    also: list[str]


class RampOut(_Out):
    """How a new pair comes in."""

    shoe: str
    run: int
    share_percent: int
    worn_lately: int
    next_runs: list[bool]
    text: str


class ShoesOut(_Out):
    """The shoe log with its advice."""

    shoes: list[ShoeOut]
    runs_without_shoes: int
    new_pairs: list[RampOut]
    advice: list[ReasonOut]


def around_out(today: AroundToday) -> AroundOut:
    """Everything around today's session in the shape that is promised to programs."""
    around, plan = today.around, today.answer.plan
    if around is None:
        assert isinstance(plan, Refusal), "without a plan there is a refusal"
        return AroundOut(
            refusal=refusal_out(plan),
            warm_ups=[],
            cool_downs=[],
            cross_training=[],
            cross_training_left_out=[],
            surfaces=[],
            cues=[],
        )
    return AroundOut(
        refusal=None,
        warm_ups=[_block(each) for each in around.warm_ups],
        cool_downs=[_block(each) for each in around.cool_downs],
        cross_training=[_option(each) for each in around.cross_training.options],
        cross_training_left_out=[_left_out(each) for each in around.cross_training.left_out],
        surfaces=[_surface(each) for each in around.surfaces],
        cues=[_cue(*each) for each in zip(around.cues, around.trials, strict=True)],
    )


def shoes_out(shelf: ShoeShelf) -> ShoesOut:
    """The shoe log in the shape that is promised to programs."""
    return ShoesOut(
        shoes=[_shoe(each, shelf.log) for each in shelf.log.shoes],
        runs_without_shoes=len(shelf.log.without_shoes),
        new_pairs=[_ramp(each) for each in shelf.advice.ramps],
        advice=reasons_out(shelf.advice.notes),
    )


def _figures(figures: Iterable[Figure]) -> list[FigureOut]:
    return [
        FigureOut(
            text=each.sentence,
            value=each.value,
            interval=(each.interval.low, each.interval.high) if each.interval else None,
            unit=each.unit,
            sources=list(each.warrant.sources),
            grade=each.warrant.grade.value,
            verification=each.warrant.verification.value,
        )
        for each in figures
    ]


def _block(prepared: PreparedBlock) -> BlockOut:
    return BlockOut(
        id=prepared.block.id,
        name=prepared.block.name,
        minutes=prepared.minutes,
        optional=prepared.block.optional,
        steps=[
            StepOut(
                text=step.text,
                minutes=step.minutes,
                exercise=step.exercise,
                changed=step.changed.text if step.changed is not None else None,
            )
            for step in prepared.steps
        ],
        honest=prepared.block.honest,
        figures=_figures(prepared.figures),
    )


def _option(option: CrossOption) -> CrossOptionOut:
    return CrossOptionOut(
        id=option.mode.id,
        name=option.mode.name,
        fit=option.fit.value,
        minutes=option.minutes,
        effort=option.mode.effort,
        pain_limit=option.pain_limit,
        changes=list(option.changes),
        reasons=reasons_out(option.reasons),
    )


def _left_out(entry: CrossLeftOut) -> LeftOutOut:
    return LeftOutOut(id=entry.mode.id, because=list(entry.because), text=entry.reason.text)


def _surface(tip: SurfaceTip) -> SurfaceOut:
    advice = tip.advice
    return SurfaceOut(
        id=advice.id,
        title=advice.title,
        text=advice.text,
        do=list(advice.do),
        avoid=list(advice.avoid),
        because=tip.because.text if tip.because is not None else None,
        grade=advice.warrant.grade.value,
    )


def _cue(option: CueOption, trial: CueTrial) -> CueOut:
    target = trial.target
    return CueOut(
        id=option.cue.id,
        name=option.cue.name,
        support=option.support.value,
        offered=option.is_offered,
        state=trial.state.value,
        text=trial.reason.text,
        started=trial.started.isoformat() if trial.started is not None else None,
        until=trial.until.isoformat() if trial.until is not None else None,
        week=trial.week.number if trial.week is not None else None,
        cued_runs=trial.cued_runs,
        own_spm=target.own.spm if target is not None else None,
        first_spm=target.first_spm if target is not None else None,
        highest_spm=target.highest_spm if target is not None else None,
    )


def _shoe(shoe: Shoe, log: ShoeLog) -> ShoeOut:
    return ShoeOut(
        id=shoe.id,
        name=shoe.name,
        km=round(log.km_of(shoe), 1),
        runs=len(log.runs_in(shoe.id)),
        active=shoe.is_active,
        bought=shoe.bought.isoformat() if shoe.bought is not None else None,
        retired=shoe.retired.isoformat() if shoe.retired is not None else None,
        drop_mm=shoe.drop_mm,
        stack_mm=shoe.stack_mm,
        mass_g=shoe.mass_g,
        cushioning=shoe.cushioning.value if shoe.cushioning is not None else None,
        kind=shoe.kind.value,
        worn_on=shoe.worn_on.value if shoe.worn_on is not None else None,
        named_by_app=shoe.id in log.by_app,
        also=[*shoe.also, *(each.name for each in log.merged_into(shoe.id))],
    )


def _ramp(ramp: Ramp) -> RampOut:
    return RampOut(
        shoe=ramp.shoe.id,
        run=ramp.run,
        share_percent=ramp.share_percent,
        worn_lately=ramp.worn_lately,
        next_runs=list(ramp.next_runs),
        text=ramp.reason.text,
    )
