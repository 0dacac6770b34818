"""Reads and writes cases (YAML or JSON); everything strange is refused by name."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from pydantic import ValidationError

from stridewell.app.case import Case
from stridewell.app.case_contract import CaseModel, case_of, model_of
from stridewell.errors import CaseError


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
        return case_of(CaseModel.model_validate(loaded))
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


def write_case(case: Case) -> str:
    """The case as JSON text: the record that can be replayed."""
    record = model_of(case).model_dump(mode="json")
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)


def write_case_as_yaml(case: Case) -> str:
    """The case as YAML that a person can read: moment, runner, then the answers as given."""
    record = model_of(case).model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=100).rstrip()
