"""The ranking by example; its laws are in tests/properties."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cases import KNOWLEDGE, presented, well
from stridewell.differential.candidates import SOMETHING_ELSE, Candidate, Differential
from stridewell.differential.posterior import Posterior, posterior_of, softmax
from stridewell.differential.ranking import rank_candidates
from stridewell.intake.reading import Answer
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade


def ranked(answers: dict[str, Answer], seed: int = 1) -> Differential:
    return rank_candidates(presented(answers), KNOWLEDGE, np.random.default_rng(seed))


def posterior(answers: dict[str, Answer], seed: int = 1) -> Posterior:
    return posterior_of(presented(answers), KNOWLEDGE, np.random.default_rng(seed))


def candidate(differential: Differential, condition: str) -> Candidate:
    found = differential.candidate(condition)
    assert found is not None
    return found


GTPS_ENTRY = next(
    e for e in KNOWLEDGE.conditions["gtps"].evidence if e.finding == "night_pain_on_side"
)
ESTIMATE = Warrant(Grade.ESTIMATE, ("stridewell_estimate",))
STRONG = Warrant(Grade.STRONG, ("mellor_2018",))
OUTER_HIP = well() | {
    "pain_regions": ["lat_hip"],
    "night_pain": "on_side",
    "aggravators_posture": ["cross_legs", "hip_hang"],
}


def test_a_typical_story_leads_to_its_cause() -> None:
    first = ranked(OUTER_HIP).candidates[0]
    assert first.id == "gtps"
    assert first.probability > 2 * first.pretest
    assert first.reasons_for[0].strength == max(r.strength or 0 for r in first.reasons_for)
    assert all((r.strength or 0) < 0 for r in first.reasons_against)


def test_every_condition_and_something_else_is_ranked() -> None:
    ids = {each.id for each in ranked({}).candidates}
    assert ids == {*KNOWLEDGE.conditions, SOMETHING_ELSE}


def test_something_else_gives_no_reasons() -> None:
    rest = candidate(ranked(OUTER_HIP), SOMETHING_ELSE)
    assert rest.condition is None
    assert rest.reasons_for == rest.reasons_against == ()


def test_knowing_nothing_keeps_the_order_of_the_priors() -> None:
    differential = ranked({})
    by_prior = max(KNOWLEDGE.conditions.values(), key=lambda c: c.prior_percent.value)
    named = [c for c in differential.candidates if c.condition is not None]
    assert by_prior.id in {each.id for each in named[:3]}


def test_something_else_is_never_as_good_as_gone() -> None:
    least = KNOWLEDGE.number("something_else_least_percent") / 100
    found = posterior(OUTER_HIP)
    assert found.probability[-1] >= least
    assert found.probability.sum() == pytest.approx(1)


def test_other_draws_change_the_interval_a_little_and_the_order_not() -> None:
    one, two = ranked(OUTER_HIP, 1).candidates[0], ranked(OUTER_HIP, 2).candidates[0]
    assert one.id == two.id
    assert one.probability == pytest.approx(two.probability, abs=0.05)


def test_what_must_not_be_missed_is_marked() -> None:
    assert candidate(ranked({}), "cauda_equina").must_not_miss
    assert not candidate(ranked({}), "gtps").must_not_miss


def test_doubt_grows_with_every_uncertain_finding() -> None:
    less, more = posterior({}), posterior(OUTER_HIP)
    assert (more.sd[:-1] > less.sd[:-1]).all()


def test_a_strong_study_leaves_less_doubt_than_an_estimate() -> None:
    weak, firm = replace(GTPS_ENTRY, warrant=ESTIMATE), replace(GTPS_ENTRY, warrant=STRONG)
    told = presented({"night_pain": "on_side"})
    sds = []
    for entry in (weak, firm):
        gtps = replace(KNOWLEDGE.conditions["gtps"], evidence=(entry,))
        changed = replace(
            KNOWLEDGE, conditions={**KNOWLEDGE.conditions, "gtps": gtps}, version=str(entry)
        )
        found = posterior_of(told, changed, np.random.default_rng(1))
        sds.append(found.sd[found.weighed.tables.row("gtps")])
    assert sds[0] > sds[1]


def test_the_mean_lies_in_its_interval_and_shares_sum_to_one() -> None:
    found = posterior(OUTER_HIP)
    assert found.probability.sum() == pytest.approx(1)
    assert (found.low <= found.high).all()


def test_probabilities_from_log_odds() -> None:
    even = softmax(np.array([[0.0, 0.0], [1000.0, 0.0]]))
    assert even.tolist() == [[0.5, 0.5], [1.0, 0.0]]


def test_the_first_named_candidate_always_counts_as_likely() -> None:
    differential = ranked(OUTER_HIP)
    likely = differential.likely(1.0)
    assert [each.id for each in likely] == ["gtps"]
    assert len(differential.likely(0.0)) == len(KNOWLEDGE.conditions)
    assert differential.candidate("sore_toe") is None
