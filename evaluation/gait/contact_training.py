"""Learns the weights of the contact model from trials with force plates.

Every runner can be left out: errors that are told come from runners whose trials the weights
never saw. Each trial is shown as several recordings would have it, with markers as placed and as
others might have placed them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from evaluation.gait.rbds import Trial
from evaluation.gait.recorded import Recording, as_recorded, with_moved_markers, without

from stridewell.gait.body import BOTH_FEET
from stridewell.gait.contact_features import FROM_BEHIND, ROUGH_S, Cycle, Seen, cycle_of
from stridewell.gait.contact_model import (
    FINE_OFF_S,
    FINE_ON_S,
    STEP_OFF_S,
    STEP_ON_S,
    ContactModel,
    Grade,
    Linear,
    SeenModel,
    mean_events,
)
from stridewell.gait.keypoints import Floats, Keypoints, View
from stridewell.gait.rhythm import find_rhythm
from stridewell.gait.signal import fill_gaps, smooth

RECORDINGS = (
    Recording(),
    Recording(240, 0.008),
    Recording(120, 0.003),
    Recording(60, 0.008),
    Recording(60, 0.015),
    Recording(30),
    Recording(30, 0.008),
)
PLACEMENTS = 1
AROUND_S = 0.05
"""The middle of a contact may lie this far outside of it: perspective moves it from behind."""
LEAST_TRUE = 4
"""True contacts a foot must have to be learned from."""
ELSEWHERE_SD_S = 0.007
"""From two trials of other laboratories: their mean moments were 8 ms off (RMS), here 4."""
POSED_SD_S = 0.010
"""A guess from Young 2023: video points of a phone were 10 to 14 ms off in mean timing."""
ROUGH_RIDGE, FINE_RIDGE, STEP_RIDGE = 1.0, 3.0, 1.0
JITTER_S, JITTERS = 0.006, 3
SEED = 20261125


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One foot of one trial in one recording, with its true events against the middles."""

    runner: str
    recording: int
    moved: bool
    rate_hz: float
    cycle: Cycle
    steps: Floats
    on_s: Floats
    off_s: Floats


def samples(trials: Iterable[Trial], seed: int = SEED) -> Mapping[Seen, list[Sample]]:
    """Every foot of every trial, as every recording would show it, for each set of points."""
    out: dict[Seen, list[Sample]] = {seen: [] for seen in Seen}
    for number, trial in enumerate(trials):
        rng = np.random.default_rng([seed, number])
        placed = without(trial.keypoints, "iliac_crest", "psis")
        clips = [(False, placed)]
        clips += [(True, with_moved_markers(placed, rng)) for _ in range(PLACEMENTS)]
        for at, recording in enumerate(RECORDINGS):
            for moved, clip in clips:
                behind = replace(recording, view=View.REAR)
                shown, rear = (
                    smooth(fill_gaps(as_recorded(clip, each, rng))) for each in (recording, behind)
                )
                for seen in Seen:
                    own = rear if seen in FROM_BEHIND else shown
                    out[seen] += _feet(trial, own, seen, at, moved=moved)
    return out


def _feet(
    trial: Trial, clip: Keypoints, seen: Seen, recording: int, *, moved: bool
) -> Iterator[Sample]:
    if seen is Seen.FOOT:
        clip = without(clip, "ankle", "knee")
    rhythm = find_rhythm(clip)
    for side in BOTH_FEET:
        cycle = cycle_of(clip, side, seen, rhythm.stride_s) if rhythm else None
        if cycle is None:
            continue
        true = [
            (step, each.on_s - middle, each.off_s - middle)
            for step, middle in enumerate(cycle.middles)
            for each in trial.contacts
            if each.side is side and each.on_s - AROUND_S < middle < each.off_s + AROUND_S
        ]
        if len(true) < LEAST_TRUE:
            continue
        steps, on, off = (np.array(column) for column in zip(*true, strict=True))
        light = replace(cycle, curves=cycle.curves.astype(np.float32))
        yield Sample(trial.runner, recording, moved, clip.rate_hz, light, steps, on, off)


def ridge(rows: Floats, aims: Floats, strength: float) -> Linear:
    """Weights with a pull towards none, on features of equal spread."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    even = (rows - middle) / spread
    square = even.T @ even / len(rows)
    pull = strength * rows.shape[1] / len(rows)
    aim = float(aims.mean())
    found = np.linalg.solve(square + pull * np.eye(len(square)), even.T @ (aims - aim) / len(rows))
    weights = found / spread
    return Linear(weights, aim - float(middle @ weights))


def fitted(known: Sequence[Sample], seed: int = SEED) -> SeenModel:
    """Weights from these samples, with errors still at 0."""
    rng = np.random.default_rng(seed)
    rough = np.array([each.cycle.mean_at(ROUGH_S) for each in known])
    on = np.array([each.on_s.mean() for each in known])
    off = np.array([each.off_s.mean() for each in known])
    return SeenModel(
        rough_on=ridge(rough, on, ROUGH_RIDGE),
        rough_off=ridge(rough, off, ROUGH_RIDGE),
        fine_on=_fine(known, on, FINE_ON_S, rng),
        fine_off=_fine(known, off, FINE_OFF_S, rng),
        grades=tuple(_grade(known, at) for at in range(len(RECORDINGS))),
    )


def _fine(
    known: Sequence[Sample], true: Floats, offsets_s: Floats, rng: np.random.Generator
) -> Linear:
    shifts = rng.normal(0, JITTER_S, (len(known), JITTERS))
    rows = np.array(
        [
            each.cycle.mean_at(at + shift + offsets_s)
            for each, at, some in zip(known, true, shifts, strict=True)
            for shift in some
        ]
    )
    return ridge(rows, -shifts.ravel(), FINE_RIDGE)


def _grade(known: Sequence[Sample], at: int) -> Grade:
    of = [each for each in known if each.recording == at]
    weights = []
    for times, offsets in (("on_s", STEP_ON_S), ("off_s", STEP_OFF_S)):
        rows, aims = [], []
        for each in of:
            true: Floats = getattr(each, times)
            window = each.cycle.steps_at(float(true.mean()) + offsets)
            rows.append((window - window.mean(axis=0))[each.steps])
            aims.append(true - true.mean())
        weights.append(ridge(np.concatenate(rows), np.concatenate(aims), STEP_RIDGE))
    return Grade(
        rate_hz=float(np.median([each.rate_hz for each in of])),
        unrest=float(np.median([each.cycle.unrest for each in of])),
        on=Linear(weights[0].weights),
        off=Linear(weights[1].weights),
        on_between_s=0.0,
        off_between_s=0.0,
        on_within_s=0.0,
        off_within_s=0.0,
    )


@dataclass(frozen=True, slots=True)
class Errors:
    """Mean errors of feet (n, 2: on and off) and SD of single steps around them, in seconds."""

    runner: tuple[str, ...]
    recording: tuple[int, ...]
    mean: Floats
    within: Floats


def errors_of(part: SeenModel, unseen: Sequence[Sample]) -> Errors:
    """How far weights are off on samples they never saw."""
    mean, within = [], []
    for each in unseen:
        on, off = mean_events(part, each.cycle)
        grade = part.grade_of(each.rate_hz, each.cycle.unrest)
        row = []
        for at, weights, offsets, true in (
            (on, grade.on, STEP_ON_S, each.on_s),
            (off, grade.off, STEP_OFF_S, each.off_s),
        ):
            window = each.cycle.steps_at(at + offsets)
            row.append(at + weights.of(window - window.mean(axis=0))[each.steps] - true)
        mean.append([error.mean() for error in row])
        within.append([error.std() for error in row])
    return Errors(
        tuple(each.runner for each in unseen),
        tuple(each.recording for each in unseen),
        np.array(mean),
        np.array(within),
    )


def with_errors(part: SeenModel, found: Sequence[Errors], left_out: str = "") -> SeenModel:
    """The weights with the errors found in runners other than ``left_out``."""
    runner = np.array([each for one in found for each in one.runner])
    recording = np.array([each for one in found for each in one.recording])
    mean = np.concatenate([one.mean for one in found])
    within = np.concatenate([one.within for one in found])
    grades = []
    for at, grade in enumerate(part.grades):
        rows = (recording == at) & (runner != left_out)
        between = np.sqrt((mean[rows] ** 2).mean(axis=0))
        inside = np.sqrt((within[rows] ** 2).mean(axis=0))
        grades.append(
            replace(
                grade,
                on_between_s=float(between[0]),
                off_between_s=float(between[1]),
                on_within_s=float(inside[0]),
                off_within_s=float(inside[1]),
            )
        )
    return replace(part, grades=tuple(grades))


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """The weights from all runners, and for each runner the weights from all others."""

    whole: SeenModel
    folds: Mapping[str, SeenModel]
    errors: tuple[Errors, ...]


def learn(known: Sequence[Sample], seed: int = SEED) -> Learned:
    """Weights from everyone and with each runner left out, with errors of runners left out."""
    runners = sorted({each.runner for each in known})
    folds = {
        runner: fitted([each for each in known if each.runner != runner], seed)
        for runner in runners
    }
    found = tuple(
        errors_of(folds[runner], [each for each in known if each.runner == runner])
        for runner in runners
    )
    return Learned(
        whole=with_errors(fitted(known, seed), found),
        folds={runner: with_errors(part, found, runner) for runner, part in folds.items()},
        errors=found,
    )


def model_of(
    parts: Mapping[Seen, SeenModel],
    version: str,
    made: Mapping[str, str],
    elsewhere_sd_s: float = ELSEWHERE_SD_S,
) -> ContactModel:
    """A model from the weights of each set of points."""
    return ContactModel(
        version=version,
        parts=parts,
        elsewhere_sd_s=elsewhere_sd_s,
        posed_sd_s=POSED_SD_S,
        made=made,
    )
