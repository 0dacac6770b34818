"""The gate before the first run: when it is needed, what passes, what is never offered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_diary import (
    TODAY,
    ago,
    cleared_bone,
    diary_of,
    gates,
    mornings,
    on_the_ladder,
    told,
    walk_run,
)
from plan_inputs import CALM, load_of, presentation, situation, with_causes, with_findings
from stridewell.plan.diary import GateDone
from stridewell.plan.gate import GateMark, GateState, gate_state, impact_allowed
from stridewell.plan.inputs import LoadHistory, PainToday, PlanInput

STRANGER = replace(on_the_ladder(), load=LoadHistory())
"""Somebody of whom no run is known."""
GROIN = with_findings(present=("pain_groin", "pain_lat_hip", "agg_impact"), inputs=STRANGER)
MOTHER = with_findings(
    present=("pain_lat_hip", "sex_female", "postpartum_3_to_12m"), inputs=STRANGER
)
NEW_MOTHER = with_findings(present=("pain_lat_hip", "sex_female", "postpartum_6_to_12w"))


def gate(inputs: PlanInput) -> GateState:
    return gate_state(situation(inputs))


def marks(inputs: PlanInput) -> dict[str, GateMark]:
    return {each.test.id: each.mark for each in gate(inputs).items}


def with_gates(done: tuple[GateDone, ...], inputs: PlanInput = STRANGER) -> PlanInput:
    return replace(inputs, diary=diary_of(gates=done, mornings=inputs.diary.mornings))


def test_who_runs_with_a_green_light_needs_no_test() -> None:
    assert not gate(CALM).in_force
    assert not gate(on_the_ladder()).in_force


@pytest.mark.parametrize(
    "inputs",
    [
        STRANGER,
        replace(CALM, load=LoadHistory()),
        replace(CALM, load=load_of([(15, 8.0), (20, 8.0)])),
        with_findings(inputs=on_the_ladder(), pain_running=4),
        cleared_bone(),
        NEW_MOTHER,
        MOTHER,
    ],
    ids=["no run known", "no load", "break", "amber on a walk-run", "bone", "12 weeks", "birth"],
)
def test_when_the_tests_come_first(inputs: PlanInput) -> None:
    state = gate(inputs)
    assert state.is_closed
    assert state.why.sources
    assert state.reasons


def test_amber_pain_alone_does_not_ask_for_tests_of_who_runs_easily() -> None:
    assert not gate(with_findings(pain_running=4)).in_force


def test_all_passed_opens_it() -> None:
    state = gate(with_gates(gates("A")))
    assert state.in_force
    assert state.is_passed
    assert not state.is_closed


def test_nothing_told_is_not_passed() -> None:
    state = gate(STRANGER)
    assert not state.is_passed
    assert state.next_test is not None
    assert state.next_test.id == "walk_30"


def test_tests_that_jump_wait_for_the_others() -> None:
    assert marks(STRANGER)["hops"] is GateMark.WAITING
    gentle = tuple(each for each in gates("A") if each.gate not in {"hops", "jog_on_spot"})
    assert marks(with_gates(gentle))["hops"] is GateMark.OPEN


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        ({"passed": False}, GateMark.FAILED),
        ({"pain": 3}, GateMark.FAILED),
        ({"pain": None}, GateMark.OPEN),
        ({"day": TODAY - ago(15)}, GateMark.OPEN),
        ({"day": TODAY + ago(2)}, GateMark.OPEN),
        ({"pain": 2}, GateMark.PASSED),
    ],
)
def test_what_passes(change: dict[str, object], mark: GateMark) -> None:
    first = replace(GateDone("walk_30", TODAY, passed=True, pain=0), **change)  # type: ignore[arg-type]
    assert marks(with_gates((first,)))["walk_30"] is mark


def test_of_two_results_of_one_day_the_worse_counts() -> None:
    twice = (GateDone("walk_30", TODAY, passed=True, pain=0),) * 2
    worse = replace(twice[0], passed=False)
    assert marks(with_gates((worse, twice[0])))["walk_30"] is GateMark.FAILED


def test_a_newer_pass_counts_after_a_failure() -> None:
    done = (
        GateDone("walk_30", TODAY - ago(5), passed=False),
        GateDone("walk_30", TODAY, passed=True, pain=0),
    )
    assert marks(with_gates(done))["walk_30"] is GateMark.PASSED


def test_who_is_on_the_ladder_has_the_tests_behind_until_one_fails() -> None:
    under_way = told([walk_run(5, 1, 4)], inputs=with_findings(inputs=STRANGER, pain_running=4))
    assert not gate(under_way).in_force
    failed = (GateDone("hops", TODAY - ago(1), passed=False),)
    assert gate(replace(under_way, diary=diary_of([walk_run(5, 1)], gates=failed))).is_closed


def test_a_break_on_the_ladder_asks_for_the_tests_anew() -> None:
    assert gate(told([walk_run(14, 1)], inputs=STRANGER)).in_force


class TestBone:
    def test_any_pain_in_a_test_fails_it(self) -> None:
        inputs = replace(cleared_bone(), diary=diary_of(gates=gates("B", pain=1)))
        assert marks(inputs)["walk_30"] is GateMark.FAILED

    def test_no_jump_is_ever_offered_before_a_clinician_cleared_it(self) -> None:
        uncleared = with_causes({"gtps": 0.5, "bsi_pelvis": 0.06}, STRANGER)
        assert not impact_allowed(situation(uncleared))
        done = with_gates(gates("B"), uncleared)
        assert marks(done)["hops"] is GateMark.BLOCKED
        assert marks(done)["jog_on_spot"] is GateMark.BLOCKED

    def test_it_opens_after_two_weeks_without_pain_and_all_tests(self) -> None:
        calm = replace(
            cleared_bone(),
            presentation=presentation(numbers={"age": 40.0, "pain_daily": 0, "pain_running": 0}),
            pain_today=PainToday(0, during_last_run=0),
        )
        ready = replace(calm, diary=diary_of(gates=gates("B"), mornings=mornings(range(14))))
        early = replace(calm, diary=diary_of(gates=gates("B"), mornings=mornings(range(10))))
        assert not gate(ready).is_closed
        assert gate(early).is_closed

    def test_a_sore_spot_keeps_it_closed(self) -> None:
        sore = with_findings(
            present=("pain_lat_hip", "focal_bone_tenderness"), inputs=cleared_bone()
        )
        missing = [each.entry.finding for each in gate(sore).entries if not each.is_met]
        assert "focal_bone_tenderness" in missing


class TestImpact:
    def test_a_hop_that_could_do_harm_is_blocked_and_keeps_the_gate_closed(self) -> None:
        done = with_gates(gates("A"), GROIN)
        assert marks(done)["hops"] is GateMark.BLOCKED
        assert gate(done).is_closed

    def test_unknown_is_not_safe(self) -> None:
        unsure = with_findings(unknown=("midrun_collapse",), inputs=STRANGER)
        assert marks(with_gates(gates("A"), unsure))["hops"] is GateMark.BLOCKED

    def test_a_clinician_may_clear_it(self) -> None:
        cleared = replace(
            with_gates(gates("A"), GROIN), cleared_by_clinician=frozenset({"hamstring_strain"})
        )
        assert not gate(cleared).is_closed


class TestAfterABirth:
    def test_before_twelve_weeks_nobody_runs_however_green_the_light(self) -> None:
        passed = replace(
            with_gates(gates("P"), NEW_MOTHER),
            cleared_by_clinician=frozenset({"pelvic_floor_dysfunction"}),
        )
        assert gate(passed).is_closed

    def test_after_twelve_weeks_it_opens_with_a_clearance_and_the_tests(self) -> None:
        inputs = with_gates(gates("P"), MOTHER)
        assert gate(inputs).is_closed
        cleared = frozenset({"pelvic_floor_dysfunction"})
        assert not gate(replace(inputs, cleared_by_clinician=cleared)).is_closed

    def test_heaviness_keeps_it_closed(self) -> None:
        heavy = with_findings(
            present=("pain_lat_hip", "sex_female", "postpartum_3_to_12m", "heaviness_bulge"),
            inputs=with_gates(gates("P"), STRANGER),
        )
        cleared = frozenset({"pelvic_floor_dysfunction"})
        assert gate(replace(heavy, cleared_by_clinician=cleared)).is_closed

    def test_who_runs_without_signs_needs_no_tests(self) -> None:
        runs = with_findings(present=("pain_lat_hip", "sex_female", "postpartum_3_to_12m"))
        assert not gate(runs).in_force
        leaks = ("pain_lat_hip", "sex_female", "postpartum_3_to_12m", "leak_on_impact")
        assert gate(with_findings(present=leaks)).in_force
