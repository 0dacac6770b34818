"""The one currency: findings go in, reasons come out, and every claim has a source and a grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from stridewell.values.anatomy import Side


class State(StrEnum):
    """What is known of a finding. Not asked is unknown, and unknown is neither yes nor no."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"

    @property
    def is_known(self) -> bool:
        """Whether it is present or absent."""
        return self is not State.UNKNOWN

    def negated(self) -> State:
        """The opposite; unknown stays unknown."""
        return {State.PRESENT: State.ABSENT, State.ABSENT: State.PRESENT}.get(self, self)


class Origin(StrEnum):
    """Who or what observed a finding."""

    ANSWER = "answer"
    RUNNER = "runner"
    RUN = "run"
    GAIT = "gait"
    TEST = "test"
    DERIVED = "derived"


class Grade(StrEnum):
    """How far a number may be trusted."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    EXPERT = "expert"
    ESTIMATE = "estimate"


class Verification(StrEnum):
    """Whether a number was seen in its source, is still to be looked up, or is our own."""

    SEEN = "seen"
    UNCONFIRMED = "unconfirmed"
    ESTIMATE = "estimate"
    DESIGN = "design"


class Severity(StrEnum):
    """How bad a problem in data is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from: a study, a guideline, or our own stated design choice."""

    id: str
    citation: str
    year: int | None = None
    doi: str | None = None
    url: str | None = None

    @property
    def short(self) -> str:
        """The citation as it stands behind a sentence: its first words and the year."""
        head = self.citation.partition(":")[0].partition(". ")[0].partition(";")[0].rstrip(".")
        year = "" if self.year is None or str(self.year) in head else f" {self.year}"
        return head if self.id.startswith("stridewell_") else f"{head}{year}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One observed fact about one runner at one time.

    ``certainty`` (0 to 1) says how firmly it was observed; a box left unticked is a weaker
    "no" than a question answered with "no". ``value`` holds the number of a numeric finding.
    """

    id: str
    state: State
    at: datetime
    origin: Origin
    side: Side | None = None
    value: float | None = None
    unit: str | None = None
    certainty: float = 1.0
    said: str | None = None
    """What the runner answered or the file showed, in plain words."""

    def __post_init__(self) -> None:
        """Refuse certainties outside 0 to 1."""
        if not 0.0 <= self.certainty <= 1.0:
            raise ValueError(f"the certainty of {self.id} lies outside 0 to 1: {self.certainty}")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a conclusion was drawn; made by the function that made the number.

    ``strength`` is the natural-log likelihood ratio it contributed, where there is one:
    above 0 speaks for, below 0 against.
    """

    text: str
    sources: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    rule: str | None = None
    strength: float | None = None
    grade: Grade | None = None
    clinical: str = ""
    """The same in a clinician's terms."""
    basis: str = ""
    """What was told, without what it speaks for."""
    said: str | None = None
    """The runner's own answer, word for word."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem in data: where it is, what is wrong and what to do next."""

    severity: Severity
    where: str
    text: str
    remedy: str = ""


class Facts(Protocol):
    """What rules may ask of a runner's findings."""

    def state(self, finding: str) -> State:
        """Whether a finding is present, absent or unknown."""
        ...

    def number(self, finding: str) -> float | None:
        """The number of a numeric finding, or None when it is unknown."""
        ...


@dataclass(frozen=True, slots=True)
class FactTable:
    """Facts held in two plain mappings; what is in neither is unknown."""

    states: Mapping[str, State]
    numbers: Mapping[str, float]

    def state(self, finding: str) -> State:
        """Whether a finding is present, absent or unknown."""
        return self.states.get(finding, State.UNKNOWN)

    def number(self, finding: str) -> float | None:
        """The number of a numeric finding, or None when it is unknown."""
        return self.numbers.get(finding)
