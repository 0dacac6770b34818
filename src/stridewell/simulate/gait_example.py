"""The running form of the demo runner: three clips as a pose model would give them.

The left hip hangs when the right leg stands, the steps are few and long, and the form loosens
a little while they run.
"""

from __future__ import annotations

from collections.abc import Mapping

from stridewell.gait.keypoints import View
from stridewell.simulate.gait import (
    Camera,
    GaitTruth,
    Noise,
    Sided,
    SyntheticClip,
    synthetic_runner,
)
from stridewell.simulate.gait_files import openpose_zip

DEMO_RUNNER = GaitTruth(
    height_m=1.70,
    speed_mps=2.8,
    step_rate_spm=160.0,
    contact_time_ms=Sided(262.0, 270.0),
    foot_ahead_of_hip_mm=Sided(190.0, 195.0),
    pelvic_drop_peak_deg=Sided(7.0, 12.5),
    pelvic_drop_contact_deg=Sided(4.0, 4.5),
    step_width_mm=15.0,
    per_minute={"pelvic_drop_peak_deg": 2.0},
)
DEMO_RATE_HZ = 60.0
DEMO_SECONDS = 12.0
REAR_CAMERA = Camera(distance_m=4.0, px_per_m=500.0, size_px=(1080, 1200))


def demo_clip(view: View, seed: int = 7) -> SyntheticClip:
    """The demo runner from one side or from behind, twelve seconds at 60 frames a second."""
    rear = view is View.REAR
    return synthetic_runner(
        DEMO_RUNNER,
        view=view,
        rate_hz=DEMO_RATE_HZ,
        duration_s=DEMO_SECONDS,
        seed=seed,
        noise=Noise(sd=1.5),
        camera=REAR_CAMERA if rear else Camera(),
    )


def demo_files() -> Mapping[str, bytes]:
    """The three clips as zips of OpenPose JSON, by file name."""
    return {
        f"{view.value}.zip": openpose_zip(demo_clip(view).keypoints, "halpe_26", view.value)
        for view in (View.LEFT, View.RIGHT, View.REAR)
    }
