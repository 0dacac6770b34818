"""Who is asking: age, sex and body size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from stridewell.values.evidence import Finding, Origin, State


class Sex(StrEnum):
    """Sex as it bears on anatomy and base rates; unknown stays unknown."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Runner:
    """One runner. Age in years; height and mass where told; locale for numbers to call."""

    age: float
    sex: Sex = Sex.UNKNOWN
    height_cm: float | None = None
    mass_kg: float | None = None
    locale: str = "default"


def runner_findings(runner: Runner, at: datetime) -> tuple[Finding, ...]:
    """Age, sex and size as findings."""
    sized = (
        ("age", runner.age, "year"),
        ("height_cm", runner.height_cm, "cm"),
        ("mass_kg", runner.mass_kg, "kg"),
    )
    numbers = tuple(
        Finding(name, State.PRESENT, at, Origin.RUNNER, None, value, unit, said=f"{value:g} {unit}")
        for name, value, unit in sized
        if value is not None
    )
    return numbers + tuple(
        Finding(f"sex_{sex}", _state(runner.sex, sex), at, Origin.RUNNER, said=f"sex: {runner.sex}")
        for sex in (Sex.FEMALE, Sex.MALE)
    )


def _state(told: Sex, asked: Sex) -> State:
    if told is Sex.UNKNOWN:
        return State.UNKNOWN
    return State.PRESENT if told is asked else State.ABSENT
