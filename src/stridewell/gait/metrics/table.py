"""All metrics, one entry each; the engine reads this table."""

from __future__ import annotations

from stridewell.gait.metrics import frontal, sagittal, times
from stridewell.gait.metrics.definition import Metric, Reading
from stridewell.gait.metrics.phases import Phase

SIDE = frozenset({"side", "space"})
REAR = frozenset({"rear", "space"})
ANY = frozenset({"side", "rear", "space"})
LEGS = ("hip", "knee", "ankle")
CONTACT, STEP, BACK = Phase.CONTACT, Phase.STEP, Phase.SWING_BACK
FIRST, MIDDLE, MEAN, PEAK = Reading.FIRST, Reading.MIDDLE, Reading.MEAN, Reading.PEAK
RISE, SPAN, SINGLE = Reading.RISE, Reading.SPAN, Reading.SINGLE

STEP_RATE, BALANCE, CONTACT_TIME = "step_rate_spm", "contact_balance_left_pct", "contact_time_ms"
FOOT_STRIKE = "foot_strike_angle_deg"

_TIMES = (
    Metric(CONTACT_TIME, "ms", ANY, CONTACT, SINGLE, times.contact_time_ms),
    Metric("flight_time_ms", "ms", ANY, CONTACT, SINGLE, times.flight_time_ms),
    Metric("duty_factor_pct", "%", ANY, CONTACT, SINGLE, times.duty_factor_pct),
)
_SAGITTAL = (
    Metric(
        *("pelvis_oscillation_mm", "mm", ANY, STEP, SPAN, sagittal.pelvis_height_mm),
        both=("hip",),
        length=True,
        sided=False,
    ),
    Metric(
        *("com_oscillation_mm", "mm", SIDE, STEP, SPAN, sagittal.com_height_mm),
        both=LEGS,
        length=True,
        sided=False,
    ),
    Metric(
        *("foot_ahead_of_hip_mm", "mm", SIDE, CONTACT, FIRST),
        sagittal.foot_ahead_of_hip_mm,
        own=("hip", "ankle"),
        length=True,
    ),
    Metric(
        *("foot_ahead_of_com_mm", "mm", SIDE, CONTACT, FIRST, sagittal.foot_ahead_of_com_mm),
        both=("shoulder", *LEGS),
        length=True,
    ),
    Metric(
        *("tibia_angle_at_contact_deg", "deg", SIDE, CONTACT, FIRST),
        sagittal.tibia_angle_deg,
        own=("knee", "ankle"),
    ),
    Metric(
        *("knee_flexion_at_contact_deg", "deg", SIDE, CONTACT, FIRST),
        sagittal.knee_flexion_deg,
        own=LEGS,
    ),
    Metric(
        *("knee_flexion_peak_deg", "deg", SIDE, CONTACT, PEAK, sagittal.knee_flexion_deg),
        own=LEGS,
    ),
    Metric(
        *("hip_extension_peak_deg", "deg", SIDE, CONTACT, PEAK),
        sagittal.hip_extension_deg,
        own=("hip", "knee"),
    ),
    Metric(
        *(FOOT_STRIKE, "deg", SIDE, CONTACT, FIRST, sagittal.foot_strike_angle_deg),
        own=("heel", "toe"),
    ),
    Metric(
        *("trunk_lean_deg", "deg", SIDE, CONTACT, MEAN, sagittal.trunk_lean_deg),
        both=("shoulder", "hip"),
        sided=False,
    ),
)
_FRONTAL = (
    Metric(
        *("lateral_trunk_lean_deg", "deg", REAR, CONTACT, MEAN),
        frontal.lateral_trunk_lean_deg,
        both=("shoulder", "hip"),
    ),
    Metric(
        *("pelvic_drop_peak_deg", "deg", REAR, CONTACT, PEAK, frontal.pelvic_drop_deg),
        both=("hip",),
    ),
    Metric(
        *("pelvic_drop_midstance_deg", "deg", REAR, CONTACT, MIDDLE),
        frontal.pelvic_drop_deg,
        both=("hip",),
    ),
    Metric(
        *("pelvic_drop_excursion_deg", "deg", REAR, CONTACT, RISE),
        frontal.pelvic_drop_deg,
        both=("hip",),
    ),
    Metric(
        *("hip_adduction_peak_deg", "deg", REAR, CONTACT, PEAK, frontal.hip_adduction_deg),
        own=("knee",),
        both=("hip",),
    ),
    Metric(
        *("step_width_mm", "mm", REAR, CONTACT, SINGLE, frontal.step_width_mm),
        both=("heel",),
        length=True,
        sided=False,
    ),
    Metric(
        *("crossover_pct", "%", REAR, CONTACT, SINGLE, frontal.crossover_pct),
        both=("heel", "hip"),
        share=True,
        sided=False,
    ),
    Metric(
        *("knee_window_mm", "mm", REAR, CONTACT, MIDDLE, frontal.knee_window_mm),
        both=("knee",),
        length=True,
    ),
    Metric(
        *("heel_whip_deg", "deg", REAR, BACK, PEAK, frontal.heel_whip_deg),
        own=("knee", "ankle"),
    ),
)
METRICS: tuple[Metric, ...] = (*_TIMES, *_SAGITTAL, *_FRONTAL)
"""Every metric that is read step by step; step rate and balance are made of these."""
