"""What a run did beyond its totals: slopes, turns, ground, walk breaks, force of its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

EXPOSURE_VERSION = 1
"""Raised whenever the same recording would give other numbers; older ones are worked out anew."""

DAMAGE_EXPONENTS = (7, 9, 13)
"""How steeply damage grows with force: about 7 for bone, 9 for tendon, 13 for cartilage."""


class GradeClass(StrEnum):
    """Classes of slope, by percent of rise over distance; the bounds are -9, -4, -1, 1, 4, 9."""

    STEEP_DOWN = "steep_down"
    DOWN = "down"
    GENTLE_DOWN = "gentle_down"
    FLAT = "flat"
    GENTLE_UP = "gentle_up"
    UP = "up"
    STEEP_UP = "steep_up"


class Surface(StrEnum):
    """What was run on, as far as anybody said."""

    TREADMILL = "treadmill"
    TRACK = "track"
    PAVED = "paved"
    UNPAVED = "unpaved"
    UNKNOWN = "unknown"


class AltitudeSource(StrEnum):
    """Where altitude came from.

    A watch mostly has a barometer; a phone or a bare GPX has satellite heights.
    """

    WATCH = "watch"
    SATELLITE = "satellite"


class SurfaceSource(StrEnum):
    """Who said what the ground was."""

    RECORDING = "recording"
    """The sub-sport the runner chose on the watch."""
    EXPORT = "export"
    """An app's own count of metres off paved roads."""
    MAP = "map"
    """A map extract the runner supplied."""
    SHOE = "shoe"
    """A guess by where the runner wears the pair."""


class TrackDirection(StrEnum):
    """Which way round an oval of about 400 m the laps went."""

    ANTICLOCKWISE = "anticlockwise"
    CLOCKWISE = "clockwise"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class GradeShare:
    """How much of a run lay in one class of slope; steps are None where nobody counted them."""

    distance_m: float
    duration_s: float
    steps: float | None


@dataclass(frozen=True, slots=True)
class TurnExposure:
    """Turning along the track; left and right as the runner turns, both counted positive.

    Turning to and fro by less than 20° is not counted, nor is turning round on the spot, as
    nobody can tell over which side that was. Tight curves have a radius below 60 m.
    ``track_direction`` tells which way round the laps of an oval went, ``oval_m`` how many
    metres those laps were; None and 0 where the run went round none.

    ``enclosed`` is the ground the way encloses, as a share of the circle of its length: above 0
    anticlockwise, below 0 clockwise, about 0 out and back; None where it did not come back.
    """

    measured_m: float
    left_deg: float
    right_deg: float
    tight_left_m: float
    tight_right_m: float
    track_direction: TrackDirection | None = None
    oval_m: float = 0.0
    enclosed: float | None = None

    @property
    def left_deg_per_km(self) -> float:
        """Signed turning: degrees turned left more than right, per km."""
        return 1000.0 * (self.left_deg - self.right_deg) / self.measured_m


@dataclass(frozen=True, slots=True)
class ForceExposure:
    """Peak vertical force of the running steps on the flat, by the sine model, in body weights.

    ``weighted_steps`` is, by damage exponent b ("7", "9", "13"), the sum over these steps of
    the force to the power of b. Divided by a usual force to the power of b it counts usual
    steps. ``source`` names the one device that measured contact time; ``is_flat_by_name`` says
    that the ground was taken for flat by what it is called (treadmill, track), not by altitude.
    """

    source: str
    median_bw: float
    steps: float
    distance_m: float | None
    weighted_steps: Mapping[str, float]
    is_flat_by_name: bool = False

    def weighted(self, exponent: int) -> float:
        """The sum of force to the power of one of ``DAMAGE_EXPONENTS`` over the steps."""
        return self.weighted_steps[str(exponent)]


@dataclass(frozen=True, slots=True)
class RunExposure:
    """What a run did beyond its summary; None where the file has no measurement, never 0.

    Running, walking, standing and unknown seconds add up to the recorded time without pauses
    and without gaps beyond 30 s. ``unknown_s`` is time in which neither step rate nor speed
    was measured; where it is all of the time, nothing is known of the gait.
    """

    running_s: float
    walking_s: float
    standing_s: float
    walk_breaks: int
    """Stretches of at least 10 s of walking between two stretches of running."""
    unknown_s: float = 0.0
    flight_time_ms: float | None = None
    duty_factor_pct: float | None = None
    """Share of a stride for which one foot is on the ground; above 50 there is no flight."""
    vertical_ratio_gap_pct: float | None = None
    """How far the device's vertical ratio lies from its oscillation over its step length."""
    balance_sources: Mapping[str, float] = field(default_factory=dict)
    """Mean left share of ground contact while running, in percent, by the measuring device."""
    grades: Mapping[GradeClass, GradeShare] | None = None
    altitude_source: AltitudeSource | None = None
    grade_noise_pct: float | None = None
    """Standard error of one slope; where it is too large, ``grades`` is withheld (None)."""
    surfaces_m: Mapping[Surface, float] = field(default_factory=dict)
    surface_source: SurfaceSource | None = None
    turns: TurnExposure | None = None
    force: ForceExposure | None = None
    version: int = EXPOSURE_VERSION

    @property
    def downhill_m(self) -> float | None:
        """Metres on slopes that fall by more than 4 %; None where slopes are not known."""
        if self.grades is None:
            return None
        steep = (GradeClass.DOWN, GradeClass.STEEP_DOWN)
        return sum(self.grades[each].distance_m for each in steep if each in self.grades)

    @property
    def is_gait_known(self) -> bool:
        """Whether running could be told from walking in any part of the run."""
        return self.running_s + self.walking_s + self.standing_s > 0
