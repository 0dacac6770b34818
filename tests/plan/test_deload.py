"""Every fourth week is easier, if the three before it were trained."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diaries import TODAY, kept
from plan_inputs import KNOWLEDGE
from stridewell.plan.deload import is_deload_week
from stridewell.plan.diary import Diary


def easier(diary: Diary) -> bool:
    return is_deload_week(diary, TODAY, KNOWLEDGE)


def test_the_fourth_week_is_easier_and_its_neighbours_are_not() -> None:
    assert [easier(kept(days)) for days in (14, 20, 21, 27, 28)] == [
        *(False, False),
        *(True, True, False),
    ]


def test_so_is_the_eighth() -> None:
    assert easier(kept(50))


def test_not_after_a_week_without_training() -> None:
    diary = kept(22)
    first = TODAY - timedelta(days=15)
    fewer = tuple(each for each in diary.sessions if each.day >= first)
    assert not easier(replace(diary, sessions=fewer))


def test_not_for_somebody_who_has_never_trained() -> None:
    assert not easier(Diary())
    assert not easier(Diary(began=TODAY - timedelta(days=21)))
