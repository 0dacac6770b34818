"""Laws of the hidden tissue."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stridewell.knowledge.records import Knowledge
from stridewell.simulate.recovery.tissue import (
    DayLoad,
    Luck,
    Tissue,
    TissueKind,
    TissueState,
    daily_pain,
    healing_a_day,
    kind_of,
    next_morning,
    running_pain,
    spike_hazard,
)

SHARES = st.floats(0, 1)
KINDS = st.sampled_from(TissueKind)
TISSUES = st.builds(Tissue, KINDS, st.floats(2, 40), st.floats(0.005, 0.2))
STATES = st.builds(TissueState, SHARES, st.floats(2, 40), st.floats(0, 20), st.floats(0, 5))
LUCK = st.builds(Luck, SHARES, SHARES, SHARES, st.floats(-3, 3))
METRES = st.floats(0, 40_000)
REST = DayLoad()


@given(TISSUES, STATES, METRES, METRES, LUCK)
def test_more_load_never_leaves_less_damage(
    tissue: Tissue, state: TissueState, one: float, other: float, luck: Luck
) -> None:
    less, more = sorted((one, other))
    spared = next_morning(tissue, state, DayLoad(less), 1.0, luck)
    loaded = next_morning(tissue, state, DayLoad(more), 1.0, luck)
    assert loaded.damage >= spared.damage
    assert loaded.reaction >= spared.reaction


@given(TISSUES, STATES)
def test_rest_heals_whatever_came_before(tissue: Tissue, start: TissueState) -> None:
    rested = start
    for _ in range(60):
        after = next_morning(tissue, rested, REST, 1.0, Luck())
        assert after.damage <= rested.damage
        rested = after
    assert rested.damage <= 0.8 * start.damage
    assert daily_pain(tissue, rested) <= daily_pain(tissue, start) + 1e-9


@given(TISSUES)
def test_long_rest_costs_capacity_and_work_wins_it_back(tissue: Tissue) -> None:
    sound = TissueState(0.0, tissue.usual_capacity_km)
    for _ in range(42):
        sound = next_morning(tissue, sound, REST, 1.0, Luck())
    rested = sound.capacity_km
    assert rested < tissue.usual_capacity_km
    for _ in range(42):
        work = DayLoad(1000 * 0.5 * (1 - tissue.own.carry_over) * sound.capacity_km)
        sound = next_morning(tissue, sound, work, 1.0, Luck())
    assert sound.capacity_km > rested
    assert sound.damage == 0.0


@given(TISSUES, STATES, METRES, LUCK)
def test_damage_and_pain_stay_on_their_scales(
    tissue: Tissue, state: TissueState, metres: float, luck: Luck
) -> None:
    after = next_morning(tissue, state, DayLoad(metres), 2.28, luck)
    assert 0 <= after.damage <= 1
    assert after.capacity_km > 0
    for pain in (daily_pain(tissue, after, luck), running_pain(tissue, after, REST, luck)):
        assert 0 <= pain <= 10


@given(KINDS, st.floats(0.2, 0.6), st.floats(2, 20))
def test_a_spared_tissue_heals_within_its_weeks(
    kind: TissueKind, damage: float, weeks: float
) -> None:
    tissue = Tissue(kind, 10.0, healing_a_day(weeks, damage))
    state = TissueState(damage, 10.0)
    for _ in range(round(7 * weeks)):
        state = next_morning(tissue, state, REST, 1.0, Luck())
    assert state.damage <= tissue.parameters.healed


@given(TISSUES, STATES, LUCK)
def test_a_spike_never_flares_less(tissue: Tissue, state: TissueState, luck: Luck) -> None:
    run = DayLoad(5000)
    calm = next_morning(tissue, state, run, 1.0, luck)
    spiked = next_morning(tissue, state, run, 2.28, luck)
    assert spiked.damage >= calm.damage


def test_the_hazard_is_the_published_one(knowledge: Knowledge) -> None:
    classes = knowledge.spike.classes
    assert spike_hazard(11_000, 10_000, knowledge.spike) == classes[0].hazard_ratio == 1.0
    assert spike_hazard(12_000, 10_000, knowledge.spike) == classes[1].hazard_ratio
    assert spike_hazard(30_000, 10_000, knowledge.spike) == classes[-1].hazard_ratio
    assert spike_hazard(30_000, None, knowledge.spike) == 1.0


def test_bone_and_soft_tissue_are_told_apart(knowledge: Knowledge) -> None:
    assert kind_of(knowledge.conditions["bsi_pelvis"]) is TissueKind.BONE
    assert kind_of(knowledge.conditions["gtps"]) is TissueKind.TENDON
    assert kind_of(knowledge.conditions["uro_referred"]) is TissueKind.UNSPECIFIC
