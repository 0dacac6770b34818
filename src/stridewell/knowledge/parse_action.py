"""Exercises, walk-run ladders and the single-run spike: files → records."""

from __future__ import annotations

from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import optional_criterion
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS
from stridewell.knowledge.records import SpikeClass, SpikeKnowledge
from stridewell.knowledge.training import (
    Dose,
    Exercise,
    ExerciseKind,
    Ladder,
    LadderStep,
    MuscleActivity,
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


def parse_ladder(ladder_id: str, node: Node) -> Ladder:
    """A walk-run ladder."""
    node.only(
        *("name", "tissues", "sessions_per_step", "days_per_week", "pain_limit", "entry", "steps"),
        *WARRANT_KEYS,
    )
    steps = tuple(
        LadderStep(
            number,
            step.only("run_min", "walk_min", "repeats", "note").number("run_min"),
            step.number("walk_min"),
            step.whole("repeats"),
            step.text("note", ""),
        )
        for number, step in enumerate(node.nodes("steps"), start=1)
    )
    return Ladder(
        id=ladder_id,
        name=node.text("name"),
        tissues=node.texts("tissues"),
        sessions_per_step=node.whole("sessions_per_step"),
        days_per_week=node.whole("days_per_week"),
        pain_limit=node.whole("pain_limit"),
        entry=node.texts("entry"),
        steps=steps,
        warrant=parse_warrant(node),
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
