"""Reads and writes cases (YAML or JSON); everything strange is refused by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

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
    value: float | None = None
    unit: str | None = None
    certainty: Annotated[float, Field(ge=0, le=1)] = 1.0
    said: str | None = None


class CaseModel(_Model):
    """A case as it is written in a file."""

    at: datetime
    runner: RunnerModel
    answers: Mapping[str, object] = Field(default_factory=dict)
    findings: tuple[FindingModel, ...] = ()
    seed: int = DEFAULT_SEED
    held: Level | None = None


def read_case(path: Path) -> Case:
    """Read a case file.

    Raises:
        CaseError: it cannot be read, is neither YAML nor JSON, or holds something impossible.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise CaseError(f"The case {path} cannot be read: {reason}.", "Check the path.") from error
    return parse_case(content, str(path))


def parse_case(content: str, where: str) -> Case:
    """Read a case from text.

    Raises:
        CaseError: see `read_case`.
    """
    loaded = _loaded(content, where)
    if not isinstance(loaded, dict):
        raise CaseError(f"{where} holds no case.", "It needs: at, runner, answers.")
    try:
        return _case(CaseModel.model_validate(loaded))
    except ValidationError as error:
        raise _case_error(where, error) from error
    except OverflowError as error:
        raise CaseError(f"{where}: at: the time is impossible.", "Correct the time.") from error


def _loaded(content: str, where: str) -> object:
    """JSON read as JSON: read as YAML, text in our own records would lose its rare characters."""
    try:
        return json.loads(content)
    except json.JSONDecodeError:
        pass
    except RecursionError as error:
        raise _nested_too_deeply(where) from error
    try:
        return yaml.safe_load(content)
    except RecursionError as error:
        raise _nested_too_deeply(where) from error
    except (yaml.YAMLError, ValueError) as error:
        raise CaseError(
            f"{where} is neither YAML nor JSON{_spot(error)}.", "Correct it."
        ) from error


def _nested_too_deeply(where: str) -> CaseError:
    return CaseError(f"{where} is nested too deeply.", "It needs: at, runner, answers.")


def _spot(error: Exception) -> str:
    """Where the YAML breaks, in one line."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return ""
    problem = getattr(error, "problem", None) or "it cannot be read"
    return f": line {mark.line + 1}, column {mark.column + 1}: {problem}"


def _case_error(where: str, error: ValidationError) -> CaseError:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "the case"
    given = "" if first["type"] in {"missing", "extra_forbidden"} else f" ({first['input']!r})"
    words = {"missing": "is missing", "extra_forbidden": "is not known here"}
    text = words.get(first["type"], first["msg"].removeprefix("Value error, ").lower())
    return CaseError(
        f"{where}: {place}{given}: {text}.",
        "A case holds: at (time), runner {age, sex}, answers {question: value}.",
    )


def _case(model: CaseModel) -> Case:
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


def write_case(case: Case) -> str:
    """The case as JSON text: the record that can be replayed."""
    record = CaseModel(
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
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
