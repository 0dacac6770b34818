"""One engine for all metrics: it reads the table, and gives each value with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot, sqrt

import numpy as np

from stridewell.gait.contacts import ContactSeries, NotMeasured
from stridewell.gait.keypoints import Filmed, Keypoints, Stated
from stridewell.gait.measured import Difference, Drift, Measured, StepValue
from stridewell.gait.metrics import refusals
from stridewell.gait.metrics.definition import Metric
from stridewell.gait.metrics.drift import SHORTEST_S, drifts
from stridewell.gait.metrics.reader import SIDES, Read, Reader, reader_of
from stridewell.gait.metrics.spread import NINE_OF_TEN
from stridewell.gait.metrics.table import BALANCE, CONTACT_TIME, FOOT_STRIKE, METRICS, STEP_RATE
from stridewell.gait.metrics.times import step_rate_spm
from stridewell.gait.scale import METRES
from stridewell.knowledge.gait import MethodErrors
from stridewell.values.anatomy import Side

REARFOOT_FROM_DEG, MIDFOOT_FROM_DEG = 7.4, -0.8
"""Bounds of the foot-strike patterns (mo_2023)."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Everything that one clip gave, and what it did not, with the reason."""

    measured: tuple[Measured, ...]
    differences: tuple[Difference, ...]
    drifts: tuple[Drift, ...]
    refused: tuple[NotMeasured, ...]
    stated: tuple[Stated, ...]


@dataclass(slots=True)
class _Found:
    measured: list[Measured] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    refused: list[NotMeasured] = field(default_factory=list)


def measure(
    clip: Keypoints, contacts: ContactSeries, filmed: Filmed, errors: MethodErrors
) -> Measurement:
    """Measure everything that the view shows, with 90 % intervals; say what cannot be given.

    ``clip`` is filled and smoothed; the roll of the camera is taken out here.
    """
    hopeless = refusals.of_clip(clip)
    if hopeless is not None:
        return Measurement((), (), (), (hopeless,), ())
    reader = reader_of(clip, contacts, filmed, errors)
    found = _Found()
    _step_rate(contacts, reader, found)
    for metric in METRICS:
        _one(metric, reader, found)
    slow = drifts(found.measured)
    return Measurement(
        measured=tuple(found.measured),
        differences=tuple(found.differences),
        drifts=slow,
        refused=tuple(found.refused),
        stated=(*reader.camera.stated, *(reader.scale or METRES).stated, *_no_drift(clip, slow)),
    )


def _one(metric: Metric, reader: Reader, found: _Found) -> None:
    """One entry of the table: its values, their difference, or why not."""
    refused = refusals.of_metric(metric, reader)
    if refused is not None:
        found.refused.append(refused)
        return
    reads = _sided(metric, reader, found) if metric.sided else {}
    if not metric.sided:
        _whole(metric, reader, found)
    if len(reads) == len(SIDES):
        left, right = (reads[side] for side in SIDES)
        value, half = left.mean - right.mean, left.spread.difference(right.spread)
        found.differences.append(
            Difference(metric.id, value, metric.unit, value - half, value + half)
        )
    if metric.id == CONTACT_TIME:
        _balance(reads, reader, found)


def _sided(metric: Metric, reader: Reader, found: _Found) -> dict[Side, Read]:
    """The values of either side."""
    reads: dict[Side, Read] = {}
    for side in SIDES:
        refused = refusals.of_side(metric, side, reader)
        read = None if refused else reader.read(metric, (side,))
        if refused is None and (read is None or read.spread.n < refusals.LEAST_STEPS):
            refused = refusals.too_few(metric.id, read.spread.n if read else 0, side, reader)
        if refused is not None:
            found.refused.append(refused)
        elif read is not None:
            reads[side] = read
            found.measured.append(_measured(metric, read, side))
    return reads


def _whole(metric: Metric, reader: Reader, found: _Found) -> None:
    """The value of the whole runner, from the steps of both sides, or of the only trusted one."""
    lacking = (refusals.of_side(metric, side, reader) for side in SIDES)
    refused = next((each for each in lacking if each is not None), None)
    seen = reader.sides_of(metric)
    least = refusals.LEAST_OF_BOTH if seen == SIDES else refusals.LEAST_STEPS
    read = None if refused else reader.read(metric, seen)
    if refused is None and (read is None or read.spread.n < least):
        refused = refusals.too_few(metric.id, read.spread.n if read else 0, None, reader)
    if refused is not None:
        found.refused.append(refused)
    elif read is not None:
        found.measured.append(_measured(metric, read, None))


def _measured(metric: Metric, read: Read, side: Side | None) -> Measured:
    low, high = read.mean - read.spread.half, read.mean + read.spread.half
    if metric.share:
        low, high = _share(read)
    return Measured(
        id=metric.id,
        value=read.mean,
        unit=metric.unit,
        side=side,
        low=low,
        high=high,
        n_steps=read.spread.n,
        steps=_steps(read),
        label=_strike(read.mean) if metric.id == FOOT_STRIKE else None,
    )


def _steps(read: Read) -> tuple[StepValue, ...]:
    return tuple(StepValue(float(t), float(v)) for t, v in zip(read.t_s, read.values, strict=True))


def _strike(angle_deg: float) -> str:
    """The word for a foot angle at first touch."""
    if angle_deg > REARFOOT_FROM_DEG:
        return "rearfoot"
    return "midfoot" if angle_deg >= MIDFOOT_FROM_DEG else "forefoot"


def _share(read: Read) -> tuple[float, float]:
    """The 90 % interval of a share by Wilson, wider by what shifts all steps alike."""
    n, p, z = read.spread.n, read.mean / 100, NINE_OF_TEN
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    alike = z * hypot(read.spread.roll, read.spread.on, read.spread.method) / 100
    half = hypot(half, alike)
    return 100 * max(min(middle - half, p), 0.0), 100 * min(max(middle + half, p), 1.0)


def _step_rate(contacts: ContactSeries, reader: Reader, found: _Found) -> None:
    """The step rate by the rhythm of the whole clip."""
    rate, error = contacts.step_rate_spm, contacts.step_rate_sd_spm
    if rate is None or error is None:
        found.refused.append(NotMeasured(STEP_RATE, "No steady rhythm was seen.", refusals.LONGER))
        return
    times = np.concatenate([reader.moments[side].on_s for side in SIDES])
    moments = [reader.steps_of(side) for side in SIDES]
    values = np.concatenate([step_rate_spm(each) for each in moments])
    order = np.argsort(times)
    steps = tuple(
        StepValue(float(t), float(v))
        for t, v in zip(times[order], values[order], strict=True)
        if np.isfinite(v)
    )
    half = NINE_OF_TEN * error
    found.measured.append(
        Measured(STEP_RATE, rate, "spm", None, rate - half, rate + half, len(times), steps)
    )


def _balance(reads: dict[Side, Read], reader: Reader, found: _Found) -> None:
    """The left foot's share of the contact times; an even share has the least uncertainty."""
    if len(reads) < len(SIDES):
        found.refused.append(refusals.too_few(BALANCE, 0, None, reader))
        return
    left, right = (reads[side] for side in SIDES)
    whole = left.mean + right.mean
    value = 100 * left.mean / whole
    error = reader.error(BALANCE)
    # a share near one half changes by half of the difference over the sum
    half = hypot(
        50 * left.spread.difference(right.spread) / whole, NINE_OF_TEN * (error.sd if error else 0)
    )
    steps = min(left.spread.n, right.spread.n)
    found.measured.append(Measured(BALANCE, value, "%", None, value - half, value + half, steps))


def _no_drift(clip: Keypoints, slow: tuple[Drift, ...]) -> Iterator[Stated]:
    if not slow:
        yield Stated(
            "change over the clip",
            "cannot be told",
            f"the clip lasts {clip.duration_s:.0f} s; it takes {SHORTEST_S:.0f} s or more",
        )
