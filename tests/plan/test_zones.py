"""The pain zones for soft tissue and for bone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_diary import diary_of, morning
from plan_inputs import CALM, KNOWLEDGE, situation, with_findings
from stridewell.plan.inputs import PainToday
from stridewell.plan.zones import Pain, Zone, zone_guide, zone_of


@pytest.mark.parametrize(
    ("pain", "soft", "bone"),
    [
        (Pain(0, 0), Zone.GREEN, Zone.GREEN),
        (Pain(0, None), Zone.GREEN, Zone.GREEN),
        (Pain(0, 1), Zone.GREEN, Zone.AMBER),
        (Pain(2, 2), Zone.GREEN, Zone.AMBER),
        (Pain(3, 0), Zone.AMBER, Zone.AMBER),
        (Pain(0, 5), Zone.AMBER, Zone.AMBER),
        (Pain(0, 6), Zone.RED, Zone.RED),
        (Pain(None, None), Zone.AMBER, Zone.AMBER),
        (Pain(1, 1, rise_next_morning=1), Zone.GREEN, Zone.AMBER),
        (Pain(1, 1, rise_next_morning=2), Zone.RED, Zone.RED),
        (Pain(0, 0, at_night=True), Zone.RED, Zone.RED),
        (Pain(0, 0, limp=True), Zone.RED, Zone.RED),
        (Pain(1, 1, stiffness_rise_min=14), Zone.GREEN, Zone.AMBER),
        (Pain(0, 0, stiffness_rise_min=15), Zone.AMBER, Zone.AMBER),
        (Pain(0, 0, sleep_h=4.5), Zone.AMBER, Zone.AMBER),
        (Pain(0, 0, sleep_h=5), Zone.GREEN, Zone.GREEN),
        (Pain(6, 0, sleep_h=4), Zone.RED, Zone.RED),
    ],
)
def test_zones(pain: Pain, soft: Zone, bone: Zone) -> None:
    assert zone_of(pain, KNOWLEDGE, bone=False).zone is soft
    assert zone_of(pain, KNOWLEDGE, bone=True).zone is bone


def test_a_zone_says_why_with_its_source() -> None:
    verdict = zone_of(Pain(4, 0), KNOWLEDGE, bone=False)
    assert "4 out of 10" in verdict.reason.text
    assert verdict.reason.sources == ("silbernagel_2007", "thomee_1997")


def test_the_check_in_of_today_replaces_older_numbers() -> None:
    inputs = replace(with_findings(pain_daily=5), pain_today=PainToday(1, 2, 0))
    assert situation(inputs).pain == Pain(2, 0)


def test_running_pain_of_the_answers_stands_until_a_run_is_told() -> None:
    inputs = replace(with_findings(pain_running=4), pain_today=PainToday(0))
    assert situation(inputs).pain.running == 4


def test_pain_at_night_counts_from_answers_and_check_in() -> None:
    assert situation(with_findings(present=("night_pain_deep",))).pain.at_night
    assert situation(replace(CALM, pain_today=PainToday(0, woke_at_night=True))).pain.at_night


def test_stiffness_is_compared_with_the_last_morning_it_was_told() -> None:
    told = [morning(3, stiffness_min=10), morning(1), morning(0, stiffness_min=30)]
    pain = situation(replace(CALM, diary=diary_of(mornings=told))).pain
    assert pain.stiffness_rise_min == 20


def test_stiffness_told_once_is_compared_with_nothing() -> None:
    told = [morning(0, stiffness_min=30)]
    assert situation(replace(CALM, diary=diary_of(mornings=told))).pain.stiffness_rise_min is None


def test_a_short_night_counts_on_its_own_day_only() -> None:
    last_night = replace(CALM, diary=diary_of(mornings=[morning(0, sleep_h=4)]))
    before = replace(CALM, diary=diary_of(mornings=[morning(1, sleep_h=4)]))
    assert situation(last_night).zone is Zone.AMBER
    assert situation(before).zone is Zone.GREEN


@pytest.mark.parametrize("bone", [False, True])
def test_the_guide_says_what_each_light_means(*, bone: bool) -> None:
    texts = [reason.text for reason in zone_guide(KNOWLEDGE, bone=bone)]
    assert [text.split(":")[0] for text in texts] == ["Green", "Amber", "Red"]
    assert ("no pain at all" in texts[0]) is bone
    assert all(reason.sources for reason in zone_guide(KNOWLEDGE, bone=bone))
