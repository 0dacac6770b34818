"""Rules fire with the findings that made them fire; critical items stay open until answered."""

from __future__ import annotations

import pytest

from cases import CRITICAL, KNOWLEDGE, MAN, WOMAN, facts, presented, well
from stridewell.intake.presentation import add_composites
from stridewell.intake.runner import Runner, Sex
from stridewell.triage.rules import OpenItem, ask_again, fire_rules, open_items
from stridewell.values.evidence import FactTable


def fired(table: FactTable) -> list[str]:
    return [each.rule.id for each in fire_rules(add_composites(table, KNOWLEDGE), KNOWLEDGE)]


def test_nothing_fires_from_nothing() -> None:
    assert fired(facts()) == []


def test_the_most_urgent_rule_comes_first() -> None:
    assert fired(facts("feeling_ill", "leg_weakness_one", "cold_pale_leg")) == ["E6", "S8", "D16"]


def test_a_rule_says_which_answers_drove_it() -> None:
    table = add_composites(facts("groin_lump_stuck", pain_daily=8), KNOWLEDGE)
    reason = fire_rules(table, KNOWLEDGE)[0].reason(table, KNOWLEDGE)
    assert reason.rule == "E12"
    assert reason.findings == ("groin_lump_stuck", "pain_daily")
    assert "What drove this: a tender groin lump that will not go back in" in reason.text
    assert reason.sources


@pytest.mark.parametrize(
    ("age", "fires"), [(59.9, False), (60, True), (91, True)], ids=["below", "at", "above"]
)
def test_a_rule_with_an_age_fires_from_that_age_on(age: float, fires: bool) -> None:  # noqa: FBT001
    assert ("E9" in fired(facts("sudden_tearing_pain", age=age))) is fires


def test_every_critical_item_is_open_at_first() -> None:
    somebody = Runner(30)
    told = presented({}, somebody)
    assert [entry.ask for entry in open_items(told, KNOWLEDGE)] == list(CRITICAL)


@pytest.mark.parametrize(
    ("runner", "not_asked"),
    [(WOMAN, "testicular_pain"), (MAN, "pregnancy"), (Runner(70, Sex.FEMALE), "pregnancy")],
)
def test_items_that_do_not_apply_are_not_open(runner: Runner, not_asked: str) -> None:
    asked = [entry.ask for entry in open_items(presented({}, runner), KNOWLEDGE)]
    assert not_asked not in asked
    assert open_items(presented(well(runner), runner), KNOWLEDGE) == ()


def item(**answers: str) -> OpenItem | None:
    told = presented(well() | answers)
    return next((e for e in open_items(told, KNOWLEDGE) if e.item.id == "fever"), None)


def test_not_sure_is_asked_again_in_a_checkable_way() -> None:
    entry = item(fever="not_sure")
    assert entry is not None
    assert (entry.ask, entry.counts_as_yes) == ("fever_again", False)


def test_not_sure_twice_counts_as_yes() -> None:
    entry = item(fever="not_sure", fever_again="not_sure")
    assert entry is not None
    assert entry.counts_as_yes


def test_a_clear_second_answer_closes_the_item() -> None:
    assert item(fever="not_sure", fever_again="no") is None


@pytest.mark.parametrize("question", CRITICAL)
def test_every_critical_question_has_its_second_asking(question: str) -> None:
    assert ask_again(question, KNOWLEDGE) == f"{question}_again"
