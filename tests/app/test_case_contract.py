from __future__ import annotations

from datetime import timedelta

import pytest

from stridewell.app.case_contract import CaseModel, case_of
from stridewell.errors import CaseError
from web_app import DOORS, EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_saved_record_is_the_same_case_again(example: str) -> None:
    record = DOORS.write_case(EXAMPLES[example].case)
    again = case_of(CaseModel.model_validate_json(record))
    assert DOORS.write_case(again) == record


def test_findings_come_with_the_case() -> None:
    finding = {
        "id": "single_run_spike",
        "state": "present",
        "at": "2026-05-10T07:00:00+02:00",
        "origin": "run",
    }
    told = CaseModel.model_validate(
        {"at": "2026-05-11T07:00:00Z", "runner": {"age": 46}, "findings": [finding]}
    )
    (found,) = case_of(told).findings
    assert found.id == "single_run_spike"
    assert found.at.utcoffset() == timedelta(0)


def test_an_empty_answer_is_refused_by_name() -> None:
    told = CaseModel.model_validate(
        {"at": "2026-05-11T07:00:00Z", "runner": {"age": 46}, "answers": {"fever": None}}
    )
    with pytest.raises(CaseError, match="fever"):
        case_of(told)
