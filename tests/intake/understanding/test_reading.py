"""A story becomes proposals with the exact words they came from."""

from __future__ import annotations

import pytest

from cases import AT, KNOWLEDGE
from stories import proposals, told
from stridewell.intake.understanding.reading import understand

STORY = (
    "Outside of my left hip, killing me on stairs for three weeks, no numbness. "
    "I lie on it and it hurts. We went to Wales in the holidays."
)


def test_a_story_is_read() -> None:
    said = told(STORY)
    assert {
        ("pain_regions", "lat_hip", "present"),
        ("pain_side", "left", "present"),
        ("aggravators_load", "stairs", "present"),
        ("duration_weeks", "3", "present"),
        ("night_pain", "on_side", "present"),
        ("nerve_signs", "foot", "absent"),
    } <= said


def test_every_proposal_quotes_the_text() -> None:
    for proposal in proposals(STORY):
        assert STORY[proposal.start : proposal.end] == proposal.words


def test_what_was_not_read_is_told() -> None:
    (unread,) = understand(STORY, AT, KNOWLEDGE).unread
    assert unread.words == "We went to Wales in the holidays"
    assert STORY[unread.start : unread.end] == unread.words


PLACES = {
    "my bum hurts": "buttock_mid",
    "pain along my bikini line": "groin",
    "ache in the crease at the top of my leg": "groin",
    "sore on the bit I sit on": "sit_bone",
    "my tailbone is killing me": "sacrum",
    "front of my hip is sore": "ant_hip",
    "inner thigh ache": "med_thigh",
    "lower back pain": "lbp_mid",
    "pain down the back of my leg": "post_thigh",
    "hurts over my pubic bone": "pubis",
    "pain low in my tummy": "lower_abd",
    "my quads are sore": "ant_thigh",
    "the outside of my knee hurts": "lat_knee",
    "pain on the outer thigh": "lat_thigh",
    "my kneecap aches": "ant_knee",
    "heel hurts": "heel",
    "ache in my calf": "calf",
    "sole of my foot hurts": "foot",
    "pain in my side under the ribs": "flank",
    "the dimple in my low back is sore": "sij",
    "pain on the right side of my lower back": "lbp_side",
    "pain at the top of my hip bone": "iliac_crest",
    "pain in the pointy bone at the front of my pelvis": "asis",
    "it burns between my legs when I sit": "perineum",
    "pain in my privates": "genital",
    "upper buttock ache": "buttock_up",
    "the outside of my hip is sore": "lat_hip",
}


@pytest.mark.parametrize("text", PLACES)
def test_places_by_their_lay_names(text: str) -> None:
    assert ("pain_regions", PLACES[text], "present") in told(text)


def test_every_place_of_the_body_map_has_a_lay_name() -> None:
    assert set(PLACES.values()) == set(KNOWLEDGE.regions)


def test_a_bare_hip_gives_way_to_an_exact_place() -> None:
    assert ("pain_regions", "lat_hip", "present") in told("my hip hurts")
    assert ("pain_regions", "lat_hip", "present") not in told("my hip hurts, deep in the groin")


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("came on gradually over a few weeks", ("onset", "gradual", "present")),
        ("it started out of the blue", ("onset", "sudden", "present")),
        ("it hurts earlier on every run", ("course", "each_run", "present")),
        ("eases off once I've warmed up", ("run_pattern", "warms_up", "present")),
        ("gets worse the further I run", ("run_pattern", "builds", "present")),
        ("it wakes me whatever position I'm in", ("night_pain", "deep", "present")),
        ("no pain at rest", ("rest_pain", "no", "absent")),
        ("ibuprofen helps a lot", ("easers", "nsaid", "present")),
        ("my hip locks up", ("hip_mechanics", "locking", "present")),
        ("numb patch on the outside of my thigh", ("nerve_signs", "outer_thigh", "present")),
        ("a big bruise came up", ("muscle_signs", "bruise", "present")),
        ("upped my mileage a lot last month", ("training_change", "more", "present")),
        ("two stress fractures in the past", ("bone_health", "stress_fractures", "present")),
        ("haven't had a period for six months", ("periods", "absent", "present")),
        ("my dad has psoriasis", ("health", "inflammation", "present")),
        ("flew back from Australia last week", ("clot_risks", "yes", "present")),
        ("hopping doesn't hurt", ("test_hop", "negative", "absent")),
        ("pressing the bone on the side hurts", ("test_palp_gt", "positive", "present")),
    ],
)
def test_other_questions(text: str, proposal: tuple[str, str, str]) -> None:
    assert proposal in told(text)
