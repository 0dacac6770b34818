"""What became of the runners: flares, days to 30 minutes, days lost, who is back, limits broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stridewell.knowledge.records import Knowledge
from stridewell.simulate.recovery.audit import audit, counts
from stridewell.simulate.recovery.course import Course, Truth
from stridewell.simulate.recovery.runners import Scenario
from stridewell.simulate.recovery.tissue import TissueKind

FLARE_RISE, FLARE_LEAST, FLARE_APART_DAYS = 2.0, 3.0, 14
"""A flare: pain in daily life up by 2 points within two weeks, to 3 at least, once in two weeks."""
GOAL_MIN = 30.0
CALM_AFTER = 1.0
"""The morning after the 30 minutes pain is up by no more than this."""
HALF = 0.5
BACK_SHARE, BACK_PAIN, BACK_DAYS = 0.8, 2.0, 14
BROKEN_FROM = 0.95
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Outcome:
    """One course in numbers.

    ``days_to_30`` is None where it was not reached by the end. ``days_lost`` are days at whose end
    less than half of the usual week was run in the last seven; ``sore_days`` those with pain above
    5 in daily life or a limp. ``is_back`` says that the last two weeks held 80 % of the usual
    running with pain up to 2 and no flare. ``week_share`` is their running over the usual.
    """

    index: int
    scenario: Scenario
    condition: str
    kind: TissueKind
    policy: str
    days: int
    flares: int
    days_to_30: int | None
    days_lost: int
    sore_days: int
    is_back: bool
    week_share: float
    broke: bool
    visits: int
    breaches: Mapping[str, int]
    first_breach: Mapping[str, str]


def outcome_of(course: Course, knowledge: Knowledge) -> Outcome:
    """The numbers of one course, the audit included."""
    truth, runner = course.truth, course.runner
    flares = flare_days(truth.daily_pain)
    share = float(truth.run_m[-BACK_DAYS:].sum() / (2 * runner.usual.week_m))
    calm = bool((truth.daily_pain[-BACK_DAYS:] <= BACK_PAIN).all())
    days = len(truth.damage)
    found = audit(course, knowledge)
    return Outcome(
        index=runner.index,
        scenario=runner.scenario,
        condition=runner.condition.id,
        kind=runner.tissue.kind,
        policy=course.policy,
        days=days,
        flares=len(flares),
        days_to_30=day_of_goal(truth, knowledge, bone=runner.tissue.kind is TissueKind.BONE),
        days_lost=days_lost(truth.run_m, runner.usual.week_m),
        sore_days=int(((truth.daily_pain > 5) | truth.limp).sum()),  # noqa: PLR2004  (amber's end)
        is_back=share >= BACK_SHARE and calm and not any(d >= days - BACK_DAYS for d in flares),
        week_share=share,
        broke=bool((truth.damage >= BROKEN_FROM).any()),
        visits=course.visits,
        breaches=counts(found),
        first_breach={each.limit: f"{each.day}: {each.text}" for each in reversed(found)},
    )


def flare_days(pain: npt.NDArray[np.float64]) -> tuple[int, ...]:
    """The days on which a flare begins."""
    found: list[int] = []
    for day in range(1, len(pain)):
        before = pain[max(0, day - FLARE_APART_DAYS) : day].min()
        rises = pain[day] >= max(FLARE_LEAST, before + FLARE_RISE)
        if rises and (not found or day - found[-1] >= FLARE_APART_DAYS):
            found.append(day)
    return tuple(found)


def day_of_goal(truth: Truth, knowledge: Knowledge, *, bone: bool) -> int | None:
    """The first day of 30 unbroken minutes that hurt no more than green and settled overnight."""
    most = 1.0 if bone else knowledge.number("pain_green_max")
    calm = (truth.run_min >= GOAL_MIN - HALF) & (truth.run_pain <= most + HALF)
    rise = np.append(np.diff(truth.daily_pain), 0.0)
    reached = np.flatnonzero(calm & (rise <= CALM_AFTER))
    return int(reached[0]) + 1 if reached.size else None


def days_lost(run_m: npt.NDArray[np.float64], usual_week_m: float) -> int:
    """Days at whose end the last seven held less than half of the usual running."""
    added = np.convolve(run_m, np.ones(7))[: len(run_m)]
    return int((added < HALF * usual_week_m).sum())


def restricted_mean_days(outcomes: Sequence[Outcome]) -> float:
    """Mean days to the goal up to the end: who never reached it counts with the whole time."""
    return float(np.mean([_restricted(each) for each in outcomes]))


def _restricted(outcome: Outcome) -> float:
    return float(outcome.days if outcome.days_to_30 is None else outcome.days_to_30)


def kaplan_meier_median(outcomes: Sequence[Outcome]) -> int | None:
    """The day by which half had reached the goal; None where half never did.

    Everybody is followed to the same day, so the Kaplan–Meier curve is the plain share.
    """
    reached = sorted(each.days_to_30 for each in outcomes if each.days_to_30 is not None)
    needed = (len(outcomes) + 1) // 2
    return reached[needed - 1] if len(reached) >= needed else None


Measure = Callable[[Outcome], float]
MEASURES: Mapping[str, Measure] = {
    "flares": lambda o: float(o.flares),
    "days to 30 min": _restricted,
    "days lost": lambda o: float(o.days_lost),
    "sore days": lambda o: float(o.sore_days),
    "back at the end, %": lambda o: 100.0 * o.is_back,
    "running at the end, % of usual": lambda o: 100.0 * o.week_share,
}
"""What is compared; every one is a mean over runners."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % bootstrap interval over runners."""

    mean: float
    low: float
    high: float


def estimate(values: Sequence[float], seed: int = 1) -> Estimate:
    """The mean of values with a bootstrap interval; the same seed gives the same interval."""
    told = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(seed).integers(0, len(told), (RESAMPLES, len(told)))
    low, high = np.percentile(told[draws].mean(axis=1), [2.5, 97.5])
    return Estimate(float(told.mean()), float(low), float(high))


def paired_difference(
    ours: Sequence[Outcome], others: Sequence[Outcome], measure: Measure
) -> Estimate:
    """Ours minus theirs, runner by runner on the same seeds.

    Raises:
        KeyError: a runner of ours is missing among theirs.
    """
    theirs = {(each.scenario, each.index): measure(each) for each in others}
    return estimate([measure(each) - theirs[each.scenario, each.index] for each in ours])
