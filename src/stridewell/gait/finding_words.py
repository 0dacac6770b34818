"""Where a value stands against healthy runners, in words."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.gait.bands import Band
from stridewell.gait.judged import Standing
from stridewell.knowledge.gait import GaitFinding, MetricSpec

UNITS = {"deg": "°", "spm": " a minute", "%": " %"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A value with where it stands; ``other_side`` tells that this leg is not the sore one."""

    value: float
    metric: MetricSpec
    is_difference: bool
    band: Band | None
    standing: Standing
    finding: GaitFinding | None
    other_side: bool


def amount(value: float, metric: MetricSpec) -> str:
    """A value with its unit, as precise as the metric is told."""
    return f"{_rounded(value, metric)}{UNITS.get(metric.unit, f' {metric.unit}')}"


def range_words(band: Band, metric: MetricSpec) -> str:
    """A band from end to end, with its unit and speed."""
    return f"{_rounded(band.low, metric)} to {amount(band.high, metric)} {band.speed}"


def told(placed: Placed) -> str:
    """One to three sentences: inside, not surely outside, or outside and what that may mean."""
    band, finding = placed.band, placed.finding
    if band is None:
        return "There is no range of healthy runners for this."
    if placed.standing is Standing.INSIDE:
        return f"{_inside(placed, band)}."
    where = _outside(placed, band)
    if placed.standing is Standing.UNCLEAR:
        return f"{where}, but the measurement could be off by that."
    if finding is None:
        return f"{where}. Nothing is known to follow from that."
    return f"{where}. {finding.meaning} {_what_then(placed, finding)}"


def _inside(placed: Placed, band: Band) -> str:
    if placed.is_difference:
        most = amount(band.high, placed.metric)
        return f"Left and right differ no more than in nearly all healthy runners (up to {most})"
    return f"Within the range of nine of ten healthy runners ({range_words(band, placed.metric)})"


def _outside(placed: Placed, band: Band) -> str:
    if placed.is_difference:
        most = amount(band.high, placed.metric)
        return f"Left and right differ more than in nearly all healthy runners (up to {most})"
    side = "Above" if placed.value > band.high else "Below"
    return f"{side} the range of nine of ten healthy runners ({range_words(band, placed.metric)})"


def _what_then(placed: Placed, finding: GaitFinding) -> str:
    if placed.standing is Standing.RED:
        return f"It fits what you told: {finding.fits_text}."
    if placed.other_side:
        return "It is the leg that does not hurt, so it does not speak for a cause of the pain."
    return f"It would count together with {finding.fits_text}."


def _rounded(value: float, metric: MetricSpec) -> str:
    rounded = round(value, metric.decimals) + 0.0  # no minus before a zero
    return f"{rounded:.{metric.decimals}f}"
