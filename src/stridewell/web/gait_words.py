"""How views, speeds, sides and measured values are said to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stridewell.app.run_words import clock
from stridewell.gait.keypoints import View
from stridewell.knowledge.records import Knowledge
from stridewell.values.anatomy import Side
from stridewell.values.wording import sentence_case

SEEN_FROM: Mapping[View, str] = {
    View.LEFT: "from the left",
    View.RIGHT: "from the right",
    View.REAR: "from behind",
    View.SPACE: "in three dimensions",
}
SIDE_NAMES: Mapping[Side | None, str] = {
    Side.LEFT: "left",
    Side.RIGHT: "right",
    Side.BOTH: "both",
    Side.MIDLINE: "",
    None: "",
}
KMH_PER_MPS, M_PER_KM = 3.6, 1000.0
UNITS = {"deg": "°", "spm": "steps/min", "pct": "%"}
CLOSE = frozenset({"°"})
"""Units that stand right behind their number."""
MINUS = "−"


def speed_words(speed_mps: float | None) -> str:
    """A speed with its pace: 10.0 km/h (6:00 min/km); empty where nobody told."""
    if speed_mps is None:
        return ""
    return f"{speed_mps * KMH_PER_MPS:.1f} km/h ({clock(M_PER_KM / speed_mps)} min/km)"


def listed(words: Iterable[str]) -> str:
    """Words with commas and an and, each once: a, b and c."""
    different = [*dict.fromkeys(words)]
    if len(different) < 2:  # noqa: PLR2004 - nothing to put between
        return "".join(different)
    return f"{', '.join(different[:-1])} and {different[-1]}"


def unit_words(unit: str) -> str:
    """A unit as it is written: ``deg`` is °."""
    return UNITS.get(unit, unit)


def number_words(value: float, decimals: int = 0) -> str:
    """A number with a true minus sign, and no minus before nothing."""
    told = f"{value:.{decimals}f}"
    if float(told) == 0:
        return told.lstrip("-")
    return told.replace("-", MINUS)


def amount_words(value: float, unit: str, decimals: int = 0) -> str:
    """A number with its unit: 5.1°, 233 ms."""
    written = unit_words(unit)
    gap = "" if written in CLOSE else " "
    return f"{number_words(value, decimals)}{gap}{written}".strip()


def range_words(low: float, high: float, unit: str, decimals: int = 0) -> str:
    """Two numbers with one unit: 3.9 to 6.3°."""
    return f"{number_words(low, decimals)} to {amount_words(high, unit, decimals)}"


def decimals_of(metric: str, knowledge: Knowledge) -> int:
    """How precisely a metric is told."""
    spec = knowledge.gait.metrics.get(metric)
    return 0 if spec is None else spec.decimals


def name_of(metric: str, knowledge: Knowledge) -> str:
    """What a metric is called; one that nobody named keeps its id."""
    spec = knowledge.gait.metrics.get(metric)
    return metric if spec is None else spec.name


def sentence(text: str) -> str:
    """A clause as a sentence; nothing stays nothing."""
    told = sentence_case(text.strip())
    return told if not told or told.endswith((".", "!", "?")) else f"{told}."
