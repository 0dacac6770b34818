"""What is known of training load: weights of ground, fading sums, sides, what may have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stridewell.knowledge.around import Figure
from stridewell.knowledge.fuel import Grounds
from stridewell.knowledge.warrant import Value, Warrant
from stridewell.values.evidence import Reason
from stridewell.values.quantities import Interval

WEIGHTS = (
    *("walking", "steep_down", "down", "gentle_down"),
    *("flat", "gentle_up", "up", "steep_up"),
)
"""Kinds of ground and gait that a kilometre is weighed by."""
SHOWN_WITH: Mapping[str, tuple[str, ...]] = {
    "damage": (
        *("morin_2005", "meyer_2023", "firminger_2020", "telhan_2010", "rice_2024"),
        *("baggaley_2024", "roberts_belliveau_2005", "devita_2008", "garmin_running_tolerance"),
    ),
    "effort": ("foster_2021",),
    "missing": ("moussa_2019",),
    "ratio": ("frandsen_2025_ratio", "impellizzeri_2021", "lolli_2019"),
    "monotony": ("foster_1998",),
    "side": ("malisoux_2024",),
    "road": ("damavandi_2017",),
}
"""The figures of studies that are shown with some grounds."""
TISSUES = ("bone", "tendon", "cartilage")


@dataclass(frozen=True, slots=True)
class LoadWeight:
    """How much one km of a kind counts against one usual flat km, from lowest to highest."""

    id: str
    band: Interval
    middle: float
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class ChangeSpec:
    """A kind of change that may be told; ``finding`` is what it would set once confirmed."""

    id: str
    title: str
    caveat: str
    figures: tuple[str, ...]
    warrant: Warrant
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class LoadKnowledge:
    """Everything known of training load beside the single-run spike."""

    numbers: Mapping[str, Value]
    weights: Mapping[str, LoadWeight]
    grounds: Mapping[str, Grounds]
    changes: Mapping[str, ChangeSpec]
    figures: Mapping[str, Figure]

    def number(self, name: str) -> float:
        """A number by name."""
        return self.numbers[name].value

    def days(self, name: str) -> int:
        """A number by name as whole days or runs."""
        return int(self.numbers[name].value)

    @property
    def exponents(self) -> tuple[int, ...]:
        """How steeply damage grows with force: bone, tendon, cartilage."""
        return tuple(int(self.number(f"exponent_{tissue}")) for tissue in TISSUES)

    def reason(self, grounds: str) -> Reason:
        """Grounds by name, as a sentence with its sources."""
        found = self.grounds[grounds]
        caveat = found.warrant.caveat("This is")
        return Reason(
            text=f"{found.text}{caveat}",
            sources=found.warrant.sources,
            rule=f"load.{grounds}",
            grade=found.warrant.grade,
        )

    def figures_for(self, grounds: str) -> tuple[Figure, ...]:
        """The figures that are shown with some grounds."""
        return tuple(self.figures[each] for each in SHOWN_WITH.get(grounds, ()))

    def figures_of(self, change: str) -> tuple[Figure, ...]:
        """The figures that belong to a kind of change."""
        return tuple(self.figures[each] for each in self.changes[change].figures)

    def warrants(self) -> Iterator[tuple[str, Warrant]]:
        """Everything that rests on sources, with where it stands."""
        yield from ((f"load.numbers.{name}", v.warrant) for name, v in self.numbers.items())
        yield from ((f"load.weights.{each.id}", each.warrant) for each in self.weights.values())
        yield from ((f"load.grounds.{name}", g.warrant) for name, g in self.grounds.items())
        yield from ((f"load.changes.{each.id}", each.warrant) for each in self.changes.values())
        yield from ((f"load.figures.{each.id}", each.warrant) for each in self.figures.values())

    @property
    def ids(self) -> frozenset[str]:
        """Every id that a reference may name."""
        parts: tuple[Mapping[str, object], ...] = (
            *(self.numbers, self.weights, self.grounds),
            *(self.changes, self.figures),
        )
        return frozenset(name for part in parts for name in part)
