"""The numbers of a week come from the knowledge, every one with its warrant."""

from __future__ import annotations

from dataclasses import astuple, fields

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Value
from stridewell.plan.schedule.limits import WeekLimits, week_limits, week_weights
from week_problems import value


def test_every_limit_is_backed_by_a_known_source(knowledge: Knowledge) -> None:
    limits = week_limits(knowledge, value(24_000, "m"), value(8000, "m"))
    backed = [getattr(limits, each.name) for each in fields(WeekLimits)]
    assert all(isinstance(each, Value) for each in backed)
    known = [set(each.warrant.sources) & set(knowledge.sources) for each in backed]
    assert all(known)


def test_the_distances_are_open_where_nobody_set_them(knowledge: Knowledge) -> None:
    limits = week_limits(knowledge)
    assert limits.running_7_days_max_m is limits.longest_run_max_m is None


def test_every_wish_weighs_something_and_leaving_out_weighs_most(knowledge: Knowledge) -> None:
    weights = week_weights(knowledge)
    assert min(astuple(weights)) > 0
    assert weights.left_out == max(astuple(weights))
