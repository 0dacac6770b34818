"""One clip from body points as read to what was measured, each part stood in for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from filmed import still
from stridewell.adapters.gait_model import load_contact_model
from stridewell.gait import clip as clips
from stridewell.gait.clip import ClipAnalysis, analyse_clip
from stridewell.gait.contacts import Contact, ContactSeries, NotMeasured
from stridewell.gait.keypoints import Filmed, Keypoints, Stated, View
from stridewell.gait.measured import Measured
from stridewell.gait.metrics import Measurement
from stridewell.gait.sides import SideRepair
from stridewell.knowledge.gait import MethodErrors
from stridewell.knowledge.records import Knowledge
from stridewell.simulate.gait import GaitTruth, synthetic_runner
from stridewell.values.anatomy import Side

FRAMES = 30
RATE = Measured("step_rate_spm", 168.0, "spm", None, 167.0, 169.0, 20)
EVERY_STEP = tuple(
    Contact(side, at, at + 0.2, 0.004, 0.005)
    for side, at in ((Side.LEFT, 0.0), (Side.RIGHT, 0.1), (Side.LEFT, 0.2))
)


class Parts:
    """Stands in for the parts of the pipeline, and remembers what they were given."""

    def __init__(self, withheld: Side | None = None) -> None:
        """Withhold a leg, or none."""
        self.withheld = withheld
        self.measured_with: list[ContactSeries] = []

    def repair(self, raw: Keypoints) -> SideRepair:
        """The fourth frame was exchanged, the last could not be told."""
        return SideRepair(
            clip=raw.with_stated([Stated("left and right", "put in order", "they jump")]),
            swapped=np.arange(FRAMES) == 3,
            untrusted={Side.RIGHT: np.arange(FRAMES) == FRAMES - 1},
            withheld=self.withheld,
            refused=(NotMeasured("all", "hidden", side=Side.RIGHT),),
        )

    def smooth(self, clip: Keypoints) -> Keypoints:
        """Twice as many frames in the same time."""
        doubled = still(clip.view, 2 * FRAMES)
        return replace(doubled, time_s=doubled.time_s / 2, stated=clip.stated)

    def find(self, *_: object) -> ContactSeries:
        """Three steps, and a reason that was given before."""
        refused = (
            NotMeasured("all", "said again", side=Side.RIGHT),
            NotMeasured("flight_time_ms", "no flight"),
        )
        return ContactSeries(EVERY_STEP, 168.0, 0.4, "drawn", refused)

    def measure(self, _clip: Keypoints, contacts: ContactSeries, *_: object) -> Measurement:
        """The step rate."""
        self.measured_with.append(contacts)
        return Measurement(
            measured=(RATE,),
            differences=(),
            drifts=(),
            refused=(
                NotMeasured("flight_time_ms", "too late"),
                NotMeasured("step_width_mm", "side"),
            ),
            stated=(Stated("scale", "2 mm in a pixel", "your height"),),
        )


def analysed(monkeypatch: pytest.MonkeyPatch, parts: Parts) -> ClipAnalysis:
    monkeypatch.setattr(clips, "repair_sides", parts.repair)
    monkeypatch.setattr(clips, "fill_gaps", lambda clip: clip)
    monkeypatch.setattr(clips, "smooth", parts.smooth)
    monkeypatch.setattr(clips, "find_contacts", parts.find)
    monkeypatch.setattr(clips, "measure", parts.measure)
    raw = still(View.LEFT, FRAMES)
    return analyse_clip(raw, Filmed(), load_contact_model(), MethodErrors())


def test_what_every_part_says_comes_together(monkeypatch: pytest.MonkeyPatch) -> None:
    found = analysed(monkeypatch, Parts())
    assert (found.view, found.seen.frames, found.shown.frames) == (View.LEFT, FRAMES, 2 * FRAMES)
    assert found.contacts.contacts == EVERY_STEP
    assert found.value("step_rate_spm") == RATE
    assert found.value("step_rate_spm", Side.LEFT) is None
    assert [each.what for each in found.stated] == ["left and right", "scale"]


def test_the_first_reason_of_each_metric_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = analysed(monkeypatch, Parts()).refused
    assert [each.because for each in refused] == ["hidden", "no flight", "side"]


def test_a_refused_leg_is_the_reason_for_its_metrics(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Parts()
    few = NotMeasured("contact_time_ms", "only 0 steps", "film longer", Side.RIGHT)
    near = replace(few, side=Side.LEFT)
    monkeypatch.setattr(parts, "find", lambda *_: ContactSeries((), None, None, "", (few, near)))
    told = {(each.metric, each.side): each for each in analysed(monkeypatch, parts).refused}
    assert told["contact_time_ms", Side.RIGHT] == replace(few, because="hidden", remedy="")
    assert told["contact_time_ms", Side.LEFT] == near


def test_a_refused_clip_is_the_reason_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Parts()
    none = NotMeasured("all", "no running", "run")
    monkeypatch.setattr(parts, "find", lambda *_: ContactSeries((), None, None, "", (none,)))
    told = {each.metric: each for each in analysed(monkeypatch, parts).refused}
    assert told["flight_time_ms"] == replace(none, metric="flight_time_ms")
    assert told["step_width_mm"] == replace(none, metric="step_width_mm")


def test_marked_frames_are_carried_to_the_frames_that_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = analysed(monkeypatch, Parts())
    # 30 frames in the time of 60: frame 3 lies at 6, and half the way to its neighbours is its own
    assert np.flatnonzero(found.swapped).tolist() == [6, 7]
    untrusted = np.flatnonzero(found.untrusted[Side.RIGHT])
    assert (untrusted[0], untrusted[-1]) == (58, 59)


@pytest.mark.parametrize(
    ("withheld", "left_over"),
    [(None, EVERY_STEP), (Side.RIGHT, EVERY_STEP[::2]), (Side.LEFT, EVERY_STEP[1:2])],
)
def test_a_withheld_leg_has_no_contacts(
    monkeypatch: pytest.MonkeyPatch, withheld: Side | None, left_over: tuple[Contact, ...]
) -> None:
    parts = Parts(withheld)
    found = analysed(monkeypatch, parts)
    assert found.withheld is withheld
    assert found.contacts.contacts == parts.measured_with[0].contacts == left_over
    assert found.contacts.step_rate_spm == 168.0


def test_two_withheld_legs_have_no_contacts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert analysed(monkeypatch, Parts(Side.BOTH)).contacts.contacts == ()


def test_a_drawn_runner_is_measured_by_the_real_parts(knowledge: Knowledge) -> None:
    truth = GaitTruth(speed_mps=3.0, step_rate_spm=172.0)
    drawn = synthetic_runner(truth, view=View.LEFT, rate_hz=120, duration_s=10, seed=3)
    filmed = Filmed(height_m=truth.height_m, speed_mps=3.0, treadmill=True)
    found = analyse_clip(drawn.keypoints, filmed, load_contact_model(), knowledge.gait.errors)
    rate, near = found.value("step_rate_spm"), found.value("contact_time_ms", Side.LEFT)
    assert rate is not None
    assert rate.value == pytest.approx(172.0, abs=0.5)
    assert near is not None
    assert near.value == pytest.approx(drawn.value("contact_time_ms", Side.LEFT), abs=20)
    assert found.withheld is None
    assert not found.swapped.any()
