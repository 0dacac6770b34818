"""What is known, as typed records: findings, questions, rules, conditions, and all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stridewell.knowledge.around import Around
from stridewell.knowledge.criteria import Criterion
from stridewell.knowledge.dosing import DosingKnowledge
from stridewell.knowledge.fuel import FuelKnowledge
from stridewell.knowledge.gait import GaitKnowledge
from stridewell.knowledge.help import HelpKnowledge
from stridewell.knowledge.interview import ContradictionRule, Interview
from stridewell.knowledge.load import LoadKnowledge
from stridewell.knowledge.phrases import PhraseBook
from stridewell.knowledge.strength_tests import StrengthTest
from stridewell.knowledge.training import (
    Equipment,
    Exercise,
    GateTest,
    Ladder,
    Programme,
    Reintroduced,
)
from stridewell.knowledge.warrant import Value, Warrant
from stridewell.knowledge.weekly import WeeklyQuestion
from stridewell.values.evidence import Source
from stridewell.values.quantities import Interval


class Level(StrEnum):
    """The five urgency levels."""

    EMERGENCY_NOW = "emergency_now"
    SAME_DAY = "same_day"
    WITHIN_DAYS = "within_days"
    WITHIN_WEEKS = "within_weeks"
    SELF_MANAGE = "self_manage"

    @property
    def urgency(self) -> int:
        """0 for care at home up to 4 for an emergency; larger is more urgent."""
        return len(Level) - 1 - list(Level).index(self)


class Running(StrEnum):
    """What running may look like while a condition leads; later members allow less."""

    AS_TOLERATED = "as_tolerated"
    REDUCED = "reduced"
    WALK_RUN = "walk_run"
    STOP = "stop"

    @property
    def strictness(self) -> int:
        """0 for as tolerated up to 3 for no running."""
        return list(Running).index(self)


@dataclass(frozen=True, slots=True)
class FindingSpec:
    """A finding the system knows. ``when`` makes it a composite of others."""

    id: str
    label: str
    plain: str
    group: str
    base_rate: float | None
    safety: bool
    warrant: Warrant
    unit: str | None = None
    range: Interval | None = None
    when: Criterion | None = None

    @property
    def is_number(self) -> bool:
        """Whether its value is a number rather than present or absent."""
        return self.unit is not None


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer and what it says about findings."""

    id: str
    label: str
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    none: bool = False
    """Choosing it says "no" to every other option of the question."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question the intake can ask. ``asked_when`` None means always."""

    id: str
    section: str
    text: str
    why: str
    kind: str
    options: tuple[Option, ...] = ()
    unit: str | None = None
    number: str | None = None
    asked_when: Criterion | None = None
    critical: bool = False
    asks_again: str | None = None
    test: str | None = None

    def option(self, option_id: str) -> Option | None:
        """The option of that id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class RegionSpec:
    """A region of the body map with its names and the figure it is drawn on."""

    id: str
    label: str
    plain: str
    view: str


@dataclass(frozen=True, slots=True)
class SelfTest:
    """How a self-test is done, what counts as positive, and when it must not be done."""

    id: str
    name: str
    steps: tuple[str, ...]
    positive: str
    sources: tuple[str, ...]
    blocked_when: Criterion | None = None
    clinician_only: bool = False
    impact: bool = False


@dataclass(frozen=True, slots=True)
class CriticalItem:
    """One of the eight items that may never be left open."""

    id: str
    question: str
    assume: str
    plain: str


@dataclass(frozen=True, slots=True)
class TriageRule:
    """A red-flag rule: when it fires, how urgent that is, and why."""

    id: str
    level: Level
    when: Criterion
    suspected: str
    text: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class LevelSpec:
    """What an urgency level means for the runner."""

    level: Level
    label: str
    meaning: str
    within_hours: float
    running: str
    action: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """A circumstance that multiplies a condition's prior."""

    when: Criterion
    factor: float
    text: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class Evidence:
    """How far a finding, present or absent, speaks for a condition (likelihood ratios)."""

    finding: str
    present: float
    absent: float
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class Condition:
    """A candidate cause: where it hurts, what speaks for it, what must not be done."""

    id: str
    name: str
    plain: str
    aliases: tuple[str, ...]
    tissue: str
    must_not_miss: bool
    urgency: Level
    prior_percent: Value
    core_regions: tuple[str, ...]
    other_regions: tuple[str, ...]
    modifiers: tuple[Modifier, ...]
    evidence: tuple[Evidence, ...]
    running: Running
    return_weeks: Interval
    return_warrant: Warrant
    never: tuple[str, ...]
    easing: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpikeClass:
    """One class of the single-run spike: up to how much (None: no upper edge), and its hazard."""

    id: str
    up_to_percent: int | None
    hazard_ratio: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class SpikeKnowledge:
    """The single-run spike rule: its window, its classes, and what it rests on."""

    window_days: int
    recent_days: int
    classes: tuple[SpikeClass, ...]
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number to call, by locale."""

    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything known, by id, with the version (a content hash) that results are stored with."""

    version: str
    sources: Mapping[str, Source]
    regions: Mapping[str, RegionSpec]
    findings: Mapping[str, FindingSpec]
    questions: Mapping[str, Question]
    self_tests: Mapping[str, SelfTest]
    levels: Mapping[Level, LevelSpec]
    critical: Mapping[str, CriticalItem]
    rules: Mapping[str, TriageRule]
    conditions: Mapping[str, Condition]
    exercises: Mapping[str, Exercise]
    equipment: Mapping[str, Equipment]
    programmes: Mapping[str, Programme]
    strength_tests: Mapping[str, StrengthTest]
    weekly: Mapping[str, WeeklyQuestion]
    ladders: Mapping[str, Ladder]
    gates: Mapping[str, GateTest]
    reintroduced: Mapping[str, Reintroduced]
    spike: SpikeKnowledge
    load: LoadKnowledge
    gait: GaitKnowledge
    reasoning: Mapping[str, Value]
    dosing: DosingKnowledge
    fuel: FuelKnowledge
    help: HelpKnowledge
    interview: Interview
    contradictions: Mapping[str, ContradictionRule]
    around: Around
    safety_net: str
    emergency_numbers: Mapping[str, PhoneNumber]
    crisis_lines: Mapping[str, PhoneNumber]
    read_phrases: Callable[[], PhraseBook] = field(compare=False, repr=False)
    """Reads the phrase book; it is large, and few commands need it."""
    number_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The numbers of the reasoning by the heading they are shown under."""

    @property
    def phrases(self) -> PhraseBook:
        """How runners say things, read when it is first asked for.

        Raises:
            KnowledgeError: a phrase file is broken; the text names file and key.
        """
        return self.read_phrases()

    def __hash__(self) -> int:
        """By version, so that what is worked out from it once can be kept."""
        return hash(self.version)

    def number(self, name: str) -> float:
        """A number of the reasoning, by name."""
        return self.reasoning[name].value
