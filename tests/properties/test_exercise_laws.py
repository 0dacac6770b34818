"""Laws of programmes and exercises, over drawn diaries: silence and pain never lead forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from diaries import TODAY, with_diary
from plan_inputs import CALM, KNOWLEDGE, situation, with_causes, with_findings
from stridewell.knowledge.training import Stage
from stridewell.plan.day_log import read_days
from stridewell.plan.diary import Completion, Diary, ExerciseDone, Morning, SessionDone
from stridewell.plan.dosing import choose_exercises
from stridewell.plan.harm import why_not
from stridewell.plan.items import ActivityKind
from stridewell.plan.programme import standing_in, standings
from stridewell.plan.strength_progression import Direction
from stridewell.plan.wishes import Wishes

LENGTH = 38
NAMES = ("isometric_abduction", "bridge", "side_lying_abduction", "hip_thrust")
RANK = (Direction.REGRESS, Direction.DELOAD, Direction.START, Direction.HOLD, Direction.PROGRESS)
OUTER_HIP = KNOWLEDGE.programmes["outer_hip"]
SORE = with_causes({"gtps": 0.6}, with_findings(pain_daily=4, pain_running=4))
PLAUSIBLE = tuple(KNOWLEDGE.conditions)
Days: TypeAlias = list[int]


def when(number: int) -> date:
    return TODAY - timedelta(days=LENGTH - number)


pains = st.none() | st.integers(0, 8)
done = st.builds(
    ExerciseDone,
    exercise=st.sampled_from(NAMES),
    sets=st.none() | st.integers(1, 4),
    reps=st.none() | st.integers(4, 16),
    hold_s=st.none() | st.integers(1, 40),
    load_kg=st.none() | st.sampled_from([2.0, 5.0, 10.0]),
    pain=pains,
    clean=st.none() | st.booleans(),
)
sessions = st.builds(
    SessionDone,
    day=st.integers(0, LENGTH).map(when),
    kind=st.sampled_from([ActivityKind.STRENGTH, ActivityKind.WALK_RUN, ActivityKind.MOBILITY]),
    completion=st.sampled_from(Completion),
    pain_during=pains,
    exercises=st.lists(done, max_size=3).map(tuple),
)
mornings = st.builds(
    Morning,
    day=st.integers(0, LENGTH).map(when),
    pain_now=pains,
    worst_yesterday=pains,
    woke_at_night=st.none() | st.booleans(),
    limp=st.none() | st.booleans(),
)


@st.composite
def diligent(draw: st.DrawFn) -> Diary:
    """A runner who does and tells nearly everything; a few days are bad or missing."""
    bad = draw(st.dictionaries(st.integers(0, LENGTH), st.integers(1, 8), max_size=3))
    missing = draw(st.sets(st.integers(0, LENGTH), max_size=6))
    days = [each for each in range(LENGTH + 1) if each not in missing]
    told = (Morning(when(each), bad.get(each, 1), 1, woke_at_night=False) for each in days)
    trained = (
        SessionDone(
            when(each),
            ActivityKind.STRENGTH,
            Completion.DONE,
            pain_during=bad.get(each, 1),
            exercises=tuple(
                ExerciseDone(name, 4, draw(st.sampled_from([12, 15])), 45, 5.0, 1, 5, clean=True)
                for name in NAMES
            ),
        )
        for each in days
        if each % 3 == 1
    )
    return Diary(when(0), tuple(trained), tuple(told))


diaries = diligent() | st.builds(
    Diary,
    began=st.none() | st.just(when(0)),
    sessions=st.lists(sessions, max_size=25).map(lambda s: tuple(sorted(s, key=lambda e: e.day))),
    mornings=st.lists(mornings, max_size=25).map(lambda m: tuple(sorted(m, key=lambda e: e.day))),
)


def stage(diary: Diary) -> int:
    return standing_in(OUTER_HIP, situation(with_diary(diary, SORE))).index


def directions(diary: Diary) -> dict[str, int]:
    chosen, _ = choose_exercises(situation(with_diary(diary, SORE)))
    return {each.exercise.id: RANK.index(each.change.direction) for each in chosen}


def with_more_pain(diary: Diary, points: int) -> Diary:
    """Every session and every pain told at a check-in hurts so much more."""

    def more(pain: int | None) -> int | None:
        return None if pain is None else min(10, pain + points)

    return replace(
        diary,
        sessions=tuple(
            replace(
                each,
                pain_during=more(each.pain_during),
                exercises=tuple(replace(e, pain=more(e.pain)) for e in each.exercises),
            )
            for each in diary.sessions
        ),
        mornings=tuple(
            replace(each, pain_now=more(each.pain_now), worst_yesterday=more(each.worst_yesterday))
            for each in diary.mornings
        ),
    )


@given(diaries, st.randoms(use_true_random=False))
def test_the_order_within_a_day_does_not_matter(diary: Diary, random: Random) -> None:
    shuffled_sessions, shuffled_mornings = list(diary.sessions), list(diary.mornings)
    random.shuffle(shuffled_sessions)
    random.shuffle(shuffled_mornings)
    other = replace(diary, sessions=tuple(shuffled_sessions), mornings=tuple(shuffled_mornings))
    assert read_days(diary, TODAY) == read_days(other, TODAY)
    assert stage(diary) == stage(other)
    assert directions(diary) == directions(other)


@given(diaries, st.integers(1, 5))
def test_more_pain_never_leads_further(diary: Diary, points: int) -> None:
    assert stage(with_more_pain(diary, points)) <= stage(diary)


@given(diligent(), st.sets(st.integers(0, LENGTH)))
def test_calm_mornings_that_are_missing_never_lead_further(diary: Diary, silent: set[int]) -> None:
    """A red morning would; so would the one before it, from which the rise is counted."""
    told = {each.day: each.pain_now or 0 for each in diary.mornings}
    kept = tuple(
        each
        for each in diary.mornings
        if (LENGTH - (TODAY - each.day).days) not in silent
        or told[each.day] > 1
        or told.get(each.day + timedelta(days=1), 0) > 1
    )
    assert stage(replace(diary, mornings=kept)) <= stage(diary)


@given(diaries, st.integers(1, 200))
def test_silence_never_leads_further(diary: Diary, days: int) -> None:
    later = with_diary(diary, SORE)
    later = replace(later, at=later.at + timedelta(days=days), answers_at=later.at)
    assert standing_in(OUTER_HIP, situation(later)).index <= stage(diary)


@given(diaries)
def test_an_empty_log_of_an_exercise_never_progresses(diary: Diary) -> None:
    untold = replace(
        diary,
        sessions=tuple(
            replace(
                each,
                exercises=tuple(ExerciseDone(e.exercise, pain=e.pain) for e in each.exercises),
            )
            for each in diary.sessions
        ),
    )
    assert all(rank < RANK.index(Direction.PROGRESS) for rank in directions(untold).values())


@cache
def _everything() -> Wishes:
    return Wishes(equipment=frozenset(KNOWLEDGE.equipment))


@given(
    st.dictionaries(st.sampled_from(PLAUSIBLE), st.sampled_from([0.06, 0.1, 0.3, 0.5]), min_size=1),
    diaries,
    st.booleans(),
)
def test_nothing_chosen_is_to_be_avoided_for_a_plausible_cause(
    causes: dict[str, float],
    diary: Diary,
    gentle: bool,  # noqa: FBT001
) -> None:
    inputs = replace(with_diary(diary, with_causes(causes, CALM)), wishes=_everything())
    now = situation(inputs)
    chosen, _ = choose_exercises(now, gentle_only=gentle)
    assert len({each.exercise.id for each in chosen}) == len(chosen)
    for each in chosen:
        assert {cause.id for cause in now.causes}.isdisjoint(each.exercise.avoid_for)
        assert why_not(each.exercise, now) is None
        assert each.exercise.offered
        assert each.stage in each.exercise.doses
        assert not gentle or (each.exercise.gentle and each.stage is Stage.START)


@given(diligent())
def test_the_stage_of_a_plan_is_one_of_its_programme(diary: Diary) -> None:
    for each in standings(situation(with_diary(diary, SORE))):
        assert each.stage in each.programme.stages
        assert each.weeks >= 0
        assert each.sessions >= 0
