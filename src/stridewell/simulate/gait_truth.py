"""What is known of a synthetic runner before they run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

import numpy as np

from stridewell.values.anatomy import Side

SHORTEST_FLIGHT_S = 0.02


@dataclass(frozen=True, slots=True)
class Sided:
    """A number for the left and one for the right."""

    left: float
    right: float

    def of(self, side: Side) -> float:
        """The number of a side."""
        return self.left if side is Side.LEFT else self.right


def both(value: float) -> Sided:
    """The same number on both sides."""
    return Sided(value, value)


STEP_SD: Mapping[str, float] = {
    "contact_time_ms": 4.0,
    "foot_strike_angle_deg": 1.5,
    "foot_ahead_of_hip_mm": 8.0,
    "knee_flexion_at_contact_deg": 1.2,
    "knee_flexion_peak_deg": 1.0,
    "pelvic_drop_contact_deg": 0.6,
    "pelvic_drop_peak_deg": 0.7,
    "step_width_mm": 12.0,
    "lateral_trunk_lean_deg": 0.4,
}
"""How much single steps differ from the runner's own value (standard deviation, design)."""
STEP_TIME_SD_S = 0.003
STEP_VALUES = (*STEP_SD, "knee_flexion_at_toe_off_deg")
"""What every step has of its own."""


@dataclass(frozen=True, slots=True)
class GaitTruth:
    """How a synthetic runner runs.

    ``foot_ahead_of_hip_mm`` is ankle ahead of hip joint at contact. Pelvic drop is that of the
    other side while this side stands. ``step_width_mm`` is between the middles of the feet;
    below 0 they cross over. ``knee_in_deg`` turns the knee inwards about the line from hip to
    ankle. ``left_step_pct`` is the share of a stride from left to right contact.
    ``per_minute`` lets a value drift, by its field's name. ``variation`` scales how much single
    steps differ; 0 makes all alike. ``overground`` moves the runner through the room.

    Raises:
        ValueError: contacts are so long that no flight is left, or a drifting value is unknown.
    """

    height_m: float = 1.75
    speed_mps: float = 3.0
    step_rate_spm: float = 168.0
    contact_time_ms: Sided = Sided(245.0, 245.0)
    foot_strike_angle_deg: Sided = Sided(12.0, 12.0)
    foot_ahead_of_hip_mm: Sided = Sided(165.0, 165.0)
    knee_flexion_at_contact_deg: Sided = Sided(14.0, 14.0)
    knee_flexion_peak_deg: Sided = Sided(42.0, 42.0)
    knee_flexion_at_toe_off_deg: Sided = Sided(10.0, 10.0)
    pelvic_drop_contact_deg: Sided = Sided(4.0, 4.0)
    pelvic_drop_peak_deg: Sided = Sided(8.0, 8.0)
    step_width_mm: float = 40.0
    trunk_lean_deg: float = 6.0
    lateral_trunk_lean_deg: Sided = Sided(2.0, 2.0)
    knee_in_deg: Sided = Sided(0.0, 0.0)
    left_step_pct: float = 50.0
    per_minute: Mapping[str, float] = field(default_factory=dict)
    variation: float = 1.0
    overground: bool = False

    def __post_init__(self) -> None:
        """Refuse a walker, and a drift of what does not exist."""
        step_s = 60 / self.step_rate_spm
        for side, share in (
            (Side.LEFT, self.left_step_pct),
            (Side.RIGHT, 100 - self.left_step_pct),
        ):
            if self.contact_time_ms.of(side) / 1000 + SHORTEST_FLIGHT_S > step_s * share / 50:
                raise ValueError(f"no flight is left after {side} contact")
        unknown = set(self.per_minute) - {each.name for each in fields(self)}
        if unknown:
            raise ValueError(f"nothing drifts by the name {min(unknown)}")

    def middle(self, name: str, side: Side, time_s: float) -> float:
        """What the runner's value is at a moment, before single steps differ."""
        value = getattr(self, name)
        own = value.of(side) if isinstance(value, Sided) else float(value)
        return float(own + self.per_minute.get(name, 0.0) * time_s / 60)

    def step(self, name: str, side: Side, time_s: float, dice: np.random.Generator) -> float:
        """The value of one step."""
        spread = STEP_SD.get(name, 0.0) * self.variation
        return self.middle(name, side, time_s) + float(np.clip(dice.normal(), -2.5, 2.5)) * spread
