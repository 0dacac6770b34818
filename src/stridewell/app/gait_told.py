"""What people say about a recording, from words to numbers: speed, height, a known length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from stridewell.errors import UsageError

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_CLOCK = r"(\d{1,2}):([0-5]\d)"
_M_S = {"km/h": 3.6, "kmh": 3.6, "kph": 3.6, "m/s": 1.0, "mps": 1.0, "mph": 3600 / 1609.344}
"""What to divide by to have metres a second."""
_PACE_M = {"km": 1000.0, "mi": 1609.344, "mile": 1609.344}
_METRES = {"m": 1.0, "cm": 0.01, "mm": 0.001, "in": 0.0254, "ft": 0.3048}
SPEEDS_MPS = (1.2, 12.0)
"""From a very slow run to a sprint."""
HEIGHTS_M = (1.0, 2.4)
METRES_BELOW = 3.0
"""A height without a unit is in metres below this, else in centimetres."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says about a session; None where nobody told.

    ``height_m`` is the runner's height, ``speed_mps`` the speed of belt or run. A length of
    ``known_length_m`` spans ``known_length_px`` in the picture where the runner is.
    """

    height_m: float | None = None
    speed_mps: float | None = None
    known_length_m: float | None = None
    known_length_px: float | None = None
    treadmill: bool | None = None
    slow_motion: float | None = None
    rate_hz: float | None = None
    model: Path | None = None


def speed_in_words(words: str) -> float:
    """A speed in metres a second: ``12 km/h``, ``5:00/km``, ``3.3 m/s``, ``7.5 mph``.

    Raises:
        UsageError: it cannot be understood, or nobody runs like that.
    """
    text = words.strip().lower()
    if found := re.fullmatch(rf"{_NUMBER}\s*(km/h|kmh|kph|m/s|mps|mph)", text):
        speed = _decimal(found[1]) / _M_S[found[2]]
    elif found := re.fullmatch(rf"{_CLOCK}\s*(?:min)?\s*/\s*(km|mi|mile)", text):
        seconds = 60 * int(found[1]) + int(found[2])
        speed = _PACE_M[found[3]] / seconds if seconds else 0.0
    else:
        raise UsageError(
            f"The speed {words!r} cannot be understood.",
            "Write it as “12 km/h”, “5:00/km” or “3.3 m/s”.",
        )
    if not SPEEDS_MPS[0] <= speed <= SPEEDS_MPS[1]:
        raise UsageError(
            f"A speed of {words.strip()} is no running speed.", "Check the number and its unit."
        )
    return speed


def height_in_words(words: str) -> float:
    """A body height in metres: ``178``, ``178 cm``, ``1.78 m``.

    Raises:
        UsageError: it cannot be understood, or nobody is that tall.
    """
    text = words.strip().lower()
    found = re.fullmatch(rf"{_NUMBER}\s*(m|cm|mm|in|ft)?", text)
    if found is None:
        raise UsageError(
            f"The height {words!r} cannot be understood.", "Write it as “178 cm” or “1.78 m”."
        )
    number = _decimal(found[1])
    unit = found[2] or ("m" if number < METRES_BELOW else "cm")
    height = number * _METRES[unit]
    if not HEIGHTS_M[0] <= height <= HEIGHTS_M[1]:
        raise UsageError(
            f"A height of {number:g} {unit} is no body height.", "Check the number and its unit."
        )
    return height


def length_in_words(words: str) -> tuple[float, float]:
    """A length seen in the picture, in metres and pixels: ``1.2 m = 410 px``.

    Raises:
        UsageError: it cannot be understood.
    """
    text = words.strip().lower()
    found = re.fullmatch(rf"{_NUMBER}\s*(m|cm|mm|in|ft)\s*[=:]\s*{_NUMBER}\s*(?:px|pixels?)?", text)
    length, pixels = (_decimal(found[1]), _decimal(found[3])) if found else (0.0, 0.0)
    if found is None or not length or not pixels:
        raise UsageError(
            f"The known length {words!r} cannot be understood.",
            "Write it as “1.2 m = 410 px”: how long it is, and how long it is in the picture.",
        )
    return length * _METRES[found[2]], pixels


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))
