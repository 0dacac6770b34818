"""What programs send: a case, with everything strange refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from stridewell.app.case import DEFAULT_SEED, Case
from stridewell.errors import CaseError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Level
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding, Origin, State
from stridewell.values.timeline import in_utc

SEX_WORDS = {"f": "female", "m": "male", "x": "unknown", "other": "unknown", "": "unknown"}


def _sex_word(value: object) -> object:
    if value is None:
        return "unknown"
    return SEX_WORDS.get(value.lower(), value.lower()) if isinstance(value, str) else value


class _Model(BaseModel):
    """Refuses keys nobody reads: they are typing mistakes, and a mistake must not pass silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RunnerModel(_Model):
    """Who is asking."""

    age: Annotated[float, Field(ge=0, le=110)]
    sex: Annotated[Literal["female", "male", "unknown"], BeforeValidator(_sex_word)] = "unknown"
    height_cm: Annotated[float | None, Field(ge=50, le=250)] = None
    mass_kg: Annotated[float | None, Field(ge=10, le=300)] = None
    locale: Annotated[str, Field(max_length=20)] = "default"


class FindingModel(_Model):
    """A finding that did not come from an answer, such as one of the runs."""

    id: str
    state: State
    at: datetime
    origin: Origin
    side: Side | None = None
    value: Annotated[float | None, Field(allow_inf_nan=False)] = None
    unit: str | None = None
    certainty: Annotated[float, Field(ge=0, le=1)] = 1.0
    said: str | None = None


class CaseModel(_Model):
    """A runner, their answers by question id, and the moment the case is judged at."""

    at: datetime
    runner: RunnerModel
    answers: Mapping[str, object] = Field(default_factory=dict)
    findings: tuple[FindingModel, ...] = ()
    seed: Annotated[int, Field(ge=0)] = DEFAULT_SEED
    held: Level | None = None


def case_of(model: CaseModel) -> Case:
    """The case that was sent.

    Raises:
        CaseError: an answer is empty.
    """
    runner = model.runner
    return Case(
        at=in_utc(model.at),
        runner=Runner(runner.age, Sex(runner.sex), runner.height_cm, runner.mass_kg, runner.locale),
        answers={question: _answer(question, value) for question, value in model.answers.items()},
        findings=tuple(
            Finding(**{**dict(found), "at": in_utc(found.at)}) for found in model.findings
        ),
        seed=model.seed,
        held=model.held,
    )


def _answer(question: str, value: object) -> Answer:
    """The answer with only the types an answer may have."""
    if isinstance(value, list):
        return [_answer(question, entry) for entry in value]
    if isinstance(value, dict):
        return {str(key): _answer(question, entry) for key, entry in value.items()}
    if isinstance(value, str | bool | int | float | date):
        return value
    raise CaseError(f"The answer to {question!r} is empty.", "Answer it, or leave it out.")


def model_of(case: Case) -> CaseModel:
    """The case as it is sent and stored."""
    return CaseModel(
        at=case.at,
        runner=RunnerModel(
            age=case.runner.age,
            sex=case.runner.sex.value,
            height_cm=case.runner.height_cm,
            mass_kg=case.runner.mass_kg,
            locale=case.runner.locale,
        ),
        answers=dict(case.answers),
        findings=tuple(
            FindingModel(
                id=f.id,
                state=f.state,
                at=f.at.astimezone(UTC),
                origin=f.origin,
                side=f.side,
                value=f.value,
                unit=f.unit,
                certainty=f.certainty,
                said=f.said,
            )
            for f in case.findings
        ),
        seed=case.seed,
        held=case.held,
    )
