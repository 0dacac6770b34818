"""Invented runners from a seed: what is wrong, what it looks like, their runs and their habits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Condition, Knowledge
from stridewell.plan.wishes import Race, Wishes
from stridewell.simulate.recovery.tissue import (
    DayLoad,
    Luck,
    Tissue,
    TissueKind,
    TissueState,
    healing_a_day,
    kind_of,
    load_km,
)
from stridewell.training_load.session import SessionLoad

START = datetime(2026, 3, 2, 7, tzinfo=UTC)
"""The Monday morning on which every runner asks for help."""
HISTORY_DAYS = 56

LOOKALIKES = {
    "gtps": "nonspecific_lbp",
    "proximal_hamstring_tendinopathy": "deep_gluteal_syndrome",
    "iliopsoas_related": "adductor_related",
    "itbs": "gtps",
    "adductor_related": "iliopsoas_related",
    "hamstring_strain": "proximal_hamstring_tendinopathy",
    "fai_syndrome": "adductor_related",
    "sij_pain": "nonspecific_lbp",
    "nonspecific_lbp": "sij_pain",
    "bsi_femoral_neck": "adductor_related",
    "bsi_pelvis": "adductor_related",
    "bsi_sacrum": "sij_pain",
}
"""The conditions simulated, each with the one that it looks like where the candidate is wrong."""


class Scenario(StrEnum):
    """What goes wrong besides the injury."""

    RIGHT = "right candidate"
    WRONG = "wrong candidate"
    LAZY = "poor adherence"
    KEEN = "ignores advice"
    SILENT = "silence"


@dataclass(frozen=True, slots=True)
class Habits:
    """How a runner follows advice.

    ``adherence`` is the share of told sessions that are done, ``further_share`` the share of runs
    that go further than told, by up to ``further_by`` (1 is twice as far), ``rest_day_runs`` the
    chance of a run on a day without one, ``report_sd`` the noise of a told pain in points,
    ``check_ins`` the share of mornings told, ``silences`` the chance a day that a silence of
    ``silence_days`` begins, ``clinic_days`` how long it takes to be seen once told to.
    """

    adherence: float
    further_share: float
    further_by: float
    rest_day_runs: float
    report_sd: float
    check_ins: float
    silences: float
    silence_days: int
    clinic_days: int


@dataclass(frozen=True, slots=True)
class Usual:
    """What the runner was used to: runs a week, the longest one, the speed and the hour of day."""

    runs_a_week: int
    long_run_m: float
    speed_m_s: float
    hour: int

    def length_m(self, weekday: int) -> float:
        """The usual run of a weekday, Monday being 0; 0 on a day without one."""
        days = RUN_DAYS[self.runs_a_week]
        if weekday not in days:
            return 0.0
        return self.long_run_m * (1.0 if weekday == days[-1] else 0.6)

    @property
    def week_m(self) -> float:
        """Metres of a usual week."""
        return sum(self.length_m(weekday) for weekday in range(7))


RUN_DAYS = {2: (2, 6), 3: (1, 3, 6), 4: (0, 2, 4, 6), 5: (0, 1, 3, 4, 6)}


@dataclass(frozen=True, slots=True)
class SyntheticRunner:
    """One invented runner. ``condition`` is the truth, ``apparent`` what the story looks like.

    ``picture`` is how many findings of the apparent condition are told, ``seed`` draws the days.
    """

    index: int
    scenario: Scenario
    condition: Condition
    apparent: Condition
    runner: Runner
    usual: Usual
    history: tuple[SessionLoad, ...]
    tissue: Tissue
    start: TissueState
    habits: Habits
    wishes: Wishes
    duration_weeks: int
    picture: int
    seed: int


@dataclass(frozen=True, slots=True)
class Days:
    """Every draw of a runner's days, from 0 to 1 (noise: mean 0, spread 1).

    They do not depend on what the runner is told, so that policies meet the same luck.
    """

    uniform: npt.NDArray[np.float64]
    noise: npt.NDArray[np.float64]
    silent: npt.NDArray[np.bool_]

    def luck(self, day: int) -> Luck:
        """The tissue's luck of a day."""
        flare, unexplained, size = self.uniform[day, :3]
        return Luck(float(flare), float(unexplained), float(size), float(self.noise[day, 0]))


ADHERES, GOES_FURTHER, HOW_FAR, RUNS_ANYWAY, TELLS, LENGTH, STRENGTH = range(3, 10)
"""Columns of ``Days.uniform`` after those of the tissue."""


def draw_days(runner: SyntheticRunner, days: int) -> Days:
    """The draws of so many days."""
    draws = np.random.default_rng([runner.seed, runner.index, 1])
    uniform, noise = draws.random((days, 10)), draws.standard_normal((days, 5))
    begins = draws.random(days) < runner.habits.silences
    lengths = draws.integers(4, max(5, runner.habits.silence_days + 1), days)
    silent = uniform[:, TELLS] > runner.habits.check_ins
    for day in np.flatnonzero(begins).tolist():
        silent[day : day + int(lengths[day])] = True
    silent[0] = False  # the day of the intake
    return Days(uniform, noise, silent)


def synthetic_runner(
    index: int, scenario: Scenario, knowledge: Knowledge, seed: int
) -> SyntheticRunner:
    """The runner of that number; the same number and seed give the same runner.

    The scenario changes what the story looks like and the habits, never the body or the runs.
    """
    draws = np.random.default_rng([seed, index, 0])
    names = list(LOOKALIKES)
    condition = knowledge.conditions[names[index % len(names)]]
    wrong = scenario is Scenario.WRONG
    apparent = knowledge.conditions[LOOKALIKES[condition.id]] if wrong else condition
    usual = _usual(draws)
    history = _history(usual, int(draws.choice([0, 1, 3, 7, 14, 35])), draws)
    tissue, start = _tissue(condition, usual, draws)
    return SyntheticRunner(
        index=index,
        scenario=scenario,
        condition=condition,
        apparent=apparent,
        runner=Runner(float(draws.integers(18, 61)), _sex(draws)),
        usual=usual,
        history=history,
        tissue=tissue,
        start=start,
        wishes=_wishes(usual, draws),
        duration_weeks=int(draws.integers(1, 13)),
        picture=int(draws.integers(4, 8)),
        habits=_habits(scenario, draws),
        seed=seed,
    )


def _sex(draws: np.random.Generator) -> Sex:
    return Sex.FEMALE if draws.random() < 0.5 else Sex.MALE  # noqa: PLR2004  (one in two)


def _usual(draws: np.random.Generator) -> Usual:
    return Usual(
        runs_a_week=int(draws.choice([2, 3, 4, 5], p=[0.15, 0.4, 0.3, 0.15])),
        long_run_m=float(draws.integers(60, 181)) * 100,
        speed_m_s=float(draws.uniform(2.2, 3.3)),
        hour=int(draws.choice([6, 8, 12, 18], p=[0.2, 0.2, 0.1, 0.5])),
    )


def _history(usual: Usual, days_off: int, draws: np.random.Generator) -> tuple[SessionLoad, ...]:
    runs = []
    for back in range(HISTORY_DAYS, days_off, -1):
        day = START.date() - timedelta(days=back)
        length_m = usual.length_m(day.weekday()) * draws.uniform(0.85, 1.1)
        if length_m and draws.random() < 0.9:  # noqa: PLR2004  (one run in ten is left out)
            runs.append(run_on(day, length_m, usual))
    return tuple(runs)


def run_on(
    day: date, length_m: float, usual: Usual, not_before: datetime | None = None
) -> SessionLoad:
    """A recorded run at the runner's usual hour and speed, half an hour after a moment at least."""
    start = datetime(day.year, day.month, day.day, usual.hour, 30, tzinfo=UTC)
    if not_before is not None:
        start = max(start, not_before + timedelta(minutes=30))
    return SessionLoad(start, round(length_m), round(length_m / usual.speed_m_s))


def _tissue(
    condition: Condition, usual: Usual, draws: np.random.Generator
) -> tuple[Tissue, TissueState]:
    damage = float(draws.uniform(0.2, 0.5))
    kind = kind_of(condition)
    if kind is TissueKind.BONE:
        damage += 0.1
    weeks = condition.return_weeks
    needed = float(draws.triangular(weeks.low, (weeks.low + weeks.high) / 2, weeks.high + 0.1))
    tissue = Tissue(kind, 1.0, healing_a_day(needed, damage))
    capacity = 1.2 * _hardest_day_km(usual, tissue)
    tissue = Tissue(kind, capacity, tissue.healing_a_day)
    return tissue, TissueState(damage, capacity * float(draws.uniform(0.85, 1.0)))


def _hardest_day_km(usual: Usual, tissue: Tissue) -> float:
    carried, hardest = 0.0, 0.0
    for day in range(28):
        total = load_km(DayLoad(usual.length_m(day % 7)), tissue) + carried
        hardest, carried = max(hardest, total), total * tissue.own.carry_over
    return hardest


def _wishes(usual: Usual, draws: np.random.Generator) -> Wishes:
    busy = set(draws.choice(7, size=int(draws.integers(0, 3)), replace=False).tolist())
    minutes = tuple(0 if day in busy else int(draws.choice([45, 60, 90])) for day in range(7))
    race = Race(
        START.date() + timedelta(days=int(draws.integers(40, 160))),
        float(draws.choice([5000, 10_000, 21_097])),
    )
    return Wishes(
        minutes=minutes,
        equipment=frozenset({"mat", "band"}) if draws.random() < 0.7 else frozenset(),  # noqa: PLR2004
        races=(race,) if usual.runs_a_week > 2 and draws.random() < 0.3 else (),  # noqa: PLR2004
    )


def _habits(scenario: Scenario, draws: np.random.Generator) -> Habits:
    lazy, keen = scenario is Scenario.LAZY, scenario is Scenario.KEEN
    silent = scenario is Scenario.SILENT
    part = draws.random(5)
    return Habits(
        adherence=0.35 + 0.25 * part[0] if lazy else 0.85 + 0.15 * part[0],
        further_share=0.5 if keen else 0.05,
        further_by=0.3 + 0.7 * part[1] if keen else 0.15,
        rest_day_runs=0.08 + 0.15 * part[2] if keen else 0.01,
        report_sd=0.2 + 0.6 * part[3],
        check_ins=0.55 if lazy else 0.93,
        silences=0.02 if silent else 0.001,
        silence_days=35,
        clinic_days=1 + round(6 * part[4]) + (7 if lazy or keen else 0),
    )


def runners(
    count: int, scenarios: Sequence[Scenario], knowledge: Knowledge, seed: int
) -> tuple[SyntheticRunner, ...]:
    """So many runners in each scenario; runner by runner they have the same bodies."""
    return tuple(
        synthetic_runner(index, scenario, knowledge, seed)
        for scenario in scenarios
        for index in range(count)
    )
