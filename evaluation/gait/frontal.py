"""What a phone behind the runner would show, against the truth in space.

python -m evaluation.gait.frontal DATA [--learn]

``--learn`` prints what was learned of the method's errors, as lines of method_errors.yaml.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from evaluation.gait.agreement import (
    FEW_STEPS,
    FOUND,
    GOAL_STEPS,
    Row,
    learned_entries,
    rows,
    table,
    table_of_found,
)
from evaluation.gait.marker_truth import true_values
from evaluation.gait.rbds import joint_angles, trials
from evaluation.gait.virtual_camera import true_contacts

from stridewell.gait.contacts import ContactSeries
from stridewell.gait.keypoints import Floats, View
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
GOALS = (
    ("pelvic_drop_peak_deg", "bias", 1.5),
    ("pelvic_drop_peak_deg", "MAE", 2.0),
    ("hip_adduction_peak_deg", "MAE", 3.0),
    ("step_width_mm", "MAE", 10.0),
)
CAMERA = f"""4 m behind, up to 0.5 m too high or low, up to 10 degrees off the axis, rolled by up
to 3 degrees, 600 pixels a metre with 2 pixels of noise. Contacts are those of the force plate. Bias
and mean absolute error: {GOAL_STEPS} steps of each side against the markers of the same steps.
Intervals: {FEW_STEPS} steps of each side against all the other steps. What is learned of a method's
error comes from the other runners; constants of camera, scale and the usual ways of the legs were
set on these same runners, so that new ones may come out a little worse."""
OPINION = """Second opinion: the same steps by inverse kinematics with a model of the whole leg
(OpenSim). It places the pelvis by other rules, so that absolute angles differ."""
PEAKS = ("pelvic_drop_peak_deg", "hip_adduction_peak_deg")


def frontal_tables(data: Path) -> str:
    """Goals, every metric with its interval, other points for the hips, and a second opinion."""
    full, few = (rows(data, View.REAR, steps) for steps in (GOAL_STEPS, FEW_STEPS))
    skin = rows(data, View.REAR, GOAL_STEPS, psis=True)
    runners = len({each.runner for each in full})
    return "\n\n".join(
        (
            f"{runners} runners at up to three speeds, two virtual cameras each: {CAMERA}",
            _goals(full),
            table(full, few),
            FOUND,
            table_of_found(data, View.REAR),
            "Hips shown by the skin points above the buttocks instead (PSIS), same truth:",
            _plain(skin),
            OPINION,
            _opinion(data),
        )
    )


def _goals(full: Sequence[Row]) -> str:
    lines = ["| goal | at most | measured | met |", "|---|---:|---:|---|"]
    for metric, what, most in GOALS:
        errors = _errors(full, metric)
        found = abs(errors.mean()) if what == "bias" else np.abs(errors).mean()
        met = "yes" if found <= most else "no"
        lines.append(f"| {metric}, {what} | {most:g} | {found:.2f} | {met} |")
    return "\n".join(lines)


def _errors(found: Sequence[Row], metric: str) -> Floats:
    return np.array([e.error for e in found if e.metric == metric and not e.apart])


def _plain(found: Sequence[Row]) -> str:
    lines = ["| metric | n | bias | SD | MAE |", "|---|---:|---:|---:|---:|"]
    for metric in PEAKS:
        errors = _errors(found, metric)
        lines.append(
            f"| {metric} | {len(errors)} | {errors.mean():+.1f} | {errors.std():.1f} "
            f"| {np.abs(errors).mean():.1f} |"
        )
    return "\n".join(lines)


def _opinion(data: Path) -> str:
    pairs: dict[str, list[tuple[float, float]]] = {each: [] for each in PEAKS}
    for trial in trials(data):
        angles = joint_angles(data, trial.name)
        series = _between(true_contacts(trial), angles["time"][0], angles["time"][-1])
        own = true_values(trial.keypoints, series)
        for side in SIDES:
            for metric, value in _model_peaks(angles, series, side).items():
                known = own.get((metric, side))
                if known is not None and np.isfinite([known.mean, value]).all():
                    pairs[metric].append((known.mean, value))
    lines = [
        "| metric | n | markers, mean | model, mean | difference, SD | correlation |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for metric, values in pairs.items():
        own_values, model = np.array(values).T
        lines.append(
            f"| {metric} | {len(model)} | {own_values.mean():.1f} | {model.mean():.1f} "
            f"| {(own_values - model).std():.1f} | {np.corrcoef(own_values, model)[0, 1]:.2f} |"
        )
    return "\n".join(lines)


def _between(series: ContactSeries, start_s: float, end_s: float) -> ContactSeries:
    kept = tuple(e for e in series.contacts if e.on_s >= start_s and e.off_s <= end_s)
    return ContactSeries(kept, series.step_rate_spm, series.step_rate_sd_spm, series.method)


def _model_peaks(
    angles: Mapping[str, Floats], series: ContactSeries, side: Side
) -> Mapping[str, float]:
    """Mean peaks of the model; its pelvis list is + with the right side down."""
    down = angles["pelvis_list"] * (1 if side is Side.LEFT else -1)
    inwards = angles[f"hip_adduction_{side.value[0]}"]
    found: dict[str, list[float]] = {each: [] for each in PEAKS}
    for contact in series.of(side):
        first, last = np.searchsorted(angles["time"], [contact.on_s, contact.off_s])
        if last - first > 3:
            found[PEAKS[0]].append(float(down[first:last].max()))
            found[PEAKS[1]].append(float(inwards[first:last].max()))
    return {metric: float(np.mean(each)) for metric, each in found.items() if each}


def main(arguments: Sequence[str]) -> int:
    """Print the tables, or what was learned."""
    data = Path(arguments[0])
    if "--learn" in arguments:
        print(learned_entries("rear", rows(data, View.REAR, GOAL_STEPS)))
    else:
        print(frontal_tables(data))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
