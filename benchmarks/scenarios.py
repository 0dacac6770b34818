"""Measures triage and ranking on a JSONL file of stories with labels.

    python -m benchmarks.scenarios PATH.jsonl [--misses]

Each line holds age, sex, ``structured`` (regions, side, onset, aggravators…), a diagnosis and an
urgency. The structured fields are translated into answers by the tables below; what a story does
not say stays unanswered. A score on stories that were used while building says only that the
system does what was intended.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.app.assess import Assessment, assess
from stridewell.app.case import Case
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Level

QUESTIONS = packaged_knowledge().questions
ASKED = frozenset(QUESTIONS)
OFFERED = {key: {option.id for option in each.options} for key, each in QUESTIONS.items()}
AT = datetime(2026, 1, 1, 12, tzinfo=UTC)

OPTIONS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "aggravators_load": {
        "single_leg": ["single_leg_stand", "single_leg"],
        "stairs": ["stairs", "stairs_down", "step_up", "stepping_down"],
        "uphill": ["uphill", "hills", "incline"],
        "downhill": ["downhill"],
        "fast": ["fast_running", "speed_work", "sprinting", "hard_running_after_10_min"],
        "long_stride": ["long_stride", "long_step"],
        "sprint_kick": ["kicking", "sprinting", "push_off"],
        "impact": ["hopping", "jump_landing", "jumping", "landing_off_kerb", "turning_landing"],
        "pivot": ["pivoting", "sudden_turns", "change_of_direction"],
        "knee_lift": [
            "knee_drive",
            "knee_lift",
            "leg_raises",
            "quick_knee_lift",
            "leg_lift",
            "getting_out_of_car",
            "step_up",
            "putting_on_boots",
        ],
        "squeeze": ["squeezing_knees"],
    },
    "aggravators_posture": {
        "sit_hard": ["sitting_hard", "pressure", "sitting_down"],
        "sit_long": ["sitting", "long_sitting", "driving", "sitting_long"],
        "deep_bend": ["squat", "deep_squat", "low_seat", "hip_bending", "cycling_low_position"],
        "bend_forward": ["forward_bend"],
        "bend_back": ["back_extension", "leaning_back", "serving"],
        "cough": ["cough", "sneezing", "straining"],
        "sit_up": ["sit_ups", "sitting_up", "core_work"],
        "cross_legs": ["crossing_legs"],
        "hip_hang": ["hip_hang_standing"],
        "first_steps": [
            "first_steps",
            "after_sitting",
            "rising_from_chair",
            "rising",
            "rising_from_bed",
        ],
        "stand_long": ["standing", "standing_long", "standing_all_day"],
        "back_linked": ["forward_bend", "trunk_twisting", "rolling_in_bed", "back_extension"],
    },
    "easers": {
        "moving": ["gentle_movement", "walking", "moving", "movement", "getting_going", "running"],
        "standing": ["standing"],
        "bend_forward": ["bending_forward", "curled_up"],
        "support": ["pelvic_compression"],
        "nsaid": ["aspirin_or_ibuprofen_fully", "naproxen"],
        "lying": ["lying", "lying_flat"],
        "hip_bent": ["hip_bent", "curled_up"],
        "cushion": ["cushion", "ring_cushion"],
        "lift": ["lift_under_left_shoe"],
    },
    "training_change": {
        "more": ["mileage_jump", "first_half_marathon", "started_running", "more_sessions"],
        "hills": ["hills", "hill_sprints", "downhill", "long_downhill_race"],
        "speed": ["speed_work", "first_sprint_in_decades", "race_effort"],
        "return": ["return_after_break", "return_after_birth", "football_after_long_break"],
        "unusual": [
            "unaccustomed_session",
            "marathon_race",
            "long_downhill_race",
            "long_run_in_heat",
        ],
        "none": ["none"],
    },
    "bone_health": {
        "stress_fracture": ["previous_stress_fracture"],
        "low_energy": ["low_energy_intake", "weight_loss", "very_low_weight"],
        "vitamin_d": ["low_vitamin_d_past"],
        "steroids": ["steroid_courses", "previous_steroid_injection_course"],
        "steroids_long": ["steroid_over_3_months"],
    },
    "health": {
        "cancer": ["cancer_history"],
        "diabetes": ["diabetes"],
        "infection": ["recent_infection", "recent_skin_infection", "recent_gut_infection"],
        "blood_supply": ["steroid_courses"],
        "inflammation": ["family_psoriasis", "past_eye_inflammation", "ulcerative_colitis"],
        "rash": ["possible_sexually_acquired_infection"],
        "thinner": ["anticoagulant"],
    },
    "other_sports": {
        "turning": ["pivoting_sport"],
        "cycling": ["cycling", "cycling_history"],
        "arching": ["dance", "extension_sport"],
    },
    "growing": {"traction": ["growth_spurt"], "cold": ["recent_cold"]},
    "nerve_signs": {
        "foot": ["tingling_outer_foot", "numb_toes", "numb_top_of_foot", "numb_shin"],
        "back_thigh": ["tingling_back_of_thigh", "tingling_back_of_thigh_sometimes"],
        "outer_thigh": ["numb_outer_thigh", "burning_outer_thigh"],
        "inner_thigh": ["numb_inner_thigh_once"],
        "belt": ["tight_belt", "tight_waist_belt"],
        "walking": ["tingling_both_legs_with_walking"],
        "none": ["none"],
    },
    "leg_strength": {
        "one": ["weak_big_toe_and_foot_lift", "weak_knee", "weak_foot"],
        "foot_drop": ["foot_drop"],
        "effort": ["weak_foot_during_effort", "weak_leg_pull_in_during_effort"],
        "buckling": ["numb_front_of_thigh", "knee_buckles"],
    },
    "run_pattern": {
        "warms_up": ["warming_up"],
        "builds": ["long_runs", "running_second_half", "running_after_a_while"],
        "fixed": ["running_after_12_min", "running_after_10_min", "hard_tempo_after_8_min"],
        "after": ["day_after_run", "next_morning"],
        "stops": ["stopping", "stopping_2_to_3_min"],
        "cramp": ["hard_tempo_after_8_min", "hard_running_after_10_min"],
    },
}
FLAGS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "emergency_signs": {
        "breathless": ["breathless"],
        "chest_pain": ["chest_pain"],
        "coughing_blood": ["coughing_blood"],
        "faint": ["faint", "collapse"],
        "palpitations": ["palpitations"],
        "cold_leg": ["cold_pale_leg"],
        "deformed": ["leg_turned_out", "leg_short"],
        "pulsing_belly": ["pulsating_belly"],
    },
    "belly_signs": {
        "jolt": ["rebound_pain"],
        "bleeding": ["bleeding"],
        "shoulder_tip": ["shoulder_tip_pain"],
        "vomiting": ["vomiting"],
        "flank_waves": ["colicky"],
    },
    "wellbeing": {"self_harm": ["self_harm_thoughts"]},
    "pelvic_health": {
        "bulge": ["heaviness_or_bulge"],
        "leak": ["leakage"],
        "cycle": ["cycle_linked"],
        "sex": ["deep_pain_with_sex"],
    },
    "whole_body": {
        "girdle": ["shoulders_too"],
        "tired": ["fatigue"],
        "sweats": ["night_sweats", "chills"],
    },
    "leg_swelling": {"swollen": ["one_leg_swelling"], "hot_joint": ["hot_swollen_joint"]},
}
TRAUMA = {
    "none": "none",
    "fall": "fall",
    "misstep": "twist",
    "twist_or_slip": "twist",
    "pop_or_crack": "pop",
    "kick": "sprint",
    "lifting": "lift",
}
NIGHT = {
    "only_when_lying_on_it": "on_side",
    "turning": "turning",
    "second_half": "second_half",
    "after_use": "after_load",
    "after_load": "after_load",
}


def translate(story: Mapping[str, Any]) -> Case:
    """One story as a case; what it does not say stays unanswered."""
    said: Mapping[str, Any] = story["structured"]
    other: Mapping[str, Any] = said["other"]
    answers: dict[str, Answer] = {}
    words = {
        word
        for field in ("aggravators", "easers", "risk_factors", "neuro", "training_change")
        for word in said[field] or []
    }
    for question, options in OPTIONS.items():
        chosen = [option for option, keys in options.items() if words & set(keys)]
        field = "neuro" if question in {"nerve_signs", "leg_strength"} else None
        if "none" in chosen and (len(chosen) > 1 or said[field or "training_change"] != ["none"]):
            chosen.remove("none")
        if chosen:
            answers[question] = chosen
    answers |= _plain(said) | _signs(said, other, words) | _places(said, other, words)
    sex = Sex.FEMALE if story["sex"] == "F" else Sex.MALE
    return Case(AT, Runner(float(story["age"]), sex), answers)


def _plain(said: Mapping[str, Any]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    same = {
        "regions": "pain_regions",
        "side": "pain_side",
        "onset": "onset",
        "duration_weeks": "duration_weeks",
    }
    answers |= {
        question: said[field] for field, question in same.items() if said[field] not in (None, [])
    }
    yes_no = {"rest_pain": "rest_pain", "fever": "fever"}
    answers |= {
        question: "yes" if said[field] else "no"
        for field, question in yes_no.items()
        if said[field] is not None
    }
    if said["can_bear_weight"] is False:
        answers["weight_bearing"] = "cannot"
    elif said["limp"] is not None:
        answers["weight_bearing"] = "limp" if said["limp"] else "normal"
    if said["trauma"] is not None:
        answers["trauma"] = [TRAUMA[said["trauma"]]]
    tests = {f"test_{test}": result for test, result in said["home_tests"].items()}
    if tests.get("test_snap") == "positive":
        tests["test_snap"] = "groin" if "groin" in said["regions"] else "outer"
    return answers | {
        test: result for test, result in tests.items() if test in ASKED and result in OFFERED[test]
    }


def _places(
    said: Mapping[str, Any], other: Mapping[str, Any], words: set[str]
) -> dict[str, Answer]:
    """Questions that are asked of some places only."""
    regions = set(said["regions"] or [])
    seat = {
        "tail": "tail" in str(other.get("site_in_own_words")),
        "burning": "burning_perineum" in words,
        "toilet_seat": "toilet_seat" in words,
        "long_step": "buttock_mid" in regions and "long_stride" in words,
    }
    foot = {
        "kneecap": "ant_knee" in regions and {"stairs_down", "squat"} <= words,
        "heel_sole": {"heel", "foot"} <= regions and "first_steps" in words,
        "heel_cord": "heel" in regions and bool(other.get("heel_raises")),
    }
    told = {"seat_signs": seat, "knee_and_foot": foot}
    chosen = {
        question: [option for option, holds in options.items() if holds]
        for question, options in told.items()
    }
    answers: dict[str, Answer] = {
        question: options for question, options in chosen.items() if options
    }
    if other.get("muscle_wasting"):
        answers["growing"] = ["thin"]
    if (other.get("leg_length_difference_mm") or 0) >= 20:
        answers["leg_length"] = "yes"
    if other.get("load_linked") is False:
        answers["run_pattern"] = ["unlinked"]
    return answers


def _signs(said: Mapping[str, Any], other: Mapping[str, Any], words: set[str]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    if said["night_pain"] is False:
        answers["night_pain"] = "none"
    elif said["night_pain"]:
        answers["night_pain"] = _night(str(other.get("night_pain_kind")))
    if "numb_saddle" in words:
        answers["saddle_numbness"] = "new"
    elif other.get("saddle_sensation") == "normal":
        answers["saddle_numbness"] = "no"
    bladder = str(other.get("bladder_bowel", ""))
    if bladder:
        old = any(key in bladder for key in ("long_standing", "stress", "impact"))
        normal = bladder.startswith(("normal", "no"))
        answers["bladder_bowel"] = "no" if normal else "old" if old else "new"
    if {"bilateral_leg_pain"} & words:
        answers["both_legs"] = "new" if (said["duration_weeks"] or 0) <= 3 else "old"
    if other.get("pain_score") is not None:
        answers["pain_daily"] = other["pain_score"]
    if other.get("stiffness_minutes") is not None:
        answers["stiffness_minutes"] = other["stiffness_minutes"]
    return answers | _course(other, words)


def _course(other: Mapping[str, Any], words: set[str]) -> dict[str, Answer]:
    answers = _told_course(str(other.get("course", ""))) | _told_health(other, words)
    for question, options in FLAGS.items():
        chosen = [o for o, keys in options.items() if any(_yes(other.get(key)) for key in keys)]
        if chosen:
            answers[question] = chosen
    for question, answer in _rare(other, words).items():
        before = answers.get(question)
        both = isinstance(answer, list) and isinstance(before, list)
        answers[question] = [*before, *answer] if both else answer  # type: ignore[misc]
    return answers


def _told_course(course: str) -> dict[str, Answer]:
    words = {
        "improv": "better",
        "better": "better",
        "each_run": "each_run",
        "earlier": "each_run",
        "wors": "worse",
    }
    return next(({"course": option} for word, option in words.items() if word in course), {})


def _told_health(other: Mapping[str, Any], words: set[str]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    if "missed_periods" in words:
        answers["periods"] = "absent"
    elif {"post_menopause", "peri_menopause"} & words:
        answers["periods"] = "menopause"
    if {"long_flight", "combined_pill", "long_car_journey"} & words:
        answers["clot_risks"] = "yes"
    if other.get("bruise"):
        answers["muscle_signs"] = ["bruise"]
    joint = {
        "locking": other.get("locking"),
        "click": other.get("clicking") and not other.get("locking"),
        "snap_outer": other.get("visible_snap"),
        "snap": other.get("visible_snap") or "leg_lowering" in words,
        "snap_groin": "leg_lowering" in words,
        "fullness": other.get("fullness"),
        "end_turn": "turning_leg_in" in words,
    }
    if any(joint.values()):
        answers["hip_mechanics"] = [option for option, told in joint.items() if told]
    return answers


def _night(kind: str) -> str:
    return next((option for word, option in NIGHT.items() if word in kind), "deep")


def _yes(value: object) -> bool:
    return value is True or (isinstance(value, str) and value not in {"no", "none", "normal"})


def _rare(other: Mapping[str, Any], words: set[str]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    if other.get("testicular_pain") is True:
        answers["testicular_pain"] = "new"
    if "possible_pregnancy" in words:
        answers["pregnancy"] = "possible"
    if "pregnancy_third_trimester" in words:
        answers["pregnancy"] = "late"
    weeks = other.get("postpartum_weeks")
    if weeks is not None:
        answers["pregnancy"] = (
            "birth_6w" if weeks < 6 else "birth_12w" if weeks <= 12 else "birth_year"
        )
    if "cola" in str(other.get("urine")):
        answers["emergency_signs"] = ["dark_urine"]
    if "tense" in str(other.get("swelling")):
        answers["leg_swelling"] = ["swollen"]
        answers["emergency_signs"] = ["tense_muscle"]
    if "irreducible" in str(other.get("lump")):
        answers["belly_signs"] = ["lump_stuck"]
    if "tingling_both_legs_with_walking" in words:
        answers["both_legs"] = "old"
    return answers


@dataclass(frozen=True, slots=True)
class Score:
    """One story's outcome."""

    id: str
    level: Level
    wanted: Level
    level_ok: bool
    rank: int | None
    top: tuple[str, ...]
    diagnosis: str
    known: bool


def score(story: Mapping[str, Any], assessment: Assessment, known: Iterable[str]) -> Score:
    """Compare one assessment with its labels."""
    accepted = {story["diagnosis"], *story["acceptable_alternatives"]}
    ids = [each.id for each in assessment.differential.candidates]
    ranks = [ids.index(each) for each in accepted if each in ids]
    level = assessment.disposition.level
    return Score(
        id=story["id"],
        level=level,
        wanted=Level(story["urgency"]),
        level_ok=level.value in {story["urgency"], *story["urgency_also_acceptable"]},
        rank=min(ranks) if ranks else None,
        top=tuple(ids[:3]),
        diagnosis=story["diagnosis"],
        known=story["diagnosis"] in set(known),
    )


def main() -> None:
    """Print the scores, and the misses when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    knowledge = packaged_knowledge()
    lines = arguments.path.read_text(encoding="utf-8").splitlines()
    scores = [
        score(story, assess(translate(story), knowledge), knowledge.conditions)
        for story in map(json.loads, lines)
    ]
    known = [each for each in scores if each.known]
    urgent = [each for each in scores if each.wanted.urgency >= Level.SAME_DAY.urgency]
    under = [
        each for each in scores if not each.level_ok and each.level.urgency < each.wanted.urgency
    ]
    over = [
        each for each in scores if not each.level_ok and each.level.urgency > each.wanted.urgency
    ]
    print(f"stories {len(scores)}; label among the known conditions {len(known)}")
    print(
        f"urgency exact {sum(s.level is s.wanted for s in scores)}, acceptable "
        f"{sum(s.level_ok for s in scores)}, under {len(under)}, over {len(over)}"
    )
    print(
        f"urgent (same day or worse) {len(urgent)}, of these under-triaged "
        f"{sum(s in urgent for s in under)}"
    )
    for depth in (1, 3, 5):
        hits = sum(s.rank is not None and s.rank < depth for s in known)
        print(f"top-{depth} of the known: {hits}/{len(known)}")
    if arguments.misses:
        for each in scores:
            if not each.level_ok or (each.known and (each.rank is None or each.rank > 0)):
                print(
                    each.id,
                    each.diagnosis,
                    "wanted",
                    each.wanted,
                    "got",
                    each.level,
                    "rank",
                    each.rank,
                    each.top,
                )


if __name__ == "__main__":
    main()
