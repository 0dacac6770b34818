"""The easier week: every fourth, if the three before it were trained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stridewell.knowledge.records import Knowledge
from stridewell.plan.day_log import EXERCISE_KINDS
from stridewell.plan.diary import Completion, Diary
from stridewell.plan.situation import WEEK_DAYS


def is_deload_week(diary: Diary, today: date, knowledge: Knowledge) -> bool:
    """Whether today lies in an easier week; weeks are counted from the day the plan began."""
    trained = sorted(
        {
            each.day
            for each in diary.sessions
            if each.kind in EXERCISE_KINDS and each.completion is not Completion.SKIPPED
        }
    )
    began = diary.began or (trained[0] if trained else today)
    week, every = (today - began).days // WEEK_DAYS, int(knowledge.number("deload_every_weeks"))
    if week < 0 or (week + 1) % every:
        return False
    starts = [began + timedelta(days=WEEK_DAYS * each) for each in range(week - every + 1, week)]
    needed = knowledge.number("programme_week_sessions")
    return all(_in_week(trained, start) >= needed for start in starts)


def _in_week(days: Sequence[date], start: date) -> int:
    return sum(start <= each < start + timedelta(days=WEEK_DAYS) for each in days)
