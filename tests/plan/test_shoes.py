from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from around import AROUND, NEW, OLD, TODAY, ago, log_of, logged
from plan_inputs import situation, with_causes
from stridewell.plan.causes_grouped import grouped_causes
from stridewell.plan.shoe_advice import Wearer, shoe_advice
from stridewell.plan.shoe_ramp import RampPlan, ramp_of, ramp_plan, schedule
from stridewell.plan.shoes import (
    Cushioning,
    LoggedRun,
    Shoe,
    ShoeKind,
    ShoeLog,
    ShoeRun,
    changes_before,
    shoe_log,
)

HALF_YEAR = logged(range(180, 0, -3))


def told(log: ShoeLog, wearer: Wearer | None = None) -> str:
    advice = shoe_advice(log, wearer or Wearer(TODAY), AROUND)
    return " | ".join(note.text for note in advice.notes)


def switched(new: Shoe, days_ago: int, every: int = 3) -> ShoeLog:
    """A half-year in the old pair, with every so many runs in a new one since some days ago."""
    worn = [
        new.id if each.day >= ago(days_ago) and i % every == 0 else OLD.id
        for i, each in enumerate(HALF_YEAR)
    ]
    return log_of(HALF_YEAR, worn, (OLD, new))


@pytest.mark.parametrize(
    "impossible",
    [
        {"name": " "},
        {"drop_mm": 400.0},
        {"mass_g": -1.0},
        {"bought": date(2026, 5, 1), "retired": date(2026, 4, 1)},
    ],
)
def test_an_impossible_pair_is_refused(impossible: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"shoes|lies|retired"):
        replace(OLD, **impossible)  # type: ignore[arg-type]


def test_a_pair_has_run_what_its_runs_add_up_to() -> None:
    log = log_of(logged([9, 6, 3], km=10), ["old", "new", "old"], (replace(OLD, start_km=100), NEW))
    assert [log.km_of(shoe) for shoe in log.shoes] == pytest.approx([120, 10])


def test_of_two_pairs_named_for_a_run_the_later_counts() -> None:
    links = [ShoeRun(1, "old"), ShoeRun(1, "new")]
    log = shoe_log((OLD, NEW), links, logged([3]))
    assert log.worn == {1: "new"}
    assert shoe_log((OLD, NEW), [*links, ShoeRun(1, "")], logged([3])).without_shoes


RUNS = st.lists(
    st.tuples(st.integers(0, 400), st.none() | st.floats(0, 50_000), st.sampled_from("ab")),
    max_size=12,
)


@given(RUNS, st.randoms())
def test_the_order_of_runs_does_not_matter(
    rows: list[tuple[int, float | None, str]], order: Random
) -> None:
    shoes = (Shoe("a", "A"), Shoe("b", "B"))
    runs = [LoggedRun(i, ago(days), metres) for i, (days, metres, _) in enumerate(rows)]
    links = [ShoeRun(i, shoe) for i, (_, _, shoe) in enumerate(rows)]
    before = shoe_log(shoes, links, runs)
    order.shuffle(runs)
    order.shuffle(links)
    after = shoe_log(shoes, links, runs)
    assert [after.km_of(s) for s in shoes] == pytest.approx([before.km_of(s) for s in shoes])
    known = sum(metres or 0 for _, metres, _ in rows) / 1000
    assert sum(after.km_of(shoe) for shoe in shoes) == pytest.approx(known)


def test_a_pair_new_in_the_weeks_before_the_pain_is_named_and_not_blamed() -> None:
    log = switched(replace(NEW, drop_mm=4), days_ago=40)
    advice = shoe_advice(log, Wearer(TODAY, pain_since=ago(10)), AROUND)
    assert [change.shoe.id for change in advice.changes] == ["new"]
    assert "drop 10 → 4 mm" in told(log, Wearer(TODAY, pain_since=ago(10)))
    assert "does not make it the cause" in told(log, Wearer(TODAY, pain_since=ago(10)))


def test_a_pair_new_long_before_or_after_the_pain_is_not_named() -> None:
    for days_ago, pain_since in ((150, ago(10)), (20, ago(30))):
        assert changes_before(switched(NEW, days_ago), pain_since, AROUND) == ()


def test_two_things_changed_at_once_is_a_warning() -> None:
    softer = replace(NEW, drop_mm=4, cushioning=Cushioning.SOFT)
    firm = replace(OLD, cushioning=Cushioning.FIRM)
    worn = ["new" if each.day >= ago(30) else "old" for each in HALF_YEAR]
    log = log_of(HALF_YEAR, worn, (firm, softer))
    assert "More than one thing changed" in told(log)


def test_a_new_pair_beside_a_cue_on_trial_is_a_warning() -> None:
    log = switched(NEW, days_ago=6)
    assert "one thing at a time" in told(log, Wearer(TODAY, other_change="a cue is being tried"))
    assert "one thing at a time" not in told(log)


def test_the_usual_distances_are_called_a_habit() -> None:
    log = log_of(HALF_YEAR, [OLD.id] * len(HALF_YEAR), (replace(OLD, start_km=300),))
    assert "no trial has tested them" in told(log)


def test_two_pairs_and_only_one_worn_asks_for_turns() -> None:
    unworn = replace(NEW, start_km=50)
    log = log_of(HALF_YEAR, [OLD.id] * len(HALF_YEAR), (OLD, unworn))
    assert "take turns" in told(log)


def test_a_light_runner_in_firm_soles_hears_of_the_trial() -> None:
    firm = replace(OLD, cushioning=Cushioning.FIRM)
    log = log_of(HALF_YEAR, [OLD.id] * len(HALF_YEAR), (firm,))
    assert "softer" in told(log, Wearer(TODAY, mass_kg=55, is_female=True))
    assert "softer" not in told(log, Wearer(TODAY, mass_kg=95, is_female=False))
    assert "softer" not in told(log)


def test_a_lower_drop_waits_while_the_heel_cord_is_sore() -> None:
    log = switched(replace(NEW, drop_mm=0), days_ago=6)
    causes = grouped_causes(situation(with_causes({"achilles_tendinopathy": 0.5})))
    assert "Leave New pair for now" in told(log, Wearer(TODAY, causes=causes))
    assert "calf raises" in told(log)


@pytest.mark.parametrize(
    ("new", "weeks"),
    [
        (NEW, "shoe_ramp_weeks"),
        (replace(NEW, drop_mm=4), "shoe_lower_weeks"),
        (replace(NEW, drop_mm=0, kind=ShoeKind.MINIMAL), "shoe_minimal_weeks"),
    ],
)
def test_the_lower_the_pair_the_longer_it_takes(new: Shoe, weeks: str) -> None:
    ramp = ramp_of(switched(new, days_ago=6), new, OLD, AROUND)
    assert ramp.reason.rule == weeks
    per_week = len([r for r in HALF_YEAR if (HALF_YEAR[-1].day - r.day).days < 28]) / 4
    assert ramp.plan.total_runs / per_week >= AROUND.number(weeks)


def test_a_pair_worn_too_often_says_so_and_rests() -> None:
    ramp = ramp_of(switched(NEW, days_ago=20, every=1), NEW, OLD, AROUND)
    assert ramp.is_over
    assert ramp.next_runs[0] is False


PLANS = st.builds(ramp_plan, st.floats(1, 16), st.floats(1, 10), st.just(AROUND))


@given(PLANS)
def test_a_ramp_never_goes_above_its_share_and_never_back(plan: RampPlan) -> None:
    told = schedule(plan, [], plan.total_runs)
    assert told[0]
    for end in range(1, len(told) + 1):
        window = told[max(0, end - plan.window) : end]
        assert sum(window) <= plan.most_in_window(end - 1)
    size = plan.stage_runs
    stages = [sum(told[i : i + size]) for i in range(0, len(told), size)]
    assert stages == sorted(stages)
    assert list(plan.shares) == sorted(plan.shares)
    assert plan.stage_of(plan.total_runs) is None


@given(PLANS, st.lists(st.booleans(), max_size=40))
def test_whatever_was_worn_the_next_runs_stay_within_the_share(
    plan: RampPlan, worn: list[bool]
) -> None:
    told = [*worn, *schedule(plan, worn, 40)]
    for run in range(len(worn), len(told)):
        if told[run] and plan.stage_of(run) is not None:
            assert sum(told[max(0, run - plan.window + 1) : run + 1]) <= plan.most_in_window(run)


@given(st.floats(1, 16), st.floats(1, 10))
def test_a_ramp_lasts_at_least_its_weeks(weeks: float, a_week: float) -> None:
    plan = ramp_plan(weeks, a_week, AROUND)
    assert plan.total_runs / a_week >= weeks - 1e-9


def named_by_app(gears: Sequence[str], days_ago: Sequence[int]) -> ShoeLog:
    """A log of runs whose export names the shoes, and nothing else."""
    runs = logged(days_ago)
    return shoe_log((), (), [replace(r, gear=g) for r, g in zip(runs, gears, strict=True)])


def test_pairs_of_long_ago_that_an_app_names_bring_no_advice() -> None:
    gears = ["Old"] * 200 + ["Race"] * 2 + ["Daily"] * 20
    days = [*range(900, 700, -1), 600, 500, *range(40, 20, -1)]
    log = named_by_app(gears, days)
    advice = shoe_advice(log, Wearer(TODAY), AROUND)
    assert log.km_of(log.shoes[0]) == 1600
    assert {each.shoe.name for each in advice.ramps} <= {"Daily"}
    assert " has run " not in " ".join(each.text for each in advice.notes)
    assert [each.name for each in log.lately_first] == ["Daily", "Race", "Old"]


def test_a_pair_the_runner_told_of_stays_at_hand_until_it_is_retired() -> None:
    log = log_of(logged([400]), ["old"], (OLD,))
    assert log.at_hand(TODAY) == (OLD,)


def test_the_first_pair_an_app_names_is_not_called_new() -> None:
    log = named_by_app(["", "", "Glide", "Glide"], [60, 50, 20, 10])
    assert changes_before(log, TODAY, AROUND) == ()
