"""The tests of strength, balance and range as knowledge: what must hold, and planted faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from stridewell.errors import KnowledgeError
from stridewell.knowledge.check import check_knowledge
from stridewell.knowledge.criteria import Present
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_strength_tests import parse_strength_test
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.strength_tests import (
    Classes,
    FindingRule,
    Landmark,
    Norm,
    SideRule,
    Sides,
    Spread,
    StrengthTest,
    Typical,
    Usual,
    ValueClass,
)
from stridewell.knowledge.training import Measure, StageCriterion
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade, Verification
from stridewell.values.quantities import Interval

OWN = Warrant(Grade.EXPERT, ("stridewell_design",), Verification.DESIGN)
PLANK, LENGTH = "side_plank_hold", "leg_length_difference_mm"


def with_test(knowledge: Knowledge, test: StrengthTest) -> Knowledge:
    return replace(knowledge, strength_tests={**knowledge.strength_tests, test.id: test})


def assert_found(knowledge: Knowledge, *words: str) -> None:
    told = [f"{issue.where} {issue.text}" for issue in check_knowledge(knowledge)]
    assert any(all(word in issue for word in words) for issue in told), told


ADULTS = Interval(18, 40)


def norm(figures: object, ages: Interval = ADULTS) -> Norm:
    return Norm(ages, None, "somebody", figures, OWN)  # type: ignore[arg-type]


def test_every_test_of_the_list_is_known(knowledge: Knowledge) -> None:
    assert knowledge.strength_tests.keys() == {
        *("side_plank_hold", "single_leg_bridge_reps", "copenhagen_hold", "heel_raise_reps"),
        *("single_leg_stand_s", "step_down_quality", "sit_to_stand_30s", "front_plank_hold"),
        *("hip_abduction_nm_per_kg", "hip_adduction_percent_bw", "adduction_abduction_ratio"),
        *("adductor_squeeze_nm_per_kg", "hop_distance_cm", "single_leg_squat_reps"),
        *("hip_internal_rotation_deg", "hip_flexion_deg", "ankle_lunge_cm"),
        *("straight_leg_raise_deg", "trendelenburg_hold_s", "pelvic_level", LENGTH),
    }


def test_small_differences_of_legs_and_pelvis_are_never_called_a_cause(
    knowledge: Knowledge,
) -> None:
    for each in (LENGTH, "pelvic_level"):
        assert "seldom the" in knowledge.strength_tests[each].meaning


def test_a_leg_is_referred_from_20_mm_on(knowledge: Knowledge) -> None:
    referral = knowledge.strength_tests[LENGTH].referral
    assert referral is not None
    assert referral.at_least == 20
    assert "fall" in referral.new_text


def test_the_norm_of_the_hip_is_that_of_the_study(knowledge: Knowledge) -> None:
    figures = knowledge.strength_tests["hip_abduction_nm_per_kg"].norms[0].figures
    assert isinstance(figures, Spread)
    assert figures.mean_of(40, male=False) == pytest.approx(1.400)
    assert figures.mean_of(40, male=True) == pytest.approx(1.615)


def test_symmetry_is_never_promised_to_protect(knowledge: Knowledge) -> None:
    rules = [t.side_rule for t in knowledge.strength_tests.values() if t.side_rule is not None]
    assert len(rules) > 5
    assert not any("protects you" in r.text or "prevents" in r.text for r in rules)


@pytest.mark.parametrize(
    "finding", ["impact_test_unsafe", "limp", "unable_to_bear_weight", "trauma_major"]
)
def test_a_load_without_a_bar(knowledge: Knowledge, finding: str) -> None:
    broken = replace(knowledge.strength_tests[PLANK], blocked_when=Present("child"))
    assert_found(with_test(knowledge, broken), PLANK, f"goes on although {finding!r}")


def test_a_test_without_load_still_waits_after_a_fall(knowledge: Knowledge) -> None:
    broken = replace(knowledge.strength_tests["hip_flexion_deg"], blocked_when=None)
    assert_found(with_test(knowledge, broken), "hip_flexion_deg", "trauma_major")


FAULTS: Mapping[str, tuple[dict[str, object], str]] = {
    "a hidden jump": ({"jump": True}, "is a jump in one place"),
    "no steps": ({"steps": ()}, "lacks steps"),
    "at once": ({"repeat_weeks": 0}, "repeated at once"),
    "an empty range": ({"range": Interval(5, 5)}, "impossible range"),
    "a range below 0": ({"range": Interval(-5, 500)}, "impossible range"),
    "choices of another number": ({"choices": ("no", "yes")}, "choices that do not fill"),
    "a norm out of range": ({"norms": (norm(Typical(5000)),)}, "outside its range"),
    "a landmark out of range": ({"norms": (norm(Landmark(5000)),)}, "outside its range"),
    "a usual range out of range": (
        {"norms": (norm(Usual(Interval(1, 5000))),)},
        "outside its range",
    ),
    "no spread": ({"norms": (norm(Spread(90, 0)),)}, "without a spread"),
    "impossible ages": ({"norms": (norm(Typical(90), Interval(18, 180)),)}, "impossible ages"),
    "classes upside down": (
        {"norms": (norm(Classes((ValueClass("a", 3), ValueClass("b", 1), ValueClass("c")))),)},
        "classes out of order",
    ),
    "classes that end": (
        {"norms": (norm(Classes((ValueClass("a", 1), ValueClass("b", 3)))),)},
        "classes out of order",
    ),
    "more than alike": ({"side_rule": SideRule("x", OWN, percent=120)}, "impossible per cent"),
    "never alike": ({"side_rule": SideRule("x", OWN, difference=0)}, "allows no difference"),
    "sides it has not": ({"sides": Sides.NONE}, "compares sides it does not measure"),
    "an unknown finding": (
        {"findings": (FindingRule("test_nose", 0.5, OWN, at_least=1),)},
        "test_nose",
    ),
    "a number as finding": (
        {"findings": (FindingRule("age", 0.5, OWN, at_least=1),)},
        "is no finding",
    ),
    "more than certain": (
        {"findings": (FindingRule("test_ir_loss", 1.5, OWN, side_less_by=1),)},
        "impossible certainty",
    ),
    "an unknown source": (
        {"warrant": Warrant(Grade.WEAK, ("nobody_1999",))},
        "nobody_1999",
    ),
}


@pytest.mark.parametrize(("changed", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_found(
    knowledge: Knowledge, changed: dict[str, object], words: str
) -> None:
    broken = replace(knowledge.strength_tests[PLANK], **changed)  # type: ignore[arg-type]
    assert_found(with_test(knowledge, broken), PLANK, words)


def test_a_clock_from_nowhere(knowledge: Knowledge) -> None:
    broken = replace(knowledge.strength_tests["sit_to_stand_30s"], clock_s=None)
    assert_found(with_test(knowledge, broken), "sit_to_stand_30s", "from nowhere")


@pytest.mark.parametrize(
    ("test", "symmetry", "at_least", "words"),
    [
        ("toe_lift", False, 5, "does not exist"),
        ("front_plank_hold", True, 90, "has no two sides"),
        ("single_leg_stand_s", False, 60, "cannot reach"),
    ],
)
def test_a_programme_that_wants_what_no_test_gives(
    knowledge: Knowledge, test: str, at_least: float, words: str, *, symmetry: bool
) -> None:
    programme = next(iter(knowledge.programmes.values()))
    wish = StageCriterion(Measure.TEST, at_least=at_least, test=test, symmetry=symmetry)
    stage = replace(programme.stages[0], leave_when=(*programme.stages[0].leave_when, wish))
    broken = replace(programme, stages=(stage, *programme.stages[1:]))
    programmes = {**knowledge.programmes, programme.id: broken}
    assert_found(replace(knowledge, programmes=programmes), programme.id, test, words)


ENTRY: Mapping[str, object] = {
    "name": "Plank",
    "measures": "Holding.",
    "kind": "endurance",
    "unit": "s",
    "sides": "each",
    "range": [0, 600],
    "better": "higher",
    "record": "Once.",
    "meaning": "Little.",
    "repeat_weeks": 4,
    "grade": "expert",
    "source": "stridewell_design",
}


def read(**changed: object) -> StrengthTest:
    return parse_strength_test("plank", Node("plank", {**ENTRY, **changed}, {}))


def test_an_entry_is_read_with_what_it_leaves_out() -> None:
    plank = read()
    assert plank.norms == ()
    assert plank.side_rule is None
    assert not plank.loads


FOR = {"ages": [18, 40], "population": "x", "grade": "weak", "source": "stridewell_estimate"}


@pytest.mark.parametrize(
    "changed",
    [
        {"norms": [{**FOR, "typical": 5, "at_least": 4}]},
        {"norms": [FOR]},
        {"norms": [{**FOR, "typical": 5, "sex": "men"}]},
        {"sides_alike": {"text": "x", "grade": "weak", "source": "stridewell_estimate"}},
        {"findings": [{"finding": "test_ir_loss", "certainty": 0.5, "grade": "weak"}]},
        {"kind": "speed"},
        {"muscle": "calf"},
    ],
    ids=["two figures", "no figure", "a sex", "no side rule", "no bound", "a kind", "a key"],
)
def test_a_broken_entry_is_refused_with_its_place(changed: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match="plank"):
        read(**changed)
