from __future__ import annotations

import json

import pytest

from stridewell.app.assess import assess
from stridewell.app.contract import assessment_out
from stridewell.app.desk import Desk
from stridewell.app.load_contract import changed_out
from stridewell.app.load_ledger import load_ledger
from walked_days import PHONE, walked
from web_app import DOORS, EXAMPLES, KNOWLEDGE, Browser, browser_over

CASE = {"at": "2026-05-11T07:00:00Z", "runner": {"age": 46, "sex": "female"}, "answers": {}}


def test_every_question_is_listed(browser: Browser) -> None:
    listed = browser.get("/api/questions").json()
    assert [each["id"] for each in listed] == list(KNOWLEDGE.questions)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_assessment_is_the_one_of_the_command_line(browser: Browser, example: str) -> None:
    case = EXAMPLES[example].case
    answer = browser.send_json("/api/assess", DOORS.write_case(case))
    assert answer.status_code == 200
    expected = assessment_out(assess(case, KNOWLEDGE), KNOWLEDGE)
    assert answer.json() == json.loads(expected.model_dump_json())


@pytest.mark.parametrize(
    "wrong",
    [
        {"answers": {"nothing": "no"}},
        {"answers": {"fever": "perhaps"}},
        {"runner": {"age": 400}},
        {"runner": {"age": 46, "shoe": 39}},
        {"at": "yesterday"},
    ],
)
def test_an_impossible_case_is_refused_by_name(browser: Browser, wrong: dict[str, object]) -> None:
    answer = browser.send_json("/api/assess", json.dumps({**CASE, **wrong}))
    assert answer.status_code == 422
    assert set(answer.json()["refusal"]) == {"kind", "text", "next_step"}


def test_what_is_no_json_is_refused(browser: Browser) -> None:
    answer = browser.send_json("/api/assess", "{")
    assert answer.status_code == 422
    assert answer.json()["refusal"]["kind"] == "case"


def test_assessing_stores_nothing(desk: Desk) -> None:
    browser_over(desk).send_json("/api/assess", json.dumps(CASE))
    with desk.store.transaction() as transaction:
        assert transaction.runner() is None


def test_today_before_the_first_check_in(browser: Browser) -> None:
    answer = browser.get("/api/today")
    assert answer.status_code == 409
    assert answer.json()["refusal"]["kind"] == "nothing_stored"


def test_today_is_a_plan_or_a_refusal(told: Desk, urgent: Desk) -> None:
    assert browser_over(told).get("/api/today").json()["plan"]["week"]
    refused = browser_over(urgent).get("/api/today").json()
    assert refused["refusal"]["kind"] == "urgent_disposition"
    assert "candidates" not in refused


def test_runs_tell_null_where_nothing_was_measured(running: Desk) -> None:
    runs = browser_over(running).get("/api/runs").json()
    assert len(runs) == 163
    assert runs[-1]["power_w"] is None
    assert runs[-1]["start"] == "2026-05-09T09:05:00+00:00"


def test_one_run_the_load_and_the_changes_are_those_of_the_command_line(trained: Desk) -> None:
    browser = browser_over(trained)
    newest = browser.get("/api/runs").json()[-1]
    assert browser.get(f"/api/runs/{newest['id']}").json()["run"] == newest
    load = browser.get("/api/load?weeks=2").json()
    assert [load["days"][0]["day"], load["days"][-1]["day"]] == ["2026-05-04", "2026-05-11"]
    told = changed_out(load_ledger(trained))
    assert browser.get("/api/changed").json() == json.loads(told.model_dump_json())


def test_the_load_tells_how_the_phone_measured_walking(desk: Desk) -> None:
    browser = browser_over(desk)
    assert browser.get("/api/load").json()["walking"] == []
    with desk.store.transaction() as transaction:
        transaction.walking().put(walked(desk.clock.now().date(), range(21, 41), 2.0), 1)
    asymmetry, length = browser.get("/api/load").json()["walking"]
    windows = {"lately_days": 7, "before_days": 13, "before": None}
    assert asymmetry == {
        **windows,
        "source": PHONE,
        "measure": "asymmetry",
        "unit": "%",
        "lately": 2.0,
    }
    assert length == {
        **windows,
        "source": PHONE,
        "measure": "step_length",
        "unit": "mm",
        "lately": 700.0,
    }


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/runs/999999", 409, "nothing_stored"),
        ("/api/runs/first", 422, "case"),
        ("/api/load?weeks=0", 422, "case"),
    ],
)
def test_what_cannot_be_told_is_refused_in_json(
    running: Desk, path: str, status: int, kind: str
) -> None:
    answer = browser_over(running).get(path)
    assert (answer.status_code, answer.json()["refusal"]["kind"]) == (status, kind)


def test_an_unknown_address_answers_in_json(browser: Browser) -> None:
    assert browser.get("/api/nothing").json()["refusal"]["kind"] == "not_found"


def test_the_schema_lists_the_api_and_no_pages(browser: Browser) -> None:
    paths = browser.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {
        *("/api/questions", "/api/assess", "/api/today", "/api/runs"),
        *("/api/runs/{run_id}", "/api/load", "/api/changed"),
    }
