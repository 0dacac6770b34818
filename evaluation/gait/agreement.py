"""What virtual cameras measure against the truth in space: rows, tables, errors of the method.

Every trial is seen by two cameras of a view. Bias and mean error are against the truth of the same
steps. Coverage is asked more strictly: seven steps of each side are measured, and the true mean of
all the other steps, with its own standard error, has to lie in the 90 % interval. What is learned,
the error of the method itself, always comes from the other runners.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot, sqrt
from pathlib import Path

import numpy as np
from evaluation.gait.contacts import fold_models
from evaluation.gait.marker_truth import Known, Truth, true_values
from evaluation.gait.rbds import Trial, trials
from evaluation.gait.virtual_camera import (
    filmed_trial,
    first_steps,
    later_steps,
    random_camera,
    true_contacts,
)

from stridewell.gait.contacts import ContactSeries
from stridewell.gait.events import find_contacts
from stridewell.gait.keypoints import Filmed, Keypoints, View
from stridewell.gait.measured import Difference, Measured
from stridewell.gait.metrics import Measurement, MethodErrors, measure
from stridewell.gait.metrics.spread import NINE_OF_TEN, student, usual
from stridewell.values.anatomy import Side

Contacts = Callable[[Trial, Keypoints], ContactSeries]
BOTH = (Side.LEFT, Side.RIGHT)
GOAL_STEPS, FEW_STEPS = 10, 7
DRAWS = (0, 5000)
"""Each trial is seen by one camera a draw; the method was made with the first draw only."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value of one trial against its truth; ``apart`` marks left minus right.

    ``half`` is half of the 90 % interval without the method's own error, ``alike`` one standard
    error of what shifts all steps alike, ``truth_se`` that of the truth.
    """

    runner: str
    metric: str
    apart: bool
    error: float
    half: float
    alike: float
    truth_se: float


@dataclass(frozen=True, slots=True)
class Learned:
    """The error of the method as learned from some runners."""

    bias: float
    sd: float


@lru_cache(maxsize=16)
def rows(
    data: Path,
    view: View,
    steps: int,
    *,
    psis: bool = False,
    contacts: Contacts | None = None,
) -> tuple[Row, ...]:
    """Every value of every trial through each of its cameras.

    With few steps the truth is that of the other steps, else that of the same. ``contacts`` finds
    the contacts in the picture; without it they are the true ones.
    """
    found: list[Row] = []
    for trial, dice in _drawn(data):
        clip = filmed_trial(trial, view, random_camera(dice), dice, psis=psis)
        plate = true_contacts(trial)
        series = plate if contacts is None else contacts(trial, clip)
        told = Filmed(height_m=trial.height_m, speed_mps=trial.speed_mps, treadmill=True)
        seen = measure(clip, first_steps(series, steps), told, MethodErrors())
        asked = later_steps if steps == FEW_STEPS else first_steps
        truth = true_values(trial.keypoints, asked(plate, steps))
        found += _values(trial.runner, seen, truth)
    return tuple(each for each in found if np.isfinite(each.error))


def _drawn(data: Path) -> Iterator[tuple[Trial, np.random.Generator]]:
    """Each trial with every draw of its camera and noise."""
    for number, trial in enumerate(trials(data)):
        for draw in DRAWS:
            yield trial, np.random.default_rng(draw + number)


@lru_cache(maxsize=1)
def found_contacts(data: Path) -> Contacts:
    """Contacts found in the picture by models that never saw the runner; learning takes minutes."""
    models = fold_models(tuple(trials(data)))
    return lambda trial, clip: find_contacts(clip, models[trial.runner])


def _values(runner: str, seen: Measurement, truth: Truth) -> list[Row]:
    found = []
    sides = {(each.id, each.side): each for each in seen.measured}
    for key, each in sides.items():
        true = truth.get(key)
        if true is not None:
            found.append(_row(runner, each, true, _scatter(each)))
    for apart in seen.differences:
        known = [truth.get((apart.id, side)) for side in BOTH]
        if known[0] is not None and known[1] is not None:
            true = Known(known[0].mean - known[1].mean, hypot(known[0].se, known[1].se))
            scatter = hypot(*(_scatter(sides[apart.id, side]) for side in BOTH))
            found.append(_row(runner, apart, true, scatter))
    return found


def _row(runner: str, value: Measured | Difference, true: Known, scatter: float) -> Row:
    half = (value.high - value.low) / 2
    return Row(
        runner=runner,
        metric=value.id,
        apart=isinstance(value, Difference),
        error=value.value - true.mean,
        half=half,
        alike=sqrt(max(half**2 - scatter**2, 0.0)) / NINE_OF_TEN,
        truth_se=true.se,
    )


def _scatter(value: Measured) -> float:
    """The part of half an interval that comes from the steps."""
    steps = np.array([each.value for each in value.steps])
    _, error, _ = usual(steps, outliers=False)
    return student(len(steps) - 1) * error


def learn(found: Sequence[Row]) -> Learned:
    """Bias and what is not yet explained by the rest of the interval."""
    errors = np.array([each.error for each in found])
    explained = float(np.mean([each.alike**2 for each in found]))
    bias = 0.0 if found[0].apart else float(errors.mean())
    spread = float(np.mean((errors - bias) ** 2)) * len(errors) / (len(errors) - 1)
    return Learned(bias, sqrt(max(spread - explained, 0.0)))


def of_others(found: Sequence[Row], learned_from: Sequence[Row]) -> list[tuple[Row, Learned]]:
    """Each row with what was learned from the other runners."""
    by_runner = {
        runner: learn([each for each in learned_from if each.runner != runner])
        for runner in {each.runner for each in found}
    }
    return [(each, by_runner[each.runner]) for each in found]


def covered(found: Sequence[tuple[Row, Learned]]) -> float:
    """The share of intervals that hold the truth, in per cent."""
    inside = [
        abs(row.error - held.bias) <= hypot(row.half, NINE_OF_TEN * hypot(held.sd, row.truth_se))
        for row, held in found
    ]
    return 100 * float(np.mean(inside))


HEAD = "| metric | n | bias | MAE | 90 % interval | held in it |\n|---|---:|---:|---:|---:|---:|"


def table(full: Sequence[Row], few: Sequence[Row]) -> str:
    """One line a metric: ten steps for bias and error, seven for what the intervals hold."""
    keys = sorted({(each.metric, each.apart) for each in full}, key=lambda key: (key[1], key[0]))
    lines = [HEAD]
    for metric, apart in keys:
        own = [e for e in full if (e.metric, e.apart) == (metric, apart)]
        held = [e for e in few if (e.metric, e.apart) == (metric, apart)]
        with_learned = of_others(own, own)
        error = float(np.mean([abs(row.error - known.bias) for row, known in with_learned]))
        half = float(np.mean([hypot(r.half, NINE_OF_TEN * k.sd) for r, k in with_learned]))
        bias = float(np.mean([each.error for each in own]))
        name = f"{metric}, left − right" if apart else metric
        lines.append(
            f"| {name} | {len(own)} | {bias:+.1f} | {error:.1f} | ±{half:.1f} "
            f"| {covered(of_others(held, own)):.0f} % |"
        )
    return "\n".join(lines)


def learned_entries(view: str, full: Sequence[Row]) -> str:
    """What was learned from all runners, as lines of method_errors.yaml."""
    lines = []
    for metric in sorted({each.metric for each in full}):
        own = learn([e for e in full if e.metric == metric and not e.apart])
        apart = [e for e in full if e.metric == metric and e.apart]
        text = f", difference_sd: {learn(apart).sd:.2f}" if apart else ""
        lines.append(
            f"  - {{metric: {metric}, view: {view}, convention: markers, "
            f"bias: {own.bias:.2f}, sd: {own.sd:.2f}{text}}}"
        )
    return "\n".join(lines)


FOUND = """The same with contacts found in the picture by models that never saw the runner; a step
that is missed there shifts which steps are compared:"""


def table_of_found(data: Path, view: View) -> str:
    """The table of a view with contacts found in the picture."""
    finder = found_contacts(data)
    full, few = (rows(data, view, steps, contacts=finder) for steps in (GOAL_STEPS, FEW_STEPS))
    return table(full, few)
