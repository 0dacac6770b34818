"""What goes around the run, as records: blocks, other training, shoes, surfaces, cues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.library import Verdict
from stridewell.knowledge.warrant import Value, Warrant
from stridewell.values.quantities import Interval

BONE_GROUP = "bone_stress"
"""The group of overloaded bone: no cue is for it, and no training before a clinician's word."""


class Fit(StrEnum):
    """How a kind of training suits a group of causes."""

    FINE = "fine"
    CHANGES = "changes"
    AVOID = "avoid"

    @property
    def strictness(self) -> int:
        """0 for fine up to 2 for avoid."""
        return list(Fit).index(self)


class Target(StrEnum):
    """What a cue changes, and so what can be measured of it."""

    STEP_RATE = "step_rate"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a study in a sentence; ``interval`` is its 95 % interval where it has one."""

    id: str
    text: str
    value: float
    interval: Interval | None
    unit: str
    warrant: Warrant

    @property
    def sentence(self) -> str:
        """The sentence, with its interval, and a warning where nobody has seen the number."""
        spread = self.interval
        told = "" if spread is None else f" (95 % interval {spread.low:g} to {spread.high:g})"
        return f"{self.text.rstrip('.')}{told}.{self.warrant.caveat('This figure is')}"


@dataclass(frozen=True, slots=True)
class ConditionGroup:
    """Causes that ask the same of everything around the run."""

    id: str
    name: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockStep:
    """One step of a warm-up or cool-down; ``avoid_for`` names condition groups.

    ``exercise`` is the exercise it is, where there is one; ``instead`` what to do in its place.
    """

    text: str
    minutes: float
    exercise: str = ""
    avoid_for: tuple[str, ...] = ()
    because: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A warm-up or a cool-down: ``before`` and ``after`` name sessions and their extras."""

    id: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    optional: bool
    steps: tuple[BlockStep, ...]
    verdict: Verdict
    honest: str
    """What it does, and what it does not do."""
    figures: tuple[str, ...]
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class ModeAdvice:
    """How a kind of training suits a group; ``text`` says what to change, or why not."""

    fit: Fit
    text: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class TrainingMode:
    """One kind of training other than running.

    ``impact_free`` says that no foot strikes the ground; ``likeness`` how much it is like
    running, 0 to 3; ``first_percent`` the share of the usual running minutes to begin with.
    """

    id: str
    name: str
    equipment: tuple[str, ...]
    impact_free: bool
    likeness: int
    how: str
    effort: str
    first_percent: int
    groups: Mapping[str, ModeAdvice]
    figures: tuple[str, ...]
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class ShoeVerdict:
    """What the evidence says of one thing about shoes."""

    id: str
    title: str
    verdict: Verdict
    text: str
    figures: tuple[str, ...]
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class SurfaceAdvice:
    """Advice on ground and side of the road, for everybody or for groups and findings."""

    id: str
    title: str
    text: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    groups: tuple[str, ...]
    findings: tuple[str, ...]
    figures: tuple[str, ...]
    warrant: Warrant

    @property
    def is_general(self) -> bool:
        """Whether it counts for everybody."""
        return not (self.groups or self.findings)


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to try in the way of running.

    ``signs`` are what a look at the gait may show and ``findings`` what a runner may tell that
    call for it; ``tested`` are groups for which runners were studied, ``plausible`` those for
    which it is only sensible, ``never`` those for which it is not to be used. ``percent`` is by
    how much the own step rate rises, for a cue that changes it.
    """

    id: str
    name: str
    say: str
    how: tuple[str, ...]
    target: Target
    percent: Interval | None
    signs: tuple[str, ...]
    findings: tuple[str, ...]
    tested: tuple[str, ...]
    plausible: tuple[str, ...]
    never: tuple[str, ...]
    measure: tuple[str, ...]
    stop_when: tuple[str, ...]
    figures: tuple[str, ...]
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class TrialWeek:
    """One week of a cue's trial: in how many of the runs, and how much of such a run."""

    number: int
    runs_percent: int
    cued_percent: int
    text: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class Around:
    """Everything around the run, by id; ``signs`` are the gait signs in plain words."""

    groups: Mapping[str, ConditionGroup]
    blocks: Mapping[str, Block]
    modes: Mapping[str, TrainingMode]
    shoe_verdicts: Mapping[str, ShoeVerdict]
    surfaces: Mapping[str, SurfaceAdvice]
    signs: Mapping[str, str]
    cues: Mapping[str, Cue]
    trial_weeks: tuple[TrialWeek, ...]
    figures: Mapping[str, Figure]
    numbers: Mapping[str, Value]

    def group_of(self, condition: str) -> ConditionGroup | None:
        """The group of a condition; None where it is in none."""
        return next((g for g in self.groups.values() if condition in g.conditions), None)

    def number(self, name: str) -> float:
        """A number by name."""
        return self.numbers[name].value

    def figures_of(self, ids: tuple[str, ...]) -> tuple[Figure, ...]:
        """Figures by their ids."""
        return tuple(self.figures[each] for each in ids)

    def warrants(self) -> Iterator[tuple[str, Warrant]]:
        """Everything that rests on sources, with where it stands."""
        yield from ((f"around.numbers.{name}", v.warrant) for name, v in self.numbers.items())
        yield from ((f"around.figures.{each.id}", each.warrant) for each in self.figures.values())
        yield from ((f"around.blocks.{each.id}", each.warrant) for each in self.blocks.values())
        yield from ((f"around.shoes.{v.id}", v.warrant) for v in self.shoe_verdicts.values())
        yield from ((f"around.surfaces.{s.id}", s.warrant) for s in self.surfaces.values())
        yield from ((f"around.cues.{each.id}", each.warrant) for each in self.cues.values())
        yield from ((f"around.trial.{week.number}", week.warrant) for week in self.trial_weeks)
        for mode in self.modes.values():
            yield f"around.modes.{mode.id}", mode.warrant
            for group, advice in mode.groups.items():
                yield f"around.modes.{mode.id}.{group}", advice.warrant
