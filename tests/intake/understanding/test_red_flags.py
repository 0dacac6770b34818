"""Many ways to say the signs that must not be missed, and to say that they are not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from stories import stances
from stridewell.intake.understanding.records import Stance

SAID: Mapping[str, Sequence[str]] = {
    "saddle_numbness:new": [
        "numb between my legs",
        "my saddle area has gone numb",
        "I've lost all feeling around my backside and genitals",
        "can't feel the loo paper when I wipe",
        "pins and needles in my privates since last night",
        "my undercarriage feels numb",
        "the skin around my anus feels dead",
        "couldn't feel the seat when I sat down",
        "haven't been able to get an erection since Tuesday",
        "I don't feel normal when I wipe",
        "not sure, but my crotch may be a bit numb",
    ],
    "bladder_bowel:new": [
        "I can't pee",
        "haven't been able to pee properly since yesterday",
        "having to strain to pass urine",
        "takes me ages to start a wee",
        "I wet myself on the bus",
        "I've lost control of my bowels",
        "can't tell when my bladder is full",
        "my bladder isn't emptying",
        "no urge to pee any more",
        "I soiled myself twice",
    ],
    "both_legs:new": [
        "shooting pain down both legs",
        "both my feet have gone numb",
        "pins and needles in both legs",
        "sciatica in both legs now",
    ],
    "fever:yes": [
        "temperature of 38.6",
        "fever and shivering",
        "102 F fever last night",
        "I've got the shakes and my teeth are chattering",
    ],
    "fever:ill": ["I feel really unwell", "feeling poorly and off colour", "flu like symptoms"],
    "weight_bearing:cannot": [
        "can't walk",
        "cannot put any weight on it",
        "unable to stand on the leg",
        "my leg won't take my weight",
        "I had to be carried off",
        "on crutches since Sunday",
        "I have to crawl to the bathroom",
        "he refuses to walk",
    ],
    "trauma:pop": ["heard a loud crack", "felt something pop in my hip", "felt it tear"],
    "trauma:fall": ["I fell down the stairs", "came off my bike and landed on my hip"],
    "trauma:collapse": ["my leg just gave way mid run"],
    "testicular_pain:new": [
        "my left testicle suddenly became very painful",
        "my balls are killing me",
        "one nut is swollen and sore",
    ],
    "pregnancy:possible": ["I could be pregnant", "my period is two weeks late"],
    "pregnancy:late": ["I'm 30 weeks pregnant"],
    "leg_strength:foot_drop": [
        "can't lift my foot up",
        "my foot slaps when I walk",
        "I keep tripping over my own toes",
    ],
    "leg_strength:worsening": ["the leg is getting weaker by the day"],
    "leg_strength:both": ["both legs are weak"],
    "leg_strength:one": ["my leg has become weak"],
    "emergency_signs:breathless": ["short of breath", "I can't catch my breath"],
    "emergency_signs:chest_pain": ["chest pain", "sharp pain when I breathe in"],
    "emergency_signs:coughing_blood": ["coughed up blood", "pink on the tissue when I cough"],
    "emergency_signs:faint": ["I passed out in the kitchen", "nearly fainted"],
    "emergency_signs:palpitations": ["my heart keeps racing"],
    "emergency_signs:cold_leg": ["my leg is cold and white", "foot has gone blue and cold"],
    "emergency_signs:deformed": ["the leg looks shorter", "my foot is pointing out sideways"],
    "emergency_signs:tearing": ["sudden ripping pain in my back"],
    "emergency_signs:pulsing_belly": ["I can feel my pulse in my belly"],
    "emergency_signs:dark_urine": ["my pee is the colour of coke"],
    "emergency_signs:tense_muscle": ["my thigh is swollen tight and shiny"],
    "emergency_signs:small_movements": ["the slightest movement of the hip is agony"],
    "belly_signs:severe": ["my belly is as hard as a board"],
    "belly_signs:vomiting": ["I can't stop vomiting"],
    "belly_signs:lump_stuck": ["the lump in my groin won't go back in"],
    "belly_signs:lump": ["a lump in my groin that comes and goes"],
    "belly_signs:bleeding": ["bleeding between periods"],
    "belly_signs:blood_urine": ["blood in my urine"],
    "belly_signs:testicle_sign": ["found a lump in my testicle"],
    "leg_swelling:swollen": [
        "my calf is swollen and warm",
        "one leg is bigger than the other",
        "calf red, hot and tender",
    ],
    "leg_swelling:hot_joint": ["my knee is hot, red and swollen"],
    "wellbeing:self_harm": [
        "I want to die",
        "I've been thinking about ending it all",
        "I don't want to be here any more",
        "thoughts of hurting myself",
    ],
    "wellbeing:eating": ["I make myself sick after meals", "my anorexia is back"],
    "whole_body:sweats": ["drenching night sweats"],
    "whole_body:weight": ["losing weight without trying"],
    "health:cancer": ["I had breast cancer five years ago"],
    "health:thinner": ["I take warfarin"],
}
LISTED = [(key, text) for key, texts in SAID.items() for text in texts]


def test_the_list_is_long() -> None:
    assert len(LISTED) >= 80


@pytest.mark.parametrize(("sign", "text"), LISTED)
def test_a_red_flag_is_caught(sign: str, text: str) -> None:
    question, option = sign.split(":")
    found = stances(text, question, option) | (stances(text, question) & {Stance.NOT_SURE})
    assert found & {Stance.PRESENT, Stance.NOT_SURE}


DENIED: Mapping[str, Sequence[str]] = {
    "saddle_numbness": [
        "no numbness between my legs",
        "no saddle numbness",
        "I can feel everything when I wipe",
        "feeling normal around the back passage",
        "my saddle area isn't numb",
        "no numbness around the genitals",
    ],
    "bladder_bowel": [
        "no bladder problems",
        "bladder and bowels fine",
        "I pee normally",
        "no trouble going to the loo",
        "no incontinence",
        "haven't wet myself",
        "waterworks are normal",
        "no change in bladder or bowel",
    ],
    "both_legs": ["it doesn't go into the legs", "no pain down the legs", "only in one leg"],
    "fever": [
        "no fever",
        "no temperature",
        "temperature is normal",
        "36.8 on the thermometer, no temperature",
        "I feel well",
        "not feverish",
        "no fever, chills or sweats",
    ],
    "weight_bearing": [
        "I walk normally",
        "no limp",
        "walking is fine",
        "I can walk without pain",
        "never limped",
        "not limping",
    ],
    "trauma": ["no injury", "no fall and no pop", "I didn't fall", "no accident"],
    "testicular_pain": ["no pain in my testicles", "testicles normal to touch", "balls are fine"],
    "pregnancy": ["I'm not pregnant", "no chance I'm pregnant", "the test was negative"],
    "leg_strength": ["no weakness", "legs are strong", "strength is normal", "my leg isn't weak"],
    "emergency_signs": [
        "no chest pain",
        "not breathless",
        "no shortness of breath",
        "never fainted",
        "no palpitations",
        "leg isn't cold",
        "no dark urine",
    ],
    "belly_signs": ["no lump", "no blood in my urine", "no vomiting", "no bleeding"],
    "leg_swelling": ["no calf swelling", "my leg isn't swollen", "calf not swollen or hot"],
    "wellbeing": ["no thoughts of self harm", "I don't want to kill myself"],
    "whole_body": ["no night sweats", "no weight loss"],
    "health": ["never had cancer", "no diabetes"],
}
DENIALS = [(key, text) for key, texts in DENIED.items() for text in texts]


@pytest.mark.parametrize(("question", "text"), DENIALS)
def test_a_denied_red_flag_is_a_no(question: str, text: str) -> None:
    assert stances(text, question) == {Stance.ABSENT}


CALM = [
    "Wooden saddle of a bench hurts my sit bone.",
    "First few steps after the car are stiff.",
    "I pulled out of the race and had a cold beer.",
    "My neighbour died, so I ran less.",
    "I passed the finish line and felt great.",
    "My tight belt is numbing when I think about tax.",
    "Both legs are tired after the marathon.",
    "I could kill for a run.",
    "The pain is killing me on stairs.",
    "My heart is set on the London marathon.",
    "Spotted a new trail by the lake.",
    "I left the race in a cold, wet car.",
    "My leg press personal best is gone.",
]


@pytest.mark.parametrize("text", CALM)
def test_harmless_words_raise_no_emergency(text: str) -> None:
    questions = ("saddle_numbness", "bladder_bowel", "both_legs", "emergency_signs", "wellbeing")
    for question in questions:
        assert Stance.PRESENT not in stances(text, question)
