"""Training other than running: what suits the likely causes, how long, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

from stridewell.knowledge.around import BONE_GROUP, Figure, Fit, ModeAdvice, TrainingMode
from stridewell.plan.causes_grouped import GroupedCause, grouped_causes
from stridewell.plan.constraints import DESIGN, Limit, decisive, limits_of
from stridewell.plan.equipment import is_there
from stridewell.plan.harm import why_not
from stridewell.plan.items import ActivityKind
from stridewell.plan.situation import Situation
from stridewell.plan.wishes import Wishes
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Grade, Reason

WHOLE_MIN = 5
"""Minutes are given in whole steps of this many, rounded down."""
GATE = "gate_open"
"""The limit that only waits for tests at home; walking is the first of them."""

NOTHING_KNOWN = ModeAdvice(
    Fit.CHANGES, "Nothing is known of this kind with it: begin with a few minutes.", DESIGN
)


@dataclass(frozen=True, slots=True)
class CrossOption:
    """One kind of training for today: minutes, effort, the pain to stay below, and why."""

    mode: TrainingMode
    fit: Fit
    minutes: int
    pain_limit: int
    changes: tuple[str, ...]
    figures: tuple[Figure, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class CrossLeftOut:
    """A kind of training that is not offered, on account of what, and the sentence that says so."""

    mode: TrainingMode
    because: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class CrossTraining:
    """Everything there is instead of running today, the most fitting first.

    ``limit`` is what keeps all training away today, or running; None when nothing does.
    """

    options: tuple[CrossOption, ...]
    left_out: tuple[CrossLeftOut, ...]
    limit: Limit | None


def cross_training_for(situation: Situation, wishes: Wishes) -> CrossTraining:
    """The kinds of training that fit today, ranked, and those left out with the cause.

    While running is stopped only what is free of impact is kept; on a day that is for a
    clinician or for rest there is none.
    """
    stop = decisive(limits_of(situation))
    modes = situation.knowledge.around.modes.values()
    left_out: list[CrossLeftOut] = []
    options: list[CrossOption] = []
    for mode in modes:
        against = _against(mode, situation, wishes, stop)
        if against is None:
            options.append(_option(mode, situation, wishes, stop))
        else:
            left_out.append(against)
    options.sort(key=lambda option: _rank(option, wishes))
    return CrossTraining(tuple(options), tuple(left_out), stop)


def _rank(option: CrossOption, wishes: Wishes) -> tuple[bool, int, int]:
    """Wished for first, then what needs no change, then what is most like running."""
    wished = option.mode.id in wishes.cross_training
    return (not wished, option.fit.strictness, -option.mode.likeness)


def _against(
    mode: TrainingMode, situation: Situation, wishes: Wishes, stop: Limit | None
) -> CrossLeftOut | None:
    return (
        _by_day(mode, stop)
        or _by_cause(mode, situation)
        or _by_exercise(mode, situation)
        or _by_impact(mode, stop)
        or _by_equipment(mode, situation, wishes)
    )


def _by_day(mode: TrainingMode, stop: Limit | None) -> CrossLeftOut | None:
    """A day for a clinician or for rest has no training."""
    if stop is None or stop.instead is ActivityKind.CROSS_TRAIN:
        return None
    return CrossLeftOut(mode, (stop.id,), stop.reason)


def _by_cause(mode: TrainingMode, situation: Situation) -> CrossLeftOut | None:
    for each in grouped_causes(situation):
        advice = advice_for(mode, each)
        if advice.fit is Fit.AVOID:
            text = f"{mode.name} is left out: {_clause(advice)}; the pattern may fit {each.named}."
            return CrossLeftOut(mode, (each.cause.id,), _reason(text, advice))
        if each.group.id == BONE_GROUP and not _bone_ready(each, situation):
            text = (
                f"{mode.name} is left out: with {each.cause.plain} it needs a clinician's word "
                "and a day wholly free of pain."
            )
            return CrossLeftOut(mode, (each.cause.id,), _reason(text, advice))
    return None


def _bone_ready(each: GroupedCause, situation: Situation) -> bool:
    limit = situation.knowledge.around.number("cross_bone_pain_limit")
    worst = situation.pain.worst
    return situation.is_cleared(each.cause) and worst is not None and worst <= limit


def _by_exercise(mode: TrainingMode, situation: Situation) -> CrossLeftOut | None:
    """What the exercise of that kind is avoided for, findings included; a cleared cause is not."""
    exercise = situation.knowledge.exercises.get(mode.id)
    open_only = replace(
        situation,
        likely=tuple(each for each in situation.likely if not situation.is_cleared(each)),
        bone=situation.uncleared_bone,
    )
    against = why_not(exercise, open_only) if exercise is not None else None
    return None if against is None else CrossLeftOut(mode, against.because, against.reason)


def advice_for(mode: TrainingMode, each: GroupedCause) -> ModeAdvice:
    """What a kind of training asks for a cause; begin small where nothing is known."""
    return mode.groups.get(each.group.id, NOTHING_KNOWN)


def _by_impact(mode: TrainingMode, stop: Limit | None) -> CrossLeftOut | None:
    if stop is None or not _is_stopped(stop) or mode.impact_free:
        return None
    text = f"{mode.name} is left out: while running is stopped only impact-free training is kept."
    reason = Reason(text, ("stridewell_design",), rule="impact_free", grade=Grade.EXPERT)
    return CrossLeftOut(mode, (stop.id,), reason)


def _is_stopped(stop: Limit | None) -> bool:
    """Whether running is stopped by more than tests that are still to be done."""
    return stop is not None and stop.id != GATE


def _by_equipment(mode: TrainingMode, situation: Situation, wishes: Wishes) -> CrossLeftOut | None:
    knowledge = situation.knowledge
    missing = [each for each in mode.equipment if not is_there(each, knowledge, wishes)]
    if not missing or mode.id in wishes.cross_training:
        return None
    named = ", ".join(knowledge.equipment[each].name for each in missing)
    text = f"{mode.name} needs what you did not name: {named}."
    reason = Reason(text, ("stridewell_design",), rule="equipment", grade=Grade.EXPERT)
    return CrossLeftOut(mode, ("equipment",), reason)


def _option(
    mode: TrainingMode, situation: Situation, wishes: Wishes, stop: Limit | None
) -> CrossOption:
    causes = grouped_causes(situation)
    advice = {each.group.id: advice_for(mode, each) for each in causes}
    fit = max((a.fit for a in advice.values()), key=lambda f: f.strictness, default=Fit.FINE)
    changes = tuple(a.text for a in advice.values() if a.fit is Fit.CHANGES)
    minutes, why = minutes_of(mode, situation, wishes, is_stopped=_is_stopped(stop))
    fits = (
        _reason(f"For {each.group.name}: {_clause(advice[each.group.id])}.", advice[each.group.id])
        for each in causes
    )
    pain, pain_reason = pain_limit(situation)
    return CrossOption(
        mode=mode,
        fit=fit,
        minutes=minutes,
        pain_limit=pain,
        changes=changes,
        figures=situation.knowledge.around.figures_of(mode.figures),
        reasons=(*dict.fromkeys(fits), why, pain_reason),
    )


def pain_limit(situation: Situation) -> tuple[int, Reason]:
    """The pain to stay at or below, 0 to 10; none at all where bone may be the cause."""
    name = "cross_bone_pain_limit" if situation.bone else "cross_pain_limit"
    value = situation.knowledge.around.numbers[name]
    text = f"Stay at pain {value.value:g} of 10 or below. {value.warrant.note}"
    told = f"{text}{value.warrant.caveat('This limit is')}"
    reason = Reason(told, value.warrant.sources, rule=name, grade=value.warrant.grade)
    return int(value.value), reason


def minutes_of(
    mode: TrainingMode, situation: Situation, wishes: Wishes, *, is_stopped: bool
) -> tuple[int, Reason]:
    """The minutes to begin with, from the usual running minutes, and where they come from."""
    number = situation.knowledge.around.number
    usual = usual_run_minutes(situation)
    start = usual if usual is not None else number("cross_default_minutes")
    share = mode.first_percent / 100
    if is_stopped or situation.zone is not Zone.GREEN:
        share *= number("cross_amber_percent") / 100
    there = max(wishes.minutes)
    most = min(number("cross_most_minutes"), there) if there else number("cross_most_minutes")
    wanted = min(max(start * share, number("cross_least_minutes")), most)
    minutes = max(int(wanted // WHOLE_MIN * WHOLE_MIN), WHOLE_MIN)
    basis = (
        f"your usual run takes {usual:.0f} min"
        if usual is not None
        else f"no run tells what you are used to, so {start:g} min are taken"
    )
    text = (
        f"{minutes} min: {basis}, and this kind begins at {100 * share:.0f} % of that, "
        f"with {most:g} min at the most."
    )
    return minutes, Reason(text, ("stridewell_design",), rule="cross_minutes", grade=Grade.EXPERT)


def usual_run_minutes(situation: Situation) -> float | None:
    """The middle duration of the runs of the last 30 days, in minutes; None without one."""
    durations = [s.duration_s / 60 for s in situation.inputs.load.sessions if s.duration_s]
    return median(durations) if durations else None


def _clause(advice: ModeAdvice) -> str:
    """The advice inside a sentence."""
    text = advice.text.rstrip(".")
    return text[:1].lower() + text[1:]


def _reason(text: str, advice: ModeAdvice) -> Reason:
    warrant = advice.warrant
    return Reason(text, warrant.sources, rule="cross_training", grade=warrant.grade)
