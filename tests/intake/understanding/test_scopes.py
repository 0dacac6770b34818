"""How far a "no", a "maybe" and a "my mum" reach."""

from __future__ import annotations

import pytest

from cases import AT, KNOWLEDGE
from stories import proposals, stances, told
from stridewell.intake.understanding.reading import understand
from stridewell.intake.understanding.records import Stance

DENIED = [
    "no fever",
    "not feverish",
    "without fever",
    "never had a fever",
    "I don't have a fever",
    "denies fever",
    "neither fever nor sweats",
    "fever: no",
    "fever - none",
    "Fever, no.",
    "no cough, sweats or fever",
    "no limp, no fever, no rash",
    "asked about fever and numbness: all fine",
    "I haven't had any fever",
]


@pytest.mark.parametrize("text", DENIED)
def test_a_denied_sign_is_a_no(text: str) -> None:
    assert stances(text, "fever", "yes") == set()
    assert stances(text, "fever", "no") == {Stance.ABSENT}


STATED = [
    "no limp but a fever",
    "not only a limp, also a fever",
    "I didn't sleep because of the fever",
    "can't sleep from the fever",
    "No. I have a fever",
    "I don't know why I have a fever",
    "no doubt a fever",
]


@pytest.mark.parametrize("text", STATED)
def test_a_denial_ends_where_it_ends(text: str) -> None:
    assert Stance.PRESENT in stances(text, "fever", "yes")


def test_a_list_of_denials_with_or_is_denied_to_its_end() -> None:
    said = told("no fever, numbness or weakness")
    assert {("fever", "no", "absent"), ("leg_strength", "none", "absent")} <= said


def test_an_unclear_list_leaves_a_safety_question_open() -> None:
    assert stances("no limp, chest pain", "emergency_signs") == {Stance.NOT_SURE}


def test_two_denials_undo_each_other() -> None:
    said = told("I can't run without pain in my groin")
    assert ("pain_regions", "groin", "present") in said


@pytest.mark.parametrize(
    "text",
    [
        "my mum has osteoporosis",
        "my sister broke her hip, she has osteoporosis",
        "years ago my dad had osteoporosis",
        "is it osteoporosis?",
        "read online that osteoporosis does this",
    ],
)
def test_what_is_not_the_runners_own_does_not_count(text: str) -> None:
    assert stances(text, "bone_health") <= {Stance.NOT_SURE}
    assert ("bone_health", "low_density", "present") not in told(text)


def test_the_word_of_a_doctor_about_the_runner_counts() -> None:
    assert ("bone_health", "low_density", "present") in told("my doctor says I have osteoporosis")


def test_what_a_friend_calls_it_does_not_count() -> None:
    assert stances("my mate says it's sciatica", "nerve_signs") == set()


def test_whoever_writes_for_a_child_speaks_of_the_child() -> None:
    text = "My son is 13. He has a fever. My son limps."
    assert {("fever", "yes", "present"), ("weight_bearing", "limp", "present")} <= told(text)


@pytest.mark.parametrize(
    "text", ["I used to limp years ago", "back in 2015 I had numbness in my foot"]
)
def test_what_is_long_past_does_not_count(text: str) -> None:
    assert not {each for each in told(text) if each[2] == "present"}


def test_a_stress_fracture_of_the_past_counts() -> None:
    said = told("had a stress fracture in my shin in 2019")
    assert ("bone_health", "stress_fracture", "present") in said


def test_what_is_so_no_longer_is_a_no() -> None:
    assert ("weight_bearing", "normal", "absent") in told("I no longer limp")


@pytest.mark.parametrize(
    "text",
    ["not sure if my saddle area is numb", "my genitals might be numb", "can't tell if I limp"],
)
def test_doubt_is_not_sure(text: str) -> None:
    assert Stance.NOT_SURE in stances(text, "saddle_numbness") | stances(text, "weight_bearing")


def test_a_shrug_lowers_the_certainty() -> None:
    (firm,) = (p for p in proposals("I limp") if p.question == "weight_bearing")
    (shrug,) = (p for p in proposals("I think I limp") if p.question == "weight_bearing")
    assert shrug.certainty < firm.certainty


def test_a_year_is_past_by_when_the_story_is_told() -> None:
    then, later = AT.replace(year=2016), AT.replace(year=2018)
    text = "in 2016 I had numbness in my foot"
    now = [p for p in understand(text, then, KNOWLEDGE).proposals if p.option == "foot"]
    long_ago = [p for p in understand(text, later, KNOWLEDGE).proposals if p.option == "foot"]
    assert now
    assert not long_ago
