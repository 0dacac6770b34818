"""How often healthy runners would be told that something stands out.

    python -m evaluation.gait.specificity DATA    prints the norms of the knowledge files

Every trial is filmed by three virtual cameras and measured as a user's clips are. The range a
trial is held against is made of the other runners only, so that nobody is compared with himself.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import pi, sin, sqrt
from pathlib import Path

import numpy as np
from evaluation.gait.filmed import filmed_trials
from scipy.stats import t as student

from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.gait.findings import judge
from stridewell.gait.judged import Circumstances, Judged
from stridewell.gait.keypoints import Floats
from stridewell.gait.measured import Difference, Measured
from stridewell.knowledge.gait import GaitKnowledge, MetricSpec, Norm
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade, Verification
from stridewell.values.quantities import Interval

OWN = (
    *("tibia_angle_at_contact_deg", "knee_flexion_at_contact_deg", "knee_flexion_peak_deg"),
    *("pelvic_drop_peak_deg", "pelvic_drop_midstance_deg", "pelvic_drop_excursion_deg"),
    *("hip_adduction_peak_deg", "step_width_mm", "crossover_pct", "step_rate_spm"),
    *("contact_time_ms", "flight_time_ms", "duty_factor_pct", "pelvis_oscillation_mm"),
    *("knee_window_mm", "hip_extension_peak_deg", "foot_ahead_of_hip_mm"),
)
"""Metrics whose range is made of these runners; by speed."""
SEEN = Warrant(Grade.WEAK, ("fukuchi_2017",), Verification.SEEN)
LEAST_SD = 1e-6


@dataclass(frozen=True, slots=True)
class Healthy:
    """What one runner without pain showed at one speed."""

    runner: str
    speed_mps: float
    measured: tuple[Measured, ...]
    differences: tuple[Difference, ...] = ()


def healthy(data: Path) -> tuple[Healthy, ...]:
    """Every trial of the folder ``data/rbds-running``, filmed and measured."""
    return tuple(
        Healthy(
            runner=each.trial.runner,
            speed_mps=each.trial.speed_mps,
            measured=each.session.measured,
            differences=each.session.differences,
        )
        for each in filmed_trials(data)
    )


WHO = (
    "runners who ran without pain (some told of an earlier injury), filmed by virtual cameras. The "
    "range of each comes from the other runners; the contacts are found with the weights that "
    "ship, which were learned from them all. *Red* is what would be shown as important if a "
    "complaint that fits had been told."
)


def specificity_tables(data: Path) -> str:
    """Share of healthy trials in which a metric stands out, with the ranges of others."""
    trials = healthy(data)
    runners = len({each.runner for each in trials})
    heads = ("Metric", "Values", "Beyond the range", "Surely beyond it", "Red with a complaint")
    lines = [
        f"{len(trials)} trials of {runners} {WHO}",
        "",
        f"| {' | '.join(heads)} |",
        "|---|---|---|---|---|",
        *(_row(metric, values) for metric, values in judged_by_others(trials).items()),
    ]
    return "\n".join(lines)


def judged_by_others(trials: Sequence[Healthy]) -> Mapping[str, Sequence[Judged]]:
    """By metric every value that has a range, held against the runners other than its own."""
    return _by_metric(each for one in trials for each in _judged(one, trials))


def _judged(one: Healthy, trials: Sequence[Healthy]) -> tuple[Judged, ...]:
    knowledge = packaged_knowledge()
    others = [each for each in trials if each.runner != one.runner]
    norms = {norm.id: norm for norm in norms_of(others, knowledge.gait)}
    kept = {key: each for key, each in knowledge.gait.norms.items() if each.metric not in OWN}
    gait = replace(knowledge.gait, norms={**kept, **norms})
    seen = Circumstances(speed_mps=one.speed_mps)
    return judge(one.measured, one.differences, seen, gait, knowledge.around)


def _by_metric(judged: Iterable[Judged]) -> Mapping[str, Sequence[Judged]]:
    found: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        if each.band is not None:
            found[f"`{each.metric}`{', left less right' * each.is_difference}"].append(each)
    return dict(sorted(found.items()))


def _row(metric: str, judged: Sequence[Judged]) -> str:
    beyond = sum(not _contains(each) for each in judged) / len(judged)
    surely = sum(each.standing.is_outside for each in judged) / len(judged)
    shares = (f"{100 * share:.1f} %" for share in (beyond, surely, red_share(judged)))
    return f"| {metric} | {len(judged)} | {' | '.join(shares)} |"


def _contains(judged: Judged) -> bool:
    return judged.band is not None and judged.band.contains(judged.value, judged.value)


def red_share(judged: Sequence[Judged]) -> float:
    """The share that would be red with a complaint that fits, and seen on another day too."""
    return sum(each.finding is not None for each in judged) / len(judged)


def norms_of(trials: Iterable[Healthy], gait: GaitKnowledge) -> Iterator[Norm]:
    """Ranges by metric and speed over legs; those of a share stay within 0 to 100 %."""
    grouped: dict[tuple[str, float], list[tuple[str, float]]] = defaultdict(list)
    for trial in trials:
        for each in trial.measured:
            if each.id in OWN:
                grouped[each.id, trial.speed_mps].append((trial.runner, each.value))
    for (metric, speed), found in sorted(grouped.items()):
        yield _norm(gait.metrics[metric], speed, found)


def _norm(metric: MetricSpec, speed: float, found: Sequence[tuple[str, float]]) -> Norm:
    numbers = np.array([value for _, value in found])
    runners = len({runner for runner, _ in found})
    return Norm(
        id=f"{metric.id.rpartition('_')[0]}_{round(10 * speed)}",
        metric=metric.id,
        speed_mps=speed,
        sex=None,
        mean=float(numbers.mean()),
        sd=max(float(numbers.std(ddof=1)), LEAST_SD),
        band=_share_band(numbers, runners) if metric.unit == "%" else _band(numbers, runners),
        n=runners,
        population="",
        mostly_men=True,
        warrant=SEEN,
    )


def _band(numbers: Floats, runners: int) -> Interval:
    """Where the next runner lies nine times of ten, by so few runners (Student's t)."""
    wide = float(student.ppf(0.95, runners - 1)) * sqrt(1 + 1 / runners)
    mean, sd = float(numbers.mean()), max(float(numbers.std(ddof=1)), LEAST_SD)
    return Interval(mean - wide * sd, mean + wide * sd)


def _share_band(numbers: Floats, runners: int) -> Interval:
    """The same for shares in percent, which crowd at 0 and 100: by the arcsine of their root."""
    turned = _band(np.arcsin(np.sqrt(np.clip(numbers, 0, 100) / 100)), runners)
    low, high = max(turned.low, 0.0), min(turned.high, pi / 2)
    return Interval(100 * sin(low) ** 2, 100 * sin(high) ** 2)


def _as_yaml(norm: Norm, digits: int) -> str:
    band = f"[{norm.band.low:.{digits}f}, {norm.band.high:.{digits}f}]"
    return (
        f"  {norm.id}: {{metric: {norm.metric}, speed_mps: {norm.speed_mps:g}, "
        f"mean: {norm.mean:.{digits}f}, sd: {norm.sd:.{digits + 1}f}, band: {band}}}"
    )


def main(arguments: Sequence[str]) -> int:
    """Print the norms as the knowledge files hold them."""
    gait = packaged_knowledge().gait
    for norm in norms_of(healthy(Path(arguments[0])), gait):
        print(_as_yaml(norm, gait.metrics[norm.metric].decimals))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
