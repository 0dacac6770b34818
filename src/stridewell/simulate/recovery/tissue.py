"""The hidden tissue: damage, what it can carry, and what of it is felt. Invented, grade estimate.

No study measured these quantities. They are set so that two facts of the knowledge come out: a
tissue that is spared heals within the weeks in which runners return (``Condition.return_weeks``),
and a run far beyond the longest of the last 30 days raises the hazard by the published ratios
(``load/spike.yaml``). Everything else is a plausible guess.

Loads are in kilometres of easy running on the flat ("km" below), damage goes from 0 (sound) to 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stridewell.knowledge.records import Condition, SpikeKnowledge


class TissueKind(StrEnum):
    """What hurts, as far as the model tells kinds apart."""

    TENDON = "tendon"
    MUSCLE = "muscle"
    JOINT = "joint"
    BONE = "bone"
    BACK = "back"
    UNSPECIFIC = "unspecific"


_KINDS = {"spine": TissueKind.BACK, "nerve": TissueKind.BACK} | {
    each.value: each for each in TissueKind
}


def kind_of(condition: Condition) -> TissueKind:
    """The kind of tissue of a condition; what the model does not know is unspecific."""
    return _KINDS.get(condition.tissue, TissueKind.UNSPECIFIC)


@dataclass(frozen=True, slots=True)
class KindParameters:
    """How one kind of tissue behaves.

    ``fragility`` is the power with which damage takes capacity away (bone is spared longest).
    ``carry_over`` is the share of a day's load that still counts the day after, ``growth`` the
    damage of a day with twice the bearable load, ``daily_pain`` and ``running_pain`` the points
    of pain (0 to 10) at full damage, ``night_from`` and ``limp_from`` the damage from which it
    wakes the runner and makes the runner limp, ``flares_a_day`` the chance of a flare that no
    load explains.
    """

    fragility: float
    carry_over: float
    growth: float
    daily_pain: float
    running_pain: float
    night_from: float
    limp_from: float
    flares_a_day: float = 0.0


_BY_KIND = {
    TissueKind.TENDON: KindParameters(2.0, 0.45, 0.10, 8.0, 6.0, 0.60, 0.70),
    TissueKind.MUSCLE: KindParameters(2.2, 0.30, 0.12, 9.0, 7.0, 0.70, 0.60),
    TissueKind.JOINT: KindParameters(1.8, 0.40, 0.08, 8.0, 5.0, 0.60, 0.65, 0.001),
    TissueKind.BONE: KindParameters(3.5, 0.70, 0.10, 5.0, 9.0, 0.45, 0.55),
    TissueKind.BACK: KindParameters(1.5, 0.30, 0.07, 9.0, 3.5, 0.65, 0.75, 0.004),
    TissueKind.UNSPECIFIC: KindParameters(1.8, 0.35, 0.08, 8.0, 5.0, 0.65, 0.70, 0.002),
}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every number of the model with its unit; invented (grade estimate) unless it says otherwise.

    ``healed`` is the damage that counts as healed; ``healing_share`` the share of the published
    return weeks that healing to there takes (the rest is getting used to running again).
    ``overload_power`` bends damage over load, ``most_growth`` is the most damage of one day.
    ``rest_loss_a_day`` is the share of the capacity above its floor lost on a day without load,
    ``gain_a_day`` the share gained on a day loaded to the full, ``strength_gain_a_day`` what a
    strength session adds; ``capacity_floor`` and ``capacity_roof`` are shares of the usual one,
    ``least_bearable`` is the share of the capacity that any tissue bears.
    ``flares_a_run`` is the chance of a flare in a run that is no spike; published hazard ratios
    multiply it. ``flare_least`` and ``flare_most`` are the share of the sound tissue a flare takes.
    ``reaction_pain`` is pain (points) on the morning after a load of twice what is bearable,
    ``reaction_kept`` how much of it is left a day later. ``noise_points`` is the spread of pain
    from day to day where the tissue is sore. ``strength_km``, ``heavy_km`` and ``cross_km_a_min``
    are the loads of a strength session, of one with heavy legs, and of a minute of training
    without impact (in bone: ``bone_spared`` of it). ``speed_power`` is how load grows with speed,
    ``climb_share`` how much hills add.
    """

    healed: float = 0.08
    healing_share: float = 0.8
    overload_power: float = 1.3
    most_growth: float = 0.12
    rest_loss_a_day: float = 0.012
    gain_a_day: float = 0.008
    strength_gain_a_day: float = 0.004
    capacity_floor: float = 0.4
    least_bearable: float = 0.1
    capacity_roof: float = 1.3
    flares_a_run: float = 0.005
    flare_least: float = 0.08
    flare_most: float = 0.25
    reaction_pain: float = 2.5
    reaction_kept: float = 0.4
    noise_points: float = 0.6
    strength_km: float = 0.6
    heavy_km: float = 1.5
    cross_km_a_min: float = 0.02
    bone_spared: float = 0.3
    speed_power: float = 1.5
    climb_share: float = 0.25
    kinds: Mapping[TissueKind, KindParameters] = field(default_factory=lambda: _BY_KIND)


PARAMETERS = Parameters()


@dataclass(frozen=True, slots=True)
class Tissue:
    """One runner's tissue: its kind, its usual capacity (km a day), its healing (share a day)."""

    kind: TissueKind
    usual_capacity_km: float
    healing_a_day: float
    parameters: Parameters = PARAMETERS

    @property
    def own(self) -> KindParameters:
        """The parameters of its kind."""
        return self.parameters.kinds[self.kind]


def healing_a_day(weeks: float, damage: float, parameters: Parameters = PARAMETERS) -> float:
    """The share of damage that heals in a day if so much of it takes so many weeks to return."""
    days = 7 * max(weeks, 1.0) * parameters.healing_share
    return math.log(max(damage / parameters.healed, 1.5)) / days


@dataclass(frozen=True, slots=True)
class TissueState:
    """The tissue this morning.

    ``carried_km`` is load of the days before that still counts, ``reaction`` the pain (points)
    that yesterday's load left.
    """

    damage: float
    capacity_km: float
    carried_km: float = 0.0
    reaction: float = 0.0


@dataclass(frozen=True, slots=True)
class DayLoad:
    """What a day asked of the body.

    ``run_m`` are metres of running, ``speed`` is relative to the runner's easy speed, ``climb``
    the share of the run that went uphill or down, ``strength`` the number of strength sessions,
    ``heavy`` of those with heavy legs, ``cross_min`` minutes of training without impact.
    """

    run_m: float = 0.0
    speed: float = 1.0
    climb: float = 0.0
    strength: int = 0
    heavy: int = 0
    cross_min: float = 0.0


@dataclass(frozen=True, slots=True)
class Luck:
    """The draws of one day, each from 0 to 1 but for ``noise`` (mean 0, spread 1)."""

    flare: float = 1.0
    unexplained: float = 1.0
    size: float = 0.5
    noise: float = 0.0


def load_km(load: DayLoad, tissue: Tissue) -> float:
    """The day's load in kilometres of easy running."""
    own = tissue.parameters
    harder = math.pow(load.speed, own.speed_power) * (1 + own.climb_share * load.climb)
    running = load.run_m / 1000 * harder
    spared = own.bone_spared if tissue.kind is TissueKind.BONE else 1.0
    strength = own.strength_km * load.strength + (own.heavy_km - own.strength_km) * load.heavy
    return running + spared * (strength + own.cross_km_a_min * load.cross_min)


def bearable_km(tissue: Tissue, state: TissueState) -> float:
    """What the tissue can carry today: damage takes its share away."""
    sound = math.pow(1 - state.damage, tissue.own.fragility)
    return state.capacity_km * max(sound, tissue.parameters.least_bearable)


def next_morning(
    tissue: Tissue, state: TissueState, load: DayLoad, hazard: float, luck: Luck
) -> TissueState:
    """The tissue on the morning after a day; ``hazard`` is the ratio for the run's length."""
    own, kind = tissue.parameters, tissue.own
    fresh = load_km(load, tissue)
    total = fresh + state.carried_km
    over = max(0.0, total / bearable_km(tissue, state) - 1)
    grown = min(own.most_growth, kind.growth * math.pow(over, own.overload_power))
    grown *= fresh / total if total else 0.0
    damage = state.damage * (1 - tissue.healing_a_day) + grown
    if _flares(tissue, state, load, hazard, luck):
        share = own.flare_least + luck.size * (own.flare_most - own.flare_least)
        damage += (1 - min(damage, 1.0)) * share
    return TissueState(
        damage=min(damage, 1.0),
        capacity_km=_capacity(tissue, state, total, load),
        carried_km=total * kind.carry_over,
        reaction=min(5.0, state.reaction * own.reaction_kept + own.reaction_pain * over),
    )


def _flares(tissue: Tissue, state: TissueState, load: DayLoad, hazard: float, luck: Luck) -> bool:
    sore = 1 + 2 * state.damage
    run = tissue.parameters.flares_a_run * hazard * sore if load.run_m else 0.0
    return luck.flare < run or luck.unexplained < tissue.own.flares_a_day


def _capacity(tissue: Tissue, state: TissueState, total_km: float, load: DayLoad) -> float:
    """Capacity follows load slowly: up with work it can carry, down with rest."""
    own = tissue.parameters
    usual = tissue.usual_capacity_km
    floor, roof = own.capacity_floor * usual, own.capacity_roof * usual
    used = min(total_km / bearable_km(tissue, state), 1.0)
    gained = own.gain_a_day * used + (own.strength_gain_a_day if load.strength else 0.0)
    lost = own.rest_loss_a_day * max(0.0, 1 - 2 * used)
    capacity = state.capacity_km * (1 + gained) - lost * (state.capacity_km - floor)
    return min(max(capacity, floor), roof)


def spike_hazard(run_m: float, longest_m: float | None, spike: SpikeKnowledge) -> float:
    """The published hazard ratio of a run against the longest of the 30 days before it."""
    if not longest_m:
        return 1.0
    for each in spike.classes:
        edge = each.up_to_percent
        if edge is None or 100 * run_m <= (100 + edge) * longest_m:
            return each.hazard_ratio
    return 1.0


def daily_pain(tissue: Tissue, state: TissueState, luck: Luck = Luck()) -> float:
    """Pain in daily life, 0 to 10, with the noise of the day."""
    spread = tissue.parameters.noise_points * (0.25 + min(0.75, 2.5 * state.damage))
    return _on_scale(tissue.own.daily_pain * state.damage + state.reaction + spread * luck.noise)


def running_pain(tissue: Tissue, state: TissueState, load: DayLoad, luck: Luck = Luck()) -> float:
    """Pain in a run of that load, 0 to 10: more with damage, and with load near the bearable."""
    used = min(1.5, (load_km(load, tissue) + state.carried_km) / bearable_km(tissue, state))
    spread = tissue.parameters.noise_points * (0.25 + min(0.75, 2.5 * state.damage))
    felt = (0.7 * tissue.own.daily_pain + tissue.own.running_pain * used) * state.damage
    return _on_scale(felt + state.reaction + spread * luck.noise)


def wakes_at_night(tissue: Tissue, state: TissueState) -> bool:
    """Whether it wakes the runner."""
    return state.damage >= tissue.own.night_from


def limps(tissue: Tissue, state: TissueState) -> bool:
    """Whether the runner limps."""
    return state.damage >= tissue.own.limp_from


def _on_scale(pain: float) -> float:
    return min(max(pain, 0.0), 10.0)
