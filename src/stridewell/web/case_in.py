"""A case as programs send it, and the case it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from stridewell.app.case import DEFAULT_SEED, Case
from stridewell.errors import CaseError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Level
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding, Origin, State
from stridewell.values.timeline import in_utc


class _In(BaseModel):
    """Refuses keys nobody reads: a mistake must not pass silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RunnerIn(_In):
    """Who is asking."""

    age: Annotated[float, Field(ge=0, le=110)]
    sex: Literal["female", "male", "unknown"] = "unknown"
    height_cm: Annotated[float | None, Field(ge=50, le=250)] = None
    mass_kg: Annotated[float | None, Field(ge=10, le=300)] = None
    locale: Annotated[str, Field(max_length=20)] = "default"


class FindingIn(_In):
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


class CaseIn(_In):
    """A runner, their answers by question id, and the moment the case is judged at."""

    at: datetime
    runner: RunnerIn
    answers: Mapping[str, object] = Field(default_factory=dict)
    findings: tuple[FindingIn, ...] = ()
    seed: Annotated[int, Field(ge=0)] = DEFAULT_SEED
    held: Level | None = None


def case_of(told: CaseIn) -> Case:
    """The case that was sent.

    Raises:
        CaseError: an answer is empty.
    """
    runner = told.runner
    return Case(
        at=in_utc(told.at),
        runner=Runner(runner.age, Sex(runner.sex), runner.height_cm, runner.mass_kg, runner.locale),
        answers={question: _answer(question, value) for question, value in told.answers.items()},
        findings=tuple(_finding(each) for each in told.findings),
        seed=told.seed,
        held=told.held,
    )


def _finding(told: FindingIn) -> Finding:
    values = {name: getattr(told, name) for name in type(told).model_fields}
    return Finding(**{**values, "at": in_utc(told.at)})


def _answer(question: str, value: object) -> Answer:
    match value:
        case str() | bool() | int() | float():
            return value
        case Mapping():
            return {str(key): _answer(question, entry) for key, entry in value.items()}
        case Sequence():
            return [_answer(question, entry) for entry in value]
        case _:
            raise CaseError(f"The answer to {question!r} is empty.", "Answer it, or leave it out.")
