"""What is known of food and help is complete, consistent, and broken files are named."""

from __future__ import annotations

import copy
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
import yaml

from cases import KNOWLEDGE
from stridewell.adapters.knowledge_files import documents_in, packaged_library
from stridewell.errors import KnowledgeError
from stridewell.knowledge.check_fuel import check_fuel
from stridewell.knowledge.fuel import DayKind, ScreenLevel
from stridewell.knowledge.library import Verdict
from stridewell.knowledge.parse import root_node
from stridewell.knowledge.parse_fuel import parse_fuel
from stridewell.knowledge.parse_help import parse_help
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Verification

FUEL = KNOWLEDGE.fuel


def faults(knowledge: Knowledge) -> list[str]:
    return [f"{issue.where} {issue.text}" for issue in check_fuel(knowledge)]


def with_fuel(**changes: Any) -> Knowledge:  # noqa: ANN401  (any part)
    return replace(KNOWLEDGE, fuel=replace(FUEL, **changes))


@pytest.fixture
def documents() -> dict[str, Any]:
    """The files of the folder, to be broken."""
    found = documents_in(files("stridewell.knowledge") / "data" / "fuel")
    return {path.removesuffix(".yaml"): copy.deepcopy(value) for path, value in found.items()}


def refusal(documents: dict[str, Any]) -> str:
    with pytest.raises(KnowledgeError) as caught:
        parse_fuel(lambda name: root_node(f"fuel/{name}.yaml", documents[name]))
    return str(caught.value)


def test_what_is_packaged_has_no_fault() -> None:
    assert faults(KNOWLEDGE) == []


def test_every_kind_of_day_has_carbohydrate_and_protein() -> None:
    for group in ("carbohydrate_day", "protein_day", "calcium"):
        days = {d for a in FUEL.amounts.values() if a.group == group for d in a.days}
        assert days == set(DayKind)


def test_an_unconfirmed_amount_says_what_is_missing() -> None:
    open_ones = [
        amount
        for amount in FUEL.amounts.values()
        if amount.band.warrant.verification is Verification.UNCONFIRMED
    ]
    assert all(amount.band.warrant.note for amount in open_ones)


def test_the_landmarks_of_energy_say_that_they_do_not_hold_for_all() -> None:
    assert "No line is valid for all" in FUEL.energy.low.warrant.note


def test_every_result_of_the_screen_has_words() -> None:
    assert set(FUEL.screen.results) == set(ScreenLevel)


@pytest.mark.parametrize(
    ("knowledge", "told"),
    [
        (with_fuel(caveats={}), "fuel.caveats.always is missing"),
        (with_fuel(limits={}), "fuel.limits.mass_kg is missing"),
        (with_fuel(no_figures={}), "fuel.no_figures.eating_signs is missing"),
        (with_fuel(amounts={}), "name the unknown group 'protein_day'"),
        (with_fuel(occasions={}), "are shown nowhere"),
        (
            with_fuel(amounts={"x": replace(FUEL.amounts["protein_usual"], minors=True)}),
            "would show a minor figures by body weight",
        ),
        (
            replace(KNOWLEDGE, help=replace(KNOWLEDGE.help, people={})),
            "sends to 'emergency'",
        ),
        (
            replace(KNOWLEDGE, help=replace(KNOWLEDGE.help, rules={})),
            "is sent to by no rule",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_fault_is_named(knowledge: Knowledge, told: str) -> None:
    assert any(told in fault for fault in faults(knowledge))


def test_a_band_upside_down_is_named(documents: dict[str, Any]) -> None:
    documents["amounts"]["amounts"]["fish"]["band"] = [3, 2]
    assert "fuel/amounts.yaml.amounts.fish" in refusal(documents)


def test_a_day_that_does_not_exist_is_named(documents: dict[str, Any]) -> None:
    documents["amounts"]["amounts"]["carbohydrate_high"]["days"] = ["sunday"]
    assert "'sunday' is none of" in refusal(documents)


def test_a_sign_asks_or_names_a_finding_but_not_both(documents: dict[str, Any]) -> None:
    documents["screen"]["signs"]["tired"]["ask"] = "Are you tired?"
    assert "a sign names a finding or asks a question" in refusal(documents)


def test_a_rule_that_would_send_everybody_is_refused() -> None:
    rule = "{see: gp, urgency: same_day, because: x, grade: expert, source: y}"
    text = f"people: {{}}\nrules: {{all: {rule}}}"
    with pytest.raises(KnowledgeError, match="names nothing that has to be so"):
        parse_help(root_node("plan/help.yaml", yaml.safe_load(text)))


THERAPIES = {
    *("therapy_acupuncture", "therapy_manipulation", "therapy_massage", "therapy_yoga_pilates"),
    *("therapy_ice_heat", "therapy_painkillers", "therapy_injections", "therapy_shockwave"),
    *("therapy_prp", "lifestyle_stress", "fuel_glucosamine", "fuel_collagen", "fuel_turmeric"),
    *("fuel_creatine", "fuel_iron", "fuel_fish_and_fats", "fuel_vitamin_d", "fuel_bone"),
}


@pytest.mark.parametrize("card", sorted(THERAPIES))
def test_every_therapy_and_supplement_has_a_card_with_a_verdict(card: str) -> None:
    assert packaged_library().cards[card].verdict is not None


def test_glucosamine_is_called_what_it_is() -> None:
    assert packaged_library().cards["fuel_glucosamine"].verdict is Verdict.CONTRADICTED
