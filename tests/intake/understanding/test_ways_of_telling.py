"""Ways of telling that were misread once: each beside the nearest one that means something else."""

from __future__ import annotations

import pytest

from stories import stances
from stridewell.intake.understanding.records import Stance

SAID = [
    # walking
    ("weight_bearing", "cannot", "This morning I can't get out of bed, the hip is agony"),
    ("weight_bearing", "cannot", "we had to carry him to the car"),
    ("weight_bearing", "limp", "I tried to walk it off but I'm limping"),
    # signs of an emergency
    ("emergency_signs", "faint", "my husband says I was the colour of chalk"),
    ("emergency_signs", "faint", "I came to on the kitchen floor"),
    ("emergency_signs", "tearing", "sudden pain in my back and flank, like something torn"),
    ("emergency_signs", "pulsing_belly", "my tummy feels full and thumpy"),
    ("belly_signs", "vomiting", "a stone in 1999. Since this morning I've been sick twice"),
    ("testicular_pain", "new", "sudden pain in my left ball while I was heading home"),
    ("bladder_bowel", "new", "I can start to pee but it only dribbles and won't flow"),
    # power that runs out with effort
    ("leg_strength", "effort", "my leg runs out of fuel in every interval"),
    ("leg_strength", "effort", "in a hard tempo the leg goes wooden, I stop, then it clears"),
    ("leg_strength", "one", "since Monday no power in the foot"),
    # what came before, what helps to rank
    ("bone_health", "steroids_long", "they kept me on cortisone for my bowel"),
    ("bone_health", "bone_medicine", "I take a tablet for my bones"),
    ("periods", "irregular", "my period comes every two or three months"),
    ("test_hop", "positive", "I hopped once and squealed"),
    ("test_hop", "positive", "when she leaned on the knee it was sharp. Hopping the same."),
    ("muscle_signs", "bone_spot", "there is one point on the bone that hurts to press"),
    ("whole_body", "girdle", "it is both hips, the thighs and also the shoulders"),
    ("whole_body", "girdle", "I can hardly comb my hair"),
    ("seat_signs", "burning", "burning between the legs after ten minutes on the chair"),
    ("pain_regions", "perineum", "a raw burning, behind the scrotum"),
    ("nerve_signs", "below_knee", "my sciatica is back"),
    ("pregnancy", "late", "31 weeks with my second. The midwife says it is the pelvis, it hurts"),
    ("pregnancy", "birth_year", "My third is seven months and the groin hurts"),
    ("pregnancy", "birth_year", "my back hurts and the baby boy is six months"),
]

NOT_SAID = [
    ("weight_bearing", "cannot", "in the morning I can't get out of bed, I'm so stiff"),
    ("weight_bearing", "cannot", "carrying him out to the pram hurts my back"),
    ("weight_bearing", "cannot", "I was unable to bear weight after the 2017 one"),
    ("weight_bearing", "limp", "stiff at first, then I've walked it off"),
    ("weight_bearing", "limp", "did my slow shuffle round the park, the hip hurts"),
    ("emergency_signs", "faint", "the pain comes round to the front after ten minutes"),
    ("emergency_signs", "tearing", "back of the thigh, like something torn"),
    ("belly_signs", "vomiting", "had a kidney stone in 1999, that was awful and I was sick"),
    ("testicular_pain", "new", "my groin is in pain from kicking the kid's ball"),
    ("testicular_pain", "ache", "burning behind the scrotum when I sit"),
    ("bladder_bowel", "new", "I'm able to stop and start the stream"),
    ("leg_strength", "one", "no power and the foot is useless, always at the same effort"),
    ("leg_strength", "buckling", "numb on the outer front of the thigh"),
    ("bone_health", "steroids_long", "I took cortisone tablets two months ago"),
    ("test_hop", "positive", "walking is fine, hopping the same"),
    ("seat_signs", "toilet_seat", "I sit on the toilet seat and nothing comes"),
    ("nerve_signs", "below_knee", "the doctor calls my pain sciatica. No tingling anywhere"),
    ("pain_side", "midline", "low back hurts on the left, just off the middle"),
    ("pregnancy", "birth_6w", "I leak, it has been so since about a month after the birth"),
    ("pregnancy", "birth_year", "my sister's baby is five months, my back hurts"),
    ("pregnancy", "early", "I've been three weeks with my first physio, the groin hurts"),
]


@pytest.mark.parametrize(("question", "option", "text"), SAID)
def test_it_is_said(question: str, option: str, text: str) -> None:
    assert Stance.PRESENT in stances(text, question, option)


@pytest.mark.parametrize(("question", "option", "text"), NOT_SAID)
def test_it_is_not_said(question: str, option: str, text: str) -> None:
    assert Stance.PRESENT not in stances(text, question, option)


@pytest.mark.parametrize(
    "text",
    [
        "Hip bursitis, I thought, but it is the outside of the knee that hurts and the outer thigh",
        "They say bursitis. The pain is in the groin, on the left",
    ],
)
def test_a_name_given_to_the_pain_yields_to_the_place_where_it_hurts(text: str) -> None:
    assert not stances(text, "pain_regions", "lat_hip")


def test_a_name_given_to_the_pain_is_a_place_where_no_other_is_said() -> None:
    assert Stance.PRESENT in stances("My bursitis hurts again", "pain_regions", "lat_hip")
