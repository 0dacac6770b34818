"""Every limit fires on a planted breach, and on nothing that is allowed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulate.recovery.pages import (
    AT,
    KNOWLEDGE,
    broken,
    facts,
    ladder_done,
    morning,
    page,
    recorded,
    run,
    strength,
    walk_run,
)
from stridewell.knowledge.records import Level
from stridewell.knowledge.training import ExerciseKind, Stage
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.items import Activity, ActivityKind
from stridewell.simulate.recovery.audit import LIMITS
from stridewell.simulate.recovery.ledger import Page
from stridewell.simulate.recovery.limit_names import LIMIT_NAMES
from stridewell.values.evidence import State

BONE = {"bsi_pelvis": 0.4, "adductor_related": 0.2}
CROSS = Activity(ActivityKind.CROSS_TRAIN, "", minutes=40)


def heavy_exercise() -> tuple[str, Stage]:
    """Work that needs a day before the next run; one is made up while the library has none."""
    for exercise in KNOWLEDGE.exercises.values():
        for stage in exercise.heavy_legs:
            return exercise.id, stage
    pytest.skip("no exercise is marked as heavy for the legs yet")


def strong_exercise() -> tuple[str, Stage]:
    """Real strength work, of two or three days a week."""
    most = KNOWLEDGE.number("strength_days_max")
    return next(
        (each.id, Stage(stage))
        for each in KNOWLEDGE.exercises.values()
        if each.kind is ExerciseKind.STRENGTH and not each.gentle
        for stage, dose in each.doses.items()
        if dose.days_per_week <= most
    )


def strong_day(days_ago: int = 0, *more: Activity) -> Page:
    name, stage = strong_exercise()
    return page(*more, strength(name), days_ago=days_ago, stages={name: stage}, causes={})


def test_every_limit_has_words() -> None:
    assert set(LIMIT_NAMES) == set(LIMITS)


def test_an_ordinary_day_breaks_nothing() -> None:
    assert not broken(page(run()))
    assert not broken(page(Activity(ActivityKind.REST, "")))


@pytest.mark.parametrize("level", [Level.EMERGENCY_NOW, Level.SAME_DAY])
def test_training_while_urgent(level: Level) -> None:
    assert "urgent" in broken(page(CROSS, level=level))


def test_a_run_before_a_clinician_has_looked() -> None:
    assert broken(page(run(), level=Level.WITHIN_DAYS)) == {"within_days"}
    assert not broken(page(CROSS, level=Level.WITHIN_DAYS))


def test_a_run_for_a_child_or_an_unknown_age() -> None:
    hurts = facts(["hip_thigh_or_knee_pain"], age=15.0)
    assert broken(page(run(), facts=hurts)) == {"child"}


def test_a_run_with_bone_uncleared() -> None:
    assert "bone_uncleared" in broken(page(run(), causes=BONE))


def test_a_jump_with_bone_uncleared() -> None:
    jump = next((each.id for each in KNOWLEDGE.exercises.values() if each.impact), None)
    if jump is None:
        pytest.skip("no exercise is marked as a jump yet")
    assert "bone_uncleared" in broken(page(strength(jump), causes=BONE))


def test_a_run_with_pain_in_a_cleared_bone() -> None:
    cleared = frozenset(BONE)
    assert "bone_pain" in broken(page(run(), causes=BONE, cleared=cleared))
    calm = (morning(now=0, during_last_run=0),)
    assert not broken(page(run(), causes=BONE, cleared=cleared, mornings=calm))


def test_a_run_with_a_limp_told_or_answered() -> None:
    assert broken(page(run(), mornings=(morning(limp=True),))) == {"limp"}
    assert broken(page(run(), facts=facts(["limp"]))) == {"limp"}


def test_a_run_with_too_much_pain() -> None:
    assert broken(page(run(), mornings=(morning(now=6),))) == {"daily_pain"}
    assert broken(page(run(), mornings=(morning(during_last_run=6),))) == {"running_pain"}


def test_a_run_without_knowing_the_pain() -> None:
    unknown = facts()
    unknown = type(unknown)(unknown.states, {"age": 40.0})
    assert broken(page(run(), mornings=(), facts=unknown)) == {"unknown_pain"}


def test_a_run_after_a_night_that_woke_the_runner() -> None:
    assert broken(page(run(), mornings=(morning(woke_at_night=True),))) == {"night"}


def test_a_run_after_a_morning_that_was_clearly_worse() -> None:
    worse = (morning(2, now=0), morning(now=2))
    assert broken(page(run(), mornings=worse, runs=(recorded(1.8),))) == {"morning_rise"}
    assert not broken(page(run(), mornings=worse))


def test_a_run_on_old_answers_or_on_answers_still_to_come() -> None:
    assert broken(page(run(), answers_at=AT - timedelta(days=4))) == {"stale"}
    assert broken(page(run(), answers_at=AT + timedelta(days=1))) == {"stale"}


def test_a_run_with_a_critical_question_open() -> None:
    assert broken(page(run(), facts=facts(fever=State.UNKNOWN))) == {"safety_open"}


def test_a_run_far_longer_than_the_longest() -> None:
    assert broken(page(run(km=5.6))) == {"spike"}
    assert not broken(page(run(km=5.5)))
    assert broken(page(run(km=5.6), runs=(recorded(31, km=20), recorded(3)))) == {"spike"}


def test_every_run_of_a_day_is_looked_at_for_its_length() -> None:
    assert "spike" in broken(page(run(km=2), run(km=9)))


def test_anything_but_the_first_step_without_a_run_to_compare_with() -> None:
    assert "no_baseline" in broken(page(run(), runs=()))
    assert "no_baseline" in broken(page(walk_run(2), runs=()))
    assert not broken(page(walk_run(1), runs=()))


def test_runs_on_two_days_in_a_row_or_twice_a_day() -> None:
    assert broken(page(run(), runs=(recorded(0.8),))) == {"consecutive"}
    assert broken(page(run(), runs=(recorded(0.1), recorded(3)))) == {"consecutive"}
    assert broken(page(run(), days_ago=1), page(run())) == {"consecutive"}
    assert broken(page(run(), run())) == {"consecutive"}


def test_a_run_known_to_be_skipped_does_not_count() -> None:
    skipped = SessionDone((AT - timedelta(days=1)).date(), ActivityKind.RUN, Completion.SKIPPED)
    assert not broken(page(run(), days_ago=1), page(run(), done=(skipped,)))


def test_too_many_runs_in_seven_days() -> None:
    days = [page(run(), days_ago=back) for back in (6, 5, 3, 2, 0)]
    assert "runs_a_week" in broken(*days)


def test_seven_days_without_rest() -> None:
    days = [page(CROSS, days_ago=back) for back in range(6, -1, -1)]
    assert broken(*days) == {"rest_day"}
    days[3] = page(days_ago=3)
    assert not broken(*days)


def test_heavy_legs_on_the_day_before_a_run() -> None:
    name, stage = heavy_exercise()
    heavy = page(strength(name), days_ago=1, stages={name: stage}, causes={})
    assert "heavy_legs" in broken(heavy, page(run(), causes={}))


def test_strength_on_two_days_in_a_row() -> None:
    assert broken(strong_day(1), strong_day()) == {"strength_apart"}
    assert not broken(strong_day(2), page(days_ago=1), strong_day())


def test_too_many_strength_days_in_seven() -> None:
    days = [strong_day(back) if back % 2 == 0 else page(days_ago=back) for back in range(6, -1, -1)]
    assert broken(*days) == {"strength_days"}


def test_of_two_plans_of_one_day_the_newest_counts() -> None:
    assert broken(strong_day(1), page(days_ago=1), strong_day()) == set()
    assert broken(page(days_ago=1), strong_day(1), strong_day()) == {"strength_apart"}


def test_an_exercise_that_a_likely_cause_forbids() -> None:
    exercise = next(each for each in KNOWLEDGE.exercises.values() if each.avoid_for)
    causes = {exercise.avoid_for[0]: 0.5}
    assert "harm" in broken(page(strength(exercise.id), causes=causes))


def test_training_on_a_day_without_time() -> None:
    assert broken(page(run(), minutes=0)) == {"unavailable"}
    assert broken(page(run(), minutes=20)) == {"unavailable"}


def test_a_new_thing_before_the_one_before_it_has_had_its_good_runs() -> None:
    first, second, *_ = KNOWLEDGE.reintroduced.values()
    good = tuple(
        SessionDone(
            (AT - timedelta(days=3 * back)).date(),
            ActivityKind.RUN,
            Completion.DONE,
            pain_during=1,
            extra=first.id,
        )
        for back in range(first.sessions, 0, -1)
    )
    assert not broken(page(run(extra=first.id)))
    assert broken(page(run(extra=second.id), done=good[1:])) == {"one_at_a_time"}
    assert not broken(page(run(extra=second.id), done=good))


def test_a_ladder_step_that_was_not_earned() -> None:
    once = (ladder_done(3, 1),)
    twice = (ladder_done(5, 1), ladder_done(3, 1))
    assert broken(page(walk_run(2), done=once)) == {"ladder"}
    assert not broken(page(walk_run(2), done=twice))
    assert broken(page(walk_run(3), done=twice)) == {"ladder"}


@pytest.mark.parametrize(
    "last",
    [
        ladder_done(3, 1, pain=4),
        ladder_done(3, 1, pain=None),
        ladder_done(3, 1, completion=Completion.PARTLY),
        ladder_done(3, 1, completion=Completion.SKIPPED),
    ],
)
def test_only_whole_calm_sessions_earn_a_step(last: SessionDone) -> None:
    assert broken(page(walk_run(2), done=(ladder_done(5, 1), last))) == {"ladder"}


def test_a_skipped_session_sets_no_beginning() -> None:
    skipped = (ladder_done(3, 3, completion=Completion.SKIPPED),)
    assert not broken(page(walk_run(4), done=skipped))


def test_a_red_session_takes_a_step_back() -> None:
    red = (ladder_done(5, 3), ladder_done(3, 3, limped=True))
    assert broken(page(walk_run(3), done=red)) == {"ladder"}
    assert not broken(page(walk_run(2), done=red))


def test_bone_steps_back_two_after_any_pain() -> None:
    hurt = (ladder_done(5, 4, 0, "B"), ladder_done(3, 4, 1, "B"))
    cleared = frozenset(BONE)
    high = page(walk_run(3, "B"), done=hurt, causes=BONE, cleared=cleared)
    low = page(walk_run(2, "B"), done=hurt, causes=BONE, cleared=cleared)
    assert "ladder" in broken(high)
    assert "ladder" not in broken(low)


def test_a_ladder_begins_low_after_a_long_break() -> None:
    assert broken(page(walk_run(2), runs=(recorded(29, km=5),))) == {"ladder"}


def test_progress_over_a_silence() -> None:
    silent = (morning(9), morning(0))
    done = (ladder_done(11, 1), ladder_done(9, 1))
    before = page(walk_run(1), days_ago=9, done=done[:1])
    assert broken(before, page(walk_run(2), mornings=silent, done=done)) == {"silence"}
    assert not broken(before, page(walk_run(1), mornings=silent, done=done))
