"""The freeze frames of a session: which clip shows a leg, and which angles are drawn in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from stridewell.app.gait_report import GaitReport
from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.measured import Measured
from stridewell.knowledge.records import Knowledge
from stridewell.values.anatomy import Side
from stridewell.web.gait_drawing import Mark, freeze_frame
from stridewell.web.gait_poses import LEGS, Plane, TypicalStep, planes_of, typical_step
from stridewell.web.gait_words import SIDE_NAMES, amount_words, decimals_of

AT_CONTACT, AT_MIDSTANCE = "first touch", "middle of the contact"


@dataclass(frozen=True, slots=True)
class Shown:
    """An angle of a frame: what is drawn, the metric it shows, and what it is called there."""

    what: str
    metric: str
    word: str
    of_side: bool = True


MARKS: Mapping[tuple[Plane, bool], tuple[Shown, ...]] = {
    (Plane.SIDE, True): (
        Shown("knee", "knee_flexion_at_contact_deg", "knee"),
        Shown("tibia", "tibia_angle_at_contact_deg", "shin"),
        Shown("foot", "foot_strike_angle_deg", "foot"),
    ),
    (Plane.SIDE, False): (
        Shown("trunk", "trunk_lean_deg", "trunk", of_side=False),
        Shown("knee", "knee_flexion_peak_deg", "knee"),
    ),
    (Plane.REAR, False): (
        Shown("pelvis", "pelvic_drop_midstance_deg", "drop"),
        Shown("adduction", "hip_adduction_peak_deg", "thigh"),
        Shown("width", "step_width_mm", "step width", of_side=False),
    ),
}
"""What is drawn in each plane at the first touch (True) and in the middle of the contact."""
PEAKS: Mapping[tuple[Plane, bool], str] = {
    (Plane.SIDE, False): "The angle of the knee is its largest of the contact, that of the trunk "
    "its mean.",
    (Plane.REAR, False): "The angle of the thigh is its largest of the contact. The dotted ring "
    "is where the other foot stands.",
}
"""What has to be known of the angles of a moment."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One freeze frame with its words."""

    picture: Markup
    caption: str
    look: str


@dataclass(frozen=True, slots=True)
class FrameRow:
    """The frames of one moment, left and right."""

    name: str
    note: str
    frames: tuple[Frame, ...]


def frame_rows(
    report: GaitReport, knowledge: Knowledge, name: str = "frame"
) -> tuple[FrameRow, ...]:
    """Every moment with its frames; a moment that no clip shows is left out."""
    rows = []
    for (plane, at_contact), shown in MARKS.items():
        seen = "from behind" if plane is Plane.REAR else "from the side"
        moment = AT_CONTACT if at_contact else AT_MIDSTANCE
        key = f"{name}-{plane.value}-{'touch' if at_contact else 'middle'}"
        frames = []
        for side in LEGS:
            step = step_of(report, side, plane)
            if step is not None:
                marks = _marks(report, side, shown, knowledge)
                frames.append(_frame(step, marks, moment, f"{key}-{side.value}"))
        if frames:
            name_of_row = f"{moment}, {seen}".capitalize()
            rows.append(FrameRow(name_of_row, PEAKS.get((plane, at_contact), ""), tuple(frames)))
    return tuple(rows)


def _frame(step: TypicalStep, marks: tuple[Mark, ...], moment: str, name: str) -> Frame:
    side = SIDE_NAMES[step.side].capitalize()
    steps = "step" if step.steps == 1 else "steps"
    caption = f"{side} foot, typical of {step.steps} {steps}"
    picture = freeze_frame(
        step,
        at_contact=moment == AT_CONTACT,
        title=f"{side} foot: {moment}",
        marks=marks,
        name=name,
    )
    return Frame(picture, caption, step.side.value)


def step_of(report: GaitReport, side: Side, plane: Plane) -> TypicalStep | None:
    """The typical step of a leg from the clip that shows it best; None where none does."""
    clips = [
        each
        for each in report.session.clips
        if plane in planes_of(each.view) and each.withheld is not side
    ]
    clips.sort(key=lambda each: not _is_near(each, side))
    for each in clips:
        step = typical_step(each.shown, each.contacts.contacts, side, plane)
        if step is not None:
            withheld = () if each.withheld is None else (each.withheld,)
            return replace(step, unsure=frozenset(withheld))
    return None


def _is_near(clip: ClipAnalysis, side: Side) -> bool:
    return clip.view.near in {side, Side.BOTH}


def _marks(
    report: GaitReport, side: Side, shown: tuple[Shown, ...], knowledge: Knowledge
) -> tuple[Mark, ...]:
    """The angles that were measured; what was not is not drawn."""
    found = (
        (each, report.session.value(each.metric, side if each.of_side else None)) for each in shown
    )
    return tuple(
        Mark(each.what, _words(each, value, knowledge))
        for each, value in found
        if value is not None
    )


def _words(shown: Shown, found: Measured, knowledge: Knowledge) -> str:
    value = amount_words(found.value, found.unit, decimals_of(found.id, knowledge))
    return f"{shown.word} {value}"
