"""Filmed sessions written by hand: values without a film behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from cases import AT, KNOWLEDGE
from stridewell.app.gait_report import GaitReport
from stridewell.app.gait_shelf import FilmedClip, GaitSummary, GaitVersions, NewSession
from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.contacts import Contact, ContactSeries, NotMeasured
from stridewell.gait.findings import judge
from stridewell.gait.judged import Circumstances
from stridewell.gait.keypoints import Filmed, Keypoints, Stated, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.measured import Difference, Drift, Measured
from stridewell.gait.session import merge
from stridewell.values.anatomy import Side

SDS = (0.004, 0.005)
RUNNING = Filmed(height_m=1.7, speed_mps=2.8, treadmill=True)


def still(view: View = View.REAR, frames: int = 3) -> Keypoints:
    """Somebody who does not move."""
    return Keypoints(
        time_s=np.arange(frames) / 60,
        points=(Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL),
        position=np.zeros((frames, 2, len(view.axes))),
        confidence=np.ones((frames, 2)),
        view=view,
        unit=Unit.METRE,
        convention="markers",
    )


def dropped(side: Side, degrees: float, half: float = 0.8) -> Measured:
    """How far the pelvis dropped while one leg stood."""
    interval = (degrees - half, degrees + half)
    return Measured("pelvic_drop_peak_deg", degrees, "deg", side, *interval, 14)


def inward(side: Side, degrees: float, half: float = 0.8) -> Measured:
    """How far the thigh went inward while this leg stood."""
    interval = (degrees - half, degrees + half)
    return Measured("hip_adduction_peak_deg", degrees, "deg", side, *interval, 14)


def session(
    at: datetime,
    measured: Sequence[Measured],
    differences: Sequence[Difference] = (),
    filmed: Filmed = RUNNING,
) -> NewSession:
    """A kept session of one clip from behind in which this was measured."""
    return NewSession(
        at=at,
        filmed=filmed,
        clips=(FilmedClip("rear.json", still()),),
        summary=GaitSummary(tuple(measured), tuple(differences)),
        versions=GaitVersions("knows", "0", "contacts"),
    )


def analysis(
    measured: Sequence[Measured] = (),
    *,
    view: View = View.REAR,
    refused: Sequence[NotMeasured] = (),
    differences: Sequence[Difference] = (),
    convention: str = "markers",
) -> ClipAnalysis:
    """A clip in which this was measured, with one contact of each foot."""
    points = replace(still(view), convention=convention)
    contacts = (Contact(Side.LEFT, 0.1, 0.35, *SDS), Contact(Side.RIGHT, 0.45, 0.7, *SDS))
    return ClipAnalysis(
        seen=points,
        shown=points,
        contacts=ContactSeries(contacts, 168.0, 0.4, "drawn"),
        measured=tuple(measured),
        differences=tuple(differences),
        drifts=tuple(Drift(m.id, m.side, 0.5, m.unit, -0.5, 1.5) for m in measured),
        refused=tuple(refused),
        stated=(Stated("frame rate", "60 Hz", "you gave it"),),
        swapped=np.array([False, True, False]),
        untrusted={Side.RIGHT: np.array([False, True, True])},
    )


def report(
    *clips: ClipAnalysis,
    number: int | None = 3,
    at: datetime = AT,
    filmed: Filmed = RUNNING,
    seen: Circumstances | None = None,
) -> GaitReport:
    """A session of these clips, judged by the packaged knowledge."""
    gait = KNOWLEDGE.gait
    session = merge(clips, gait.metrics)
    beside = seen or Circumstances(speed_mps=filmed.speed_mps)
    return GaitReport(
        session=session,
        filmed=filmed,
        names=tuple(f"{place}.json" for place, _ in enumerate(clips, start=1)),
        videos=tuple(None for _ in clips),
        judged=judge(session.measured, session.differences, beside, gait, KNOWLEDGE.around),
        at=at,
        versions=GaitVersions("knows", "0", "contacts"),
        number=number,
    )
