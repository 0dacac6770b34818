"""Every triage rule in a story a clinician can read, and look-alikes in which it stays silent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from cases import AT, KNOWLEDGE, well
from stridewell.adapters.case_files import parse_case
from stridewell.app.care import DayAnswer, decide
from stridewell.app.case import Case
from stridewell.app.case_contract import RunnerModel
from stridewell.app.current import CurrentState
from stridewell.app.load_history import training_load
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Level
from stridewell.plan.items import ActivityKind
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal
from stridewell.simulate.examples.case import case_text

FOLDER = Path(__file__).parent / "scenarios"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Strict):
    """What must come of a story; `silent` are the rules that must not fire."""

    level: Level
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    top3: tuple[str, ...] = ()
    plan: Literal["made", "urgent_disposition", "critical_unanswered"] | None = None
    today_is_not: tuple[ActivityKind, ...] = ()


class Scenario(_Strict):
    """One runner; every safety question not answered or left open is answered with no."""

    title: str
    why: str
    expect: Expected
    runner: RunnerModel | None = None
    answers: Mapping[str, Any] = {}
    leaves_open: tuple[str, ...] = ()
    example: str | None = None

    def case(self) -> Case:
        if self.example is not None:
            return parse_case(case_text(self.example), self.example)
        assert self.runner is not None
        runner = Runner(self.runner.age, Sex(self.runner.sex))
        answers = well(runner) | dict(self.answers)
        kept = {name: answer for name, answer in answers.items() if name not in self.leaves_open}
        return Case(AT, runner, kept)


SCENARIOS = [
    Scenario.model_validate(entry)
    for path in sorted(FOLDER.glob("*.yaml"))
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["scenarios"]
]
every_scenario = pytest.mark.parametrize(
    "scenario", SCENARIOS, ids=[each.title for each in SCENARIOS]
)


def answered(scenario: Scenario) -> DayAnswer:
    case = scenario.case()
    load = training_load((), KNOWLEDGE, UTC)
    return decide(CurrentState(case, load, case.at, ()), KNOWLEDGE)


@every_scenario
def test_the_story_is_judged_as_a_clinician_would(scenario: Scenario) -> None:
    expected, day = scenario.expect, answered(scenario)
    fired = [each.rule.id for each in day.assessment.disposition.fired]
    named = [c.id for c in day.assessment.differential.candidates if c.condition is not None]
    assert day.assessment.disposition.level is expected.level, fired
    assert set(expected.fires) <= set(fired)
    assert not set(expected.silent) & set(fired)
    assert set(expected.top3) <= set(named[:3]), named[:5]
    assert expected.plan in {None, outcome(day)}
    assert today(day) not in expected.today_is_not


def outcome(day: DayAnswer) -> str:
    return day.plan.kind.value if isinstance(day.plan, Refusal) else "made"


def today(day: DayAnswer) -> ActivityKind | None:
    return day.plan.today.kind if isinstance(day.plan, Plan) else None


@pytest.mark.parametrize("rule", KNOWLEDGE.rules)
def test_every_rule_fires_in_a_story(rule: str) -> None:
    assert any(rule in each.expect.fires for each in SCENARIOS), f"write a scenario for {rule}"


def test_every_rule_named_in_a_story_exists() -> None:
    named = {rule for each in SCENARIOS for rule in (*each.expect.fires, *each.expect.silent)}
    assert named <= set(KNOWLEDGE.rules)


def test_titles_are_unique() -> None:
    assert len({each.title for each in SCENARIOS}) == len(SCENARIOS)


def test_no_story_that_stops_running_gets_a_run() -> None:
    stopping = [e for e in SCENARIOS if e.expect.level is Level.WITHIN_DAYS]
    for scenario in stopping:
        kind = today(answered(scenario))
        assert kind is None or not kind.has_running, scenario.title
