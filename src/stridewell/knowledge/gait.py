"""What is known of running form: metrics, what healthy runners show, findings, methods' errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.criteria import Criterion
from stridewell.knowledge.warrant import Value, Warrant
from stridewell.values.quantities import Interval

VIEWS = ("side", "rear", "space")
"""From where a metric can be seen: from the side, from behind, or in three dimensions."""


@dataclass(frozen=True, slots=True)
class MetricSpec:
    """One thing that is measured in the way of running.

    ``definition`` says what it is, ``how`` how it is measured, ``sign`` what a larger number
    means. ``detectable`` is the smallest difference between two days that is more than chance,
    ``uneven`` the difference between left and right that 95 % of healthy runners stay below;
    both in ``unit``, None where nobody knows. ``own_only`` marks a metric that depends on where
    a pose model puts the hip: seen by such a model it is compared with the runner alone.
    """

    id: str
    name: str
    plain: str
    unit: str
    decimals: int
    per_side: bool
    views: tuple[str, ...]
    definition: str
    how: str
    sign: str
    detectable: Value | None
    uneven: Value | None
    own_only: bool
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class Norm:
    """What healthy runners show of a metric at one speed (None: at any speed).

    ``band`` holds nine runners of ten; ``mean`` and ``sd`` are of the runners. ``sex`` is
    ``female``, ``male`` or None for both. ``mostly_men`` says that hardly any women were among
    the ``n`` runners of the ``population``.
    """

    id: str
    metric: str
    speed_mps: float | None
    sex: str | None
    mean: float
    sd: float
    band: Interval
    n: int
    population: str
    mostly_men: bool
    warrant: Warrant


class Direction(StrEnum):
    """On which side of the band a finding lies, or between left and right."""

    HIGH = "high"
    LOW = "low"
    UNEVEN = "uneven"


@dataclass(frozen=True, slots=True)
class GaitFinding:
    """What a metric outside its band is called, and with which complaint it counts.

    ``id`` is a finding of the intake. ``fits`` holds where the complaint makes it worth acting
    on; ``fits_text`` names that complaint. ``sign`` is the sign by which cues are called for, if
    any. ``sessions`` is on how many days it has to be seen before it counts.
    """

    id: str
    metric: str
    direction: Direction
    name: str
    meaning: str
    fits: Criterion
    fits_text: str
    sign: str | None
    sessions: int
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class CueWatch:
    """What to look at when a cue was tried: metrics to measure again, and what should move."""

    cue: str
    metrics: tuple[str, ...]
    text: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence that belongs to every report, with what it rests on."""

    text: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class MethodError:
    """How far a metric is off by the method itself: mean and SD over clips, in its unit.

    ``convention`` names who placed the points (as in keypoints); empty for anybody.
    ``difference_sd`` is the SD of the error of left less right, None where it is not known.
    """

    metric: str
    view: str
    convention: str
    bias: float
    sd: float
    warrant: Warrant
    difference_sd: float | None = None


@dataclass(frozen=True, slots=True)
class MethodErrors:
    """The errors of all methods."""

    entries: tuple[MethodError, ...] = ()

    def of(self, metric: str, view: str, convention: str = "") -> MethodError | None:
        """The error of a metric in a view (of ``VIEWS``), of this convention where it is known.

        Else the one for anybody's points; None where neither is known.
        """
        found = {e.convention: e for e in self.entries if (e.metric, e.view) == (metric, view)}
        return found.get(convention, found.get(""))


@dataclass(frozen=True, slots=True)
class GaitKnowledge:
    """Everything known of running form."""

    metrics: Mapping[str, MetricSpec]
    norms: Mapping[str, Norm]
    findings: Mapping[str, GaitFinding]
    watches: Mapping[str, CueWatch]
    advice: Mapping[str, Advice]
    numbers: Mapping[str, Value]
    errors: MethodErrors

    def number(self, name: str) -> float:
        """A number by name."""
        return self.numbers[name].value

    def norms_of(self, metric: str, sex: str | None = None) -> tuple[Norm, ...]:
        """The norms of a metric by speed, those of the sex where there are any, else of both."""
        every = [each for each in self.norms.values() if each.metric == metric]
        own = [each for each in every if sex is not None and each.sex == sex]
        found = own or [each for each in every if each.sex is None]
        return tuple(sorted(found, key=lambda each: each.speed_mps or 0.0))

    def findings_of(self, metric: str) -> tuple[GaitFinding, ...]:
        """What a metric outside its band is called."""
        return tuple(each for each in self.findings.values() if each.metric == metric)

    def warrants(self) -> Iterator[tuple[str, Warrant]]:
        """Everything that rests on sources, with where it stands."""
        for metric in self.metrics.values():
            where = f"gait.metrics.{metric.id}"
            yield where, metric.warrant
            for name, value in (("detectable", metric.detectable), ("uneven", metric.uneven)):
                if value is not None:
                    yield f"{where}.{name}", value.warrant
        yield from ((f"gait.norms.{each.id}", each.warrant) for each in self.norms.values())
        yield from ((f"gait.findings.{each.id}", each.warrant) for each in self.findings.values())
        yield from ((f"gait.watches.{each.cue}", each.warrant) for each in self.watches.values())
        yield from ((f"gait.advice.{name}", each.warrant) for name, each in self.advice.items())
        yield from ((f"gait.numbers.{name}", each.warrant) for name, each in self.numbers.items())
        for each in self.errors.entries:
            yield f"gait.method_errors.{each.metric}.{each.view}", each.warrant

    @property
    def ids(self) -> frozenset[str]:
        """Every id that a reference may name."""
        parts: tuple[Mapping[str, object], ...] = (
            *(self.metrics, self.norms, self.findings),
            *(self.watches, self.advice, self.numbers),
        )
        return frozenset(name for part in parts for name in part)
