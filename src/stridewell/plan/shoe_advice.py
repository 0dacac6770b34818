"""What the shoe log advises: changes before the pain, turns, wear, weight, lower drops."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.knowledge.around import Around
from stridewell.knowledge.warrant import Value
from stridewell.plan.causes_grouped import GroupedCause, first_in
from stridewell.plan.shoe_ramp import Ramp, ramp_of
from stridewell.plan.shoes import (
    Cushioning,
    Shoe,
    ShoeChange,
    ShoeKind,
    ShoeLog,
    change_of,
    changes_before,
)
from stridewell.values.evidence import Grade, Reason

CALF_GROUP = ("calf_and_heel",)


@dataclass(frozen=True, slots=True)
class Wearer:
    """What the adviser may know of the runner; None and empty where nothing was told."""

    today: date
    pain_since: date | None = None
    mass_kg: float | None = None
    is_female: bool | None = None
    causes: tuple[GroupedCause, ...] = ()
    other_change: str = ""
    """Another change that is under way, such as a trial of a cue."""


@dataclass(frozen=True, slots=True)
class ShoeAdvice:
    """Everything the log advises now."""

    changes: tuple[ShoeChange, ...]
    """New pairs in the weeks before the pain began; without pain, before today."""
    ramps: tuple[Ramp, ...]
    """New pairs that are still being brought in."""
    notes: tuple[Reason, ...]


def shoe_advice(log: ShoeLog, wearer: Wearer, around: Around) -> ShoeAdvice:
    """What the log advises a runner."""
    changes = changes_before(log, wearer.pain_since or wearer.today, around)
    ramps = new_pairs(log, wearer.today, around)
    notes = (
        *_change_notes(changes, wearer, around),
        *_together_notes(ramps, wearer, around),
        *_lower_notes(ramps, wearer, around),
        *_turn_notes(log, wearer.today, around),
        *_wear_notes(log, wearer.today, around),
        *_mass_notes(log, wearer, around),
    )
    return ShoeAdvice(changes, ramps, notes)


def new_pairs(log: ShoeLog, today: date, around: Around) -> tuple[Ramp, ...]:
    """The ramps of the pairs that are new and not used to yet.

    A pair is new where another was worn before it, and it had not run before it was logged.
    """
    ramps = []
    for shoe in _at_hand(log, today, around):
        first = log.first_worn(shoe.id) or today
        before = change_of(log, shoe, first, around).before
        if shoe.start_km > 0 or before is None or before.id == shoe.id:
            continue
        ramp = ramp_of(log, shoe, before, around)
        if not ramp.is_done:
            ramps.append(ramp)
    return tuple(ramps)


def _at_hand(log: ShoeLog, today: date, around: Around) -> tuple[Shoe, ...]:
    """The pairs in use now."""
    return log.at_hand(today - timedelta(weeks=around.number("shoe_window_weeks")))


def _change_notes(
    changes: tuple[ShoeChange, ...], wearer: Wearer, around: Around
) -> tuple[Reason, ...]:
    window = around.numbers["shoe_window_weeks"]
    when = "before the pain began" if wearer.pain_since else "before today"
    notes = []
    for change in changes:
        told = "; ".join(change.differences) or "no difference that is known of"
        against = f" against {change.before.name}" if change.before is not None else ""
        text = (
            f"{change.shoe.name} was new within {window.value:g} weeks {when}: {told}{against}. "
            "That does not make it the cause."
        )
        notes.append(_by(window, text, "shoe_window_weeks"))
        if change.is_double:
            notes.append(_two(f"More than one thing changed with {change.shoe.name}.", around))
    if len(changes) > 1:
        notes.append(_two(f"{len(changes)} pairs were new in the same weeks.", around))
    return tuple(notes)


def _together_notes(ramps: tuple[Ramp, ...], wearer: Wearer, around: Around) -> tuple[Reason, ...]:
    """Two changes under way at once."""
    if ramps and wearer.other_change:
        text = f"{ramps[0].shoe.name} is new while {wearer.other_change}."
        return (_two(text, around),)
    if len(ramps) > 1:
        return (_two("Two pairs are being brought in at once.", around),)
    return ()


def _two(text: str, around: Around) -> Reason:
    warrant = around.shoe_verdicts["one_change"].warrant
    return Reason(
        f"{text} Change one thing at a time, or nobody can tell which one hurt.",
        warrant.sources,
        rule="one_change",
        grade=warrant.grade,
    )


def _lower_notes(ramps: tuple[Ramp, ...], wearer: Wearer, around: Around) -> tuple[Reason, ...]:
    calf = first_in(wearer.causes, CALF_GROUP)
    lower = [each for each in ramps if each.reason.rule != "shoe_ramp_weeks"]
    if not lower:
        return ()
    warrant = around.shoe_verdicts["minimal"].warrant
    text = f"{lower[0].shoe.name} gives calf and heel cord more work: do calf raises meanwhile."
    if calf is not None:
        text = f"Leave {lower[0].shoe.name} for now: the pattern may fit {calf.named}."
    notes = [Reason(text, warrant.sources, rule="lower_drop", grade=warrant.grade)]
    limit = around.numbers["shoe_minimal_mass_kg"]
    heavy = wearer.mass_kg is not None and wearer.mass_kg > limit.value
    if heavy and any(each.shoe.kind is ShoeKind.MINIMAL for each in lower):
        notes.append(_by(limit, f"{limit.warrant.note} Take longer.", "shoe_minimal_mass_kg"))
    return tuple(notes)


def _turn_notes(log: ShoeLog, today: date, around: Around) -> tuple[Reason, ...]:
    """Two pairs at hand, and all the newest runs in one."""
    last = int(around.number("shoe_usual_runs"))
    active = {each.id for each in _at_hand(log, today, around)}
    worn = [log.worn[each.run_id] for each in log.runs if each.run_id in log.worn][-last:]
    if len(active) < 2 or len(worn) < last or len(set(worn)) > 1:  # noqa: PLR2004  (taking turns)
        return ()
    verdict = around.shoe_verdicts["rotation"]
    text = f"Your last {last} runs were all in one pair. If the other suits you too, take turns."
    return (Reason(text, verdict.warrant.sources, rule="rotation", grade=verdict.warrant.grade),)


def _wear_notes(log: ShoeLog, today: date, around: Around) -> tuple[Reason, ...]:
    """A soft word on far-run pairs; it is no rule."""
    low, high = around.numbers["shoe_wear_low_km"], around.numbers["shoe_wear_high_km"]
    notes = []
    for shoe in _at_hand(log, today, around):
        km = log.km_of(shoe)
        if km < low.value:
            continue
        text = (
            f"{shoe.name} has run {km:.0f} km. The usual {low.value:g} to {high.value:g} km are "
            "habit and no trial has tested them: look at the sole and feel how it runs."
        )
        notes.append(_by(low, text, "shoe_wear_low_km"))
    return tuple(notes)


def _mass_notes(log: ShoeLog, wearer: Wearer, around: Around) -> tuple[Reason, ...]:
    """Firm soles and a light runner: the one place where weight said something about shoes."""
    if wearer.mass_kg is None or wearer.is_female is None:
        return ()
    name = "shoe_light_women_kg" if wearer.is_female else "shoe_light_men_kg"
    limit = around.numbers[name]
    firm = [each for each in log.active if each.cushioning is Cushioning.FIRM]
    if not firm or wearer.mass_kg >= limit.value:
        return ()
    figure = around.figures["shoes_hard_sole_light"]
    text = (
        f"{firm[0].name} is firm, and you are below {limit.value:g} kg. {figure.sentence} "
        "Between two comfortable pairs take the softer one."
    )
    return (_by(limit, text, name),)


def _by(value: Value, text: str, rule: str) -> Reason:
    warrant = value.warrant
    told = f"{text}{warrant.caveat('This number is')}"
    return Reason(told, warrant.sources, rule=rule, grade=warrant.grade or Grade.EXPERT)
