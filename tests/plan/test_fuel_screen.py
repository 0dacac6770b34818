"""The screen for too little energy: findings of the check-in, own questions, unknown never no."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import KNOWLEDGE, facts
from stridewell.knowledge.fuel import ScreenLevel, SignWeight
from stridewell.plan.fuel_screen import ScreenResult, screen
from stridewell.values.evidence import FactTable, State

SIGNS = KNOWLEDGE.fuel.screen.signs
FINDINGS = tuple(sign.finding for sign in SIGNS.values() if sign.finding is not None)
OWN = tuple(sign.id for sign in SIGNS.values() if sign.ask)
NOTHING = dict.fromkeys(OWN, State.ABSENT)


def screened(told: FactTable, own: Mapping[str, State] = NOTHING) -> ScreenResult:
    return screen(told, own, KNOWLEDGE)


def without(*present: str, **numbers: float) -> FactTable:
    """Every finding of the screen denied but those named."""
    rest = tuple(each for each in (*FINDINGS, "sex_male") if each not in present)
    return facts(*present, absent=rest, **{"age": 30.0, **numbers})


def test_one_strong_sign_makes_the_pattern_fit() -> None:
    assert screened(without("missed_periods_3")).level is ScreenLevel.FITS


def test_several_weaker_signs_make_it_fit_together() -> None:
    own = NOTHING | {"often_ill": State.PRESENT}
    assert screened(without("low_energy_intake", "marked_fatigue"), own).level is ScreenLevel.FITS
    assert screened(without("low_energy_intake")).level is ScreenLevel.POSSIBLE


def test_men_are_screened_by_their_own_signs() -> None:
    man = without("low_libido", "marked_fatigue", "reds_sign", "sex_male")
    result = screened(man)
    assert result.level is ScreenLevel.FITS
    assert "late_first_period" not in {sign.id for sign in (*result.present, *result.open)}


def test_everything_denied_is_no_sign() -> None:
    assert screened(without()).level is ScreenLevel.NONE


@pytest.mark.parametrize("left_out", OWN)
def test_one_open_question_is_never_a_no(left_out: str) -> None:
    own = {sign: state for sign, state in NOTHING.items() if sign != left_out}
    result = screened(without(), own)
    assert result.level is ScreenLevel.OPEN
    assert [sign.id for sign in result.open] == [left_out]


def test_open_findings_of_the_check_in_are_not_asked_a_second_time() -> None:
    assert not {sign.finding for sign in SIGNS.values() if sign.ask} - {None}


def test_eating_stays_unknown_until_the_check_in_knows() -> None:
    assert screened(facts()).eating is State.UNKNOWN
    assert screened(without()).eating is State.ABSENT
    assert screened(without("eating_disorder")).eating is State.PRESENT


def test_being_unsure_about_colds_says_nothing_about_eating() -> None:
    assert screened(without(), NOTHING | {"often_ill": State.UNKNOWN}).eating is State.ABSENT
    assert screened(without(), NOTHING | {"food_rules": State.UNKNOWN}).eating is State.UNKNOWN


@given(
    present=st.sets(st.sampled_from(FINDINGS)),
    own=st.fixed_dictionaries({}, optional=dict.fromkeys(OWN, st.sampled_from(State))),
    more=st.sampled_from(OWN),
)
def test_one_more_sign_never_calms_the_result(
    present: set[str], own: Mapping[str, State], more: str
) -> None:
    told = without(*present)
    order = list(ScreenLevel)
    before = screened(told, own).level
    after = screened(told, {**own, more: State.PRESENT}).level
    assert order.index(after) <= order.index(before)


def test_the_result_speaks_of_a_pattern_and_says_what_to_do() -> None:
    for level, words in KNOWLEDGE.fuel.screen.results.items():
        assert words.do, level
    fits = KNOWLEDGE.fuel.screen.results[ScreenLevel.FITS]
    assert "pattern fits" in fits.title
    assert "no proof" in fits.text


def test_every_eating_sign_is_a_strong_one() -> None:
    assert all(s.weight is SignWeight.STRONG for s in SIGNS.values() if s.eating)
