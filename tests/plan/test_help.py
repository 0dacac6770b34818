"""Whom to see: the most urgent first, each person once, with every reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import KNOWLEDGE, facts
from stridewell.knowledge.help import PainTrend
from stridewell.knowledge.records import Level
from stridewell.plan.fuel_screen import screen
from stridewell.plan.help import HelpInput, Visit, whom_to_see
from stridewell.plan.monitor import TrendKind
from stridewell.values.evidence import FactTable

CALM = HelpInput(Level.SELF_MANAGE, facts(), KNOWLEDGE)


def people(inputs: HelpInput) -> list[str]:
    return [visit.person.id for visit in whom_to_see(inputs)]


def visit_of(person: str, inputs: HelpInput) -> Visit:
    return next(each for each in whom_to_see(inputs) if each.person.id == person)


def with_screen(told: FactTable, inputs: HelpInput = CALM) -> HelpInput:
    return replace(inputs, facts=told, screen=screen(told, {}, KNOWLEDGE))


def test_with_nothing_known_nobody_is_sent_for() -> None:
    assert people(CALM) == []


@pytest.mark.parametrize(
    ("level", "person"),
    [
        (Level.EMERGENCY_NOW, "emergency"),
        (Level.SAME_DAY, "urgent_care"),
        (Level.WITHIN_DAYS, "sports_doctor"),
        (Level.WITHIN_WEEKS, "gp"),
    ],
)
def test_every_urgent_level_has_someone(level: Level, person: str) -> None:
    first = whom_to_see(replace(CALM, level=level))[0]
    assert (first.person.id, first.urgency) == (person, level)


def test_a_possible_bone_injury_needs_a_sports_doctor_first() -> None:
    inputs = replace(CALM, tissues=frozenset({"bone", "tendon"}))
    assert people(inputs) == ["sports_doctor", "physio"]


def test_thoughts_of_self_harm_come_before_everything() -> None:
    inputs = replace(CALM, facts=facts("self_harm_thoughts", "eating_disorder"))
    assert people(inputs)[0] == "emergency"
    assert "psychologist" in people(inputs)


def test_troubled_eating_leads_to_people_who_know_it() -> None:
    assert people(with_screen(facts("eating_disorder"))) == [
        *("psychologist", "sports_doctor", "dietitian")
    ]


def test_too_little_energy_leads_to_a_doctor_and_a_dietitian() -> None:
    assert people(with_screen(facts("missed_periods_3"))) == ["sports_doctor", "dietitian"]


def test_leaking_leads_to_the_pelvic_floor() -> None:
    assert people(replace(CALM, facts=facts("leak_on_impact"))) == ["pelvic_floor_physio"]


@pytest.mark.parametrize(
    ("trend", "person"), [(PainTrend.STALLED, "physio"), (PainTrend.WORSENING, "sports_doctor")]
)
def test_a_bad_trend_leads_to_somebody(trend: PainTrend, person: str) -> None:
    assert people(replace(CALM, trend=trend)) == [person]


def test_the_trend_is_that_of_the_monitor() -> None:
    assert [each.value for each in PainTrend] == [each.value for each in TrendKind]


def test_several_reasons_for_one_person_stand_together() -> None:
    inputs = replace(CALM, level=Level.WITHIN_DAYS, tissues=frozenset({"bone"}))
    assert len(visit_of("sports_doctor", inputs).reasons) == 2


def test_what_can_wait_is_left_out_when_something_cannot() -> None:
    inputs = replace(CALM, level=Level.SAME_DAY, tissues=frozenset({"tendon"}))
    assert people(inputs) == ["urgent_care"]


@given(
    level=st.sampled_from(Level),
    tissues=st.frozensets(st.sampled_from(("bone", "tendon", "muscle", "joint", "nerve"))),
    trend=st.sampled_from(PainTrend),
    present=st.sets(st.sampled_from(("eating_disorder", "leak_on_impact", "cycle_linked"))),
)
def test_the_list_is_ordered_and_names_each_person_once(
    level: Level, tissues: frozenset[str], trend: PainTrend, present: set[str]
) -> None:
    visits = whom_to_see(
        with_screen(facts(*present), HelpInput(level, facts(), KNOWLEDGE, tissues, trend))
    )
    urgencies = [each.urgency.urgency for each in visits]
    assert urgencies == sorted(urgencies, reverse=True)
    assert len({each.person.id for each in visits}) == len(visits)
    if level is not Level.SELF_MANAGE:
        assert visits[0].urgency.urgency >= level.urgency


def test_everybody_says_what_to_bring() -> None:
    assert all(person.bring for person in KNOWLEDGE.help.people.values())
