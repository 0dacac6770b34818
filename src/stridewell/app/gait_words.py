"""Words for filmed running that terminals and pages share."""

from __future__ import annotations

from datetime import datetime

from stridewell.gait.finding_words import amount
from stridewell.gait.judged import Judged, Standing
from stridewell.gait.keypoints import View
from stridewell.knowledge.gait import MetricSpec
from stridewell.values.anatomy import Side

KM_H = 3.6
VIEW_WORDS = {
    View.LEFT: "from the left",
    View.RIGHT: "from the right",
    View.REAR: "from behind",
    View.SPACE: "in three dimensions",
}
STANDING_WORDS = {
    Standing.NO_RANGE: "no range",
    Standing.INSIDE: "usual",
    Standing.UNCLEAR: "not sure",
    Standing.NOTEWORTHY: "outside",
    Standing.RED: "stands out",
}


def day_words(at: datetime) -> str:
    """The day of a session."""
    return at.date().isoformat()


def speed_words(speed_mps: float | None) -> str:
    """A speed; a dash where nobody told."""
    return "–" if speed_mps is None else f"{KM_H * speed_mps:.1f} km/h"


def side_words(side: Side | None) -> str:
    """A side; nothing for the whole runner."""
    return "" if side is None else side.value


def name_of(judged: Judged) -> str:
    """What was judged, with its side: ``Pelvic drop, left``."""
    side = "left less right" if judged.is_difference else side_words(judged.side)
    return f"{judged.name}, {side}" if side else judged.name


def amount_words(value: float, spec: MetricSpec | None, unit: str) -> str:
    """A value with its unit, as precise as its metric is told."""
    return f"{value:.1f} {unit}" if spec is None else amount(value, spec)


def number_words(value: float, spec: MetricSpec | None) -> str:
    """A value without its unit, as precise as its metric is told."""
    decimals = 1 if spec is None else spec.decimals
    rounded = round(value, decimals) + 0.0  # no minus before a zero
    return f"{rounded:.{decimals}f}"


def range_words(low: float, high: float, spec: MetricSpec | None) -> str:
    """A range from end to end, without the unit; narrow ones with a decimal."""
    ends = number_words(low, spec), number_words(high, spec)
    if ends[0] == ends[1]:
        ends = f"{low:.1f}", f"{high:.1f}"
    return f"{ends[0]} to {ends[1]}"


def counted(count: int, what: str) -> str:
    """So many of a thing: ``1 frame``, ``2 frames``."""
    return f"1 {what}" if count == 1 else f"{count} {what}s"


def sentence(text: str) -> str:
    """With a capital letter and a full stop; nothing stays nothing."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
