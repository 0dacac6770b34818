"""What a phone beside the runner would show, against the truth in space and the force plate.

python -m evaluation.gait.sagittal DATA [--learn]

``--learn`` prints what was learned of the method's errors, as lines of method_errors.yaml.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from evaluation.gait.agreement import (
    FEW_STEPS,
    FOUND,
    GOAL_STEPS,
    learned_entries,
    rows,
    table,
    table_of_found,
)
from evaluation.gait.rbds import Trial, trials
from evaluation.gait.virtual_camera import filmed_trial, random_camera, true_contacts

from stridewell.gait.keypoints import Filmed, Keypoints, View
from stridewell.gait.measured import Measured
from stridewell.gait.metrics import MethodErrors, measure
from stridewell.gait.signal import fill_gaps, smooth
from stridewell.values.anatomy import Side

CAMERA = """The same virtual camera, 4 m to the left of the runner. Contacts are those of the force
plate."""
BOUNCE = """Bounce in a step against the path of the centre of mass from the forces of the whole
trial. The markers show legs and pelvis only, so that the trunk counts as moving with the hips:"""
STRIKES = """Foot-strike patterns by the angle at first touch, and what the authors of the
recordings saw (feet):"""
PATTERNS = ("rearfoot", "midfoot", "forefoot")
BOUNCES = ("pelvis_oscillation_mm", "com_oscillation_mm")
SIDES = (Side.LEFT, Side.RIGHT)


def sagittal_tables(data: Path) -> str:
    """Every metric with its interval, the bounce against force, and foot-strike patterns."""
    full, few = (rows(data, View.LEFT, steps) for steps in (GOAL_STEPS, FEW_STEPS))
    return "\n\n".join(
        (
            CAMERA,
            table(full, few),
            FOUND,
            table_of_found(data, View.LEFT),
            BOUNCE,
            _bounce(data),
            STRIKES,
            _patterns(data),
        )
    )


def _seen(data: Path) -> Iterator[tuple[Trial, str, Mapping[tuple[str, Side | None], Measured]]]:
    """Every trial in space and through a side camera, measured over all steps."""
    for number, trial in enumerate(trials(data)):
        dice = np.random.default_rng(number)
        filmed = filmed_trial(trial, View.LEFT, random_camera(dice), dice)
        clips: tuple[tuple[str, Keypoints], ...] = (
            ("space", smooth(fill_gaps(trial.keypoints))),
            ("side", filmed),
        )
        for name, clip in clips:
            told = Filmed(height_m=trial.height_m, treadmill=True)
            found = measure(clip, true_contacts(trial), told, MethodErrors())
            yield trial, name, {(each.id, each.side): each for each in found.measured}


def _bounce(data: Path) -> str:
    errors: dict[tuple[str, str], list[float]] = {}
    for trial, name, found in _seen(data):
        for metric in BOUNCES:
            value = found.get((metric, None))
            if value is not None:
                true = trial.truth["com_vertical_oscillation_mm"]
                errors.setdefault((metric, name), []).append(value.value - true)
    lines = ["| metric | seen in | n | bias, mm | SD | MAE |", "|---|---|---:|---:|---:|---:|"]
    for (metric, name), values in sorted(errors.items()):
        each = np.array(values)
        lines.append(
            f"| {metric} | {name} | {len(each)} | {each.mean():+.1f} | {each.std():.1f} "
            f"| {np.abs(each).mean():.1f} |"
        )
    return "\n".join(lines)


def _patterns(data: Path) -> str:
    told = _told_patterns(data)
    counts: dict[str, Counter[tuple[str, str]]] = {"space": Counter(), "side": Counter()}
    for trial, name, found in _seen(data):
        for side in SIDES:
            value, known = found.get(("foot_strike_angle_deg", side)), told.get((trial.name, side))
            if value is not None and value.label is not None and known in PATTERNS:
                counts[name][known, value.label] += 1
    lines = []
    for name, count in counts.items():
        same = sum(count[each, each] for each in PATTERNS)
        whole = sum(count.values())
        lines += [
            f"| {name}: {same} of {whole} the same | " + " | ".join(PATTERNS) + " |",
            "|---|" + "---:|" * len(PATTERNS),
        ]
        for known in PATTERNS:
            cells = " | ".join(str(count[known, each]) for each in PATTERNS)
            lines.append(f"| told {known} | {cells} |")
        lines.append("")
    return "\n".join(lines).strip()


def _told_patterns(data: Path) -> Mapping[tuple[str, Side], str]:
    out: dict[tuple[str, Side], str] = {}
    with (data / "rbds-running" / "participants.csv").open() as lines:
        for row in csv.DictReader(lines):
            for speed in ("25", "35", "45"):
                name = f"RBDS{int(row['Subject']):03d}_T{speed}"
                for side, prefix in ((Side.LEFT, "L"), (Side.RIGHT, "R")):
                    out[name, side] = row[f"{prefix}FSI{speed}"].strip().lower()
    return out


def main(arguments: Sequence[str]) -> int:
    """Print the tables, or what was learned."""
    data = Path(arguments[0])
    if "--learn" in arguments:
        print(learned_entries("side", rows(data, View.LEFT, GOAL_STEPS)))
    else:
        print(sagittal_tables(data))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
