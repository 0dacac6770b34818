"""The numbers behind the layout of a week: its hard limits, and the weights of its wishes."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Value

WINDOW_DAYS = 7
"""Counts and distances are limited over any so many days in a row."""


@dataclass(frozen=True, slots=True)
class WeekLimits:
    """The hard limits of a week, each with its warrant.

    A gap of two days lets one day lie between. The two distances are in metres and None where
    nothing limits them. ``rest_days_7_min`` counts days with nothing but mobility.
    """

    runs_min_gap_days: Value
    runs_7_days_max: Value
    strength_min_gap_days: Value
    strength_7_days_max: Value
    heavy_legs_before_run_gap_days: Value
    rest_days_7_min: Value
    hard_runs_min_gap_days: Value
    hard_runs_7_days_max: Value
    race_easy_days: Value
    sessions_a_day_max: Value
    running_7_days_max_m: Value | None = None
    longest_run_max_m: Value | None = None


@dataclass(frozen=True, slots=True)
class WeekWeights:
    """What one breach of each wish costs, in points; see ``preferences`` for the wishes."""

    left_out: int
    moved: int
    run_day: int
    rest_day: int
    shared_day: int
    hard_then_heavy: int
    crowded: int
    tight_day: int
    even_gap_days_max: int


def week_limits(
    knowledge: Knowledge,
    running_7_days_max_m: Value | None = None,
    longest_run_max_m: Value | None = None,
) -> WeekLimits:
    """The limits of the knowledge with the two distances that depend on the runner."""
    known = knowledge.reasoning
    return WeekLimits(
        runs_min_gap_days=known["week_runs_min_gap_days"],
        runs_7_days_max=known["runs_per_week_max"],
        strength_min_gap_days=known["week_strength_min_gap_days"],
        strength_7_days_max=known["strength_days_max"],
        heavy_legs_before_run_gap_days=known["week_heavy_before_run_days"],
        rest_days_7_min=known["week_rest_days_min"],
        hard_runs_min_gap_days=known["week_hard_runs_min_gap_days"],
        hard_runs_7_days_max=known["week_hard_runs_max"],
        race_easy_days=known["week_race_easy_days"],
        sessions_a_day_max=known["week_sessions_a_day_max"],
        running_7_days_max_m=running_7_days_max_m,
        longest_run_max_m=longest_run_max_m,
    )


def week_weights(knowledge: Knowledge) -> WeekWeights:
    """The weights of the knowledge."""

    def points(name: str) -> int:
        return int(knowledge.number(name))

    return WeekWeights(
        left_out=points("week_weight_left_out"),
        moved=points("week_weight_moved"),
        run_day=points("week_weight_run_day"),
        rest_day=points("week_weight_rest_day"),
        shared_day=points("week_weight_shared_day"),
        hard_then_heavy=points("week_weight_hard_then_heavy"),
        crowded=points("week_weight_crowded"),
        tight_day=points("week_weight_tight_day"),
        even_gap_days_max=points("week_even_gap_days_max"),
    )
