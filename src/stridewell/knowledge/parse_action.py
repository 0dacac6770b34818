"""Exercises, walk-run ladders and the single-run spike: files → records."""

from __future__ import annotations

from stridewell.knowledge.dosing import DosingKnowledge
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import optional_criterion
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS
from stridewell.knowledge.records import SpikeClass, SpikeKnowledge
from stridewell.knowledge.training import (
    Dose,
    EntryMeasure,
    Equipment,
    Exercise,
    ExerciseKind,
    Ladder,
    LadderEntry,
    LadderStep,
    MuscleActivity,
    Phase,
    Stage,
)
from stridewell.values.quantities import Interval


def parse_exercise(exercise_id: str, node: Node) -> Exercise:
    """An exercise with its doses by stage."""
    node.only(
        *("name", "target", "position", "steps", "feel", "faults", "equipment", "doses"),
        *("progress", "regress", "helps", "avoid_for", "avoid_when", "avoid_because"),
        *("gentle", "kind", "harder", "easier", "heavy_legs", "impact", "activity", "offered"),
        *WARRANT_KEYS,
    )
    return Exercise(
        id=exercise_id,
        name=node.text("name"),
        target=node.text("target"),
        position=node.text("position"),
        steps=node.texts("steps"),
        feel=node.text("feel"),
        faults=node.texts("faults"),
        equipment=node.texts("equipment"),
        doses={stage: parse_dose(dose) for stage, dose in node.child("doses").items()},
        progress=node.text("progress"),
        regress=node.text("regress"),
        helps=node.texts("helps"),
        avoid_for=node.texts("avoid_for"),
        avoid_when=optional_criterion(node, "avoid_when"),
        warrant=parse_warrant(node),
        avoid_because=node.text("avoid_because") if node.has("avoid_for") else "",
        gentle=node.flag("gentle"),
        kind=node.member("kind", ExerciseKind) if node.has("kind") else ExerciseKind.STRENGTH,
        harder=node.texts("harder"),
        easier=node.texts("easier"),
        heavy_legs=frozenset(_stage(node, each) for each in node.texts("heavy_legs")),
        impact=node.flag("impact"),
        activity=tuple(_activity(each) for each in node.nodes("activity")),
        offered=node.flag("offered") if node.has("offered") else True,
    )


def parse_equipment(equipment_id: str, node: Node) -> Equipment:
    """Something an exercise needs."""
    node.only("name", "always")
    return Equipment(equipment_id, node.text("name"), always=node.flag("always"))


def _stage(node: Node, text: str) -> Stage:
    try:
        return Stage(text)
    except ValueError as error:
        raise node.fail(f"{text!r} is none of {', '.join(Stage)}") from error


def _activity(node: Node) -> MuscleActivity:
    node.only("muscle", "percent", *WARRANT_KEYS)
    return MuscleActivity(node.text("muscle"), node.interval("percent"), parse_warrant(node))


def parse_dose(node: Node) -> Dose:
    """How much, at one stage."""
    node.only(
        *("sets", "reps", "reps_to", "hold_s", "distance_m", "days_per_week", "effort", "note"),
        *("tempo", "rpe"),
    )
    if not (node.has("reps") or node.has("hold_s") or node.has("distance_m")):
        raise node.fail("a dose needs reps, hold_s or distance_m")
    return Dose(
        sets=node.whole("sets"),
        reps=node.whole("reps") if node.has("reps") else None,
        hold_s=node.whole("hold_s") if node.has("hold_s") else None,
        days_per_week=node.whole("days_per_week"),
        effort=node.text("effort"),
        note=node.text("note", ""),
        reps_to=node.whole("reps_to") if node.has("reps_to") else None,
        distance_m=node.whole("distance_m") if node.has("distance_m") else None,
        tempo=node.text("tempo", ""),
        rpe=node.interval("rpe") if node.has("rpe") else None,
    )


def parse_dosing(node: Node) -> DosingKnowledge:
    """What stands in for equipment, and which exercises are expected."""
    node.only("stand_ins", "popular")
    return DosingKnowledge(
        stand_ins={name: each.as_text() for name, each in node.child("stand_ins").items()},
        popular=node.texts("popular"),
    )


def parse_ladder(ladder_id: str, node: Node) -> Ladder:
    """A walk-run ladder."""
    node.only(
        *("name", "tissues", "sessions_per_step", "days_per_week", "pain_limit", "entry", "steps"),
        *("gate", "gate_pain", "first_when"),
        *WARRANT_KEYS,
    )
    conditions = tuple(_ladder_entry(each) for each in node.nodes("entry"))
    return Ladder(
        id=ladder_id,
        name=node.text("name"),
        tissues=node.texts("tissues"),
        sessions_per_step=node.whole("sessions_per_step"),
        days_per_week=node.whole("days_per_week"),
        pain_limit=node.whole("pain_limit"),
        entry=tuple(each.text for each in conditions),
        steps=tuple(
            _ladder_step(number, each) for number, each in enumerate(node.nodes("steps"), 1)
        ),
        warrant=parse_warrant(node),
        conditions=conditions,
        gate=node.texts("gate"),
        gate_pain=node.whole("gate_pain") if node.has("gate_pain") else node.whole("pain_limit"),
        first_when=node.texts("first_when"),
    )


def _ladder_step(number: int, node: Node) -> LadderStep:
    node.only("run_min", "walk_min", "repeats", "note", "phase", "extra")
    phase = node.member("phase", Phase) if node.has("phase") else Phase.WALK_RUN
    if node.has("extra") != (phase is Phase.EXTRA):
        raise node.fail("'extra' is named in the phase 'extra', and only there")
    return LadderStep(
        number=number,
        run_min=node.number("run_min"),
        walk_min=node.number("walk_min"),
        repeats=node.whole("repeats"),
        note=node.text("note", ""),
        phase=phase,
        extra=node.text("extra", ""),
    )


def _ladder_entry(node: Node) -> LadderEntry:
    node.only("text", "measure", "at_most", "at_least", "finding", "condition")
    measure = node.member("measure", EntryMeasure)
    counts_days = node.has("at_most") and node.has("at_least")
    if counts_days != (measure is EntryMeasure.CALM_DAYS):
        raise node.fail("at_most and at_least go with the measure 'calm_days', and only with it")
    if node.has("finding") != (measure is EntryMeasure.ABSENT):
        raise node.fail("a finding is named for the measure 'absent', and only for it")
    return LadderEntry(
        text=node.text("text"),
        measure=measure,
        at_most=node.number("at_most") if node.has("at_most") else None,
        at_least=node.number("at_least") if node.has("at_least") else None,
        finding=node.text("finding", ""),
        condition=node.text("condition", ""),
    )


def parse_spike(node: Node) -> SpikeKnowledge:
    """The single-run spike rule; the class up to the first edge is the reference."""
    node.only("window", "recent", "classes", "population", "since", *WARRANT_KEYS)
    return SpikeKnowledge(
        window_days=node.child("window").whole("value"),
        recent_days=node.child("recent").whole("value"),
        classes=tuple(_spike_class(name, entry) for name, entry in node.child("classes").items()),
        warrant=parse_warrant(node),
    )


def _spike_class(class_id: str, node: Node) -> SpikeClass:
    node.only("up_to_percent", "hazard_ratio", "interval")
    return SpikeClass(
        id=class_id,
        up_to_percent=node.whole("up_to_percent") if node.has("up_to_percent") else None,
        hazard_ratio=node.number("hazard_ratio") if node.has("hazard_ratio") else 1.0,
        interval=node.interval("interval") if node.has("interval") else Interval(1.0, 1.0),
    )
