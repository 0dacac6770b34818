"""Rules that count or space sessions over any seven days in a row, the past included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from stridewell.knowledge.warrant import Value
from stridewell.plan.schedule.breach import Found, kilometres
from stridewell.plan.schedule.limits import WINDOW_DAYS
from stridewell.plan.schedule.problem import PastSession, Session, WeekProblem
from stridewell.plan.schedule.timeline import (
    Days,
    Entry,
    is_hard_run,
    is_run,
    is_strength,
    is_training,
    millimetres,
    timeline,
    windows,
)
from stridewell.training_load.wording import day_name
from stridewell.values.wording import sentence_case

Which = Callable[[Session | PastSession], bool]


def runs_apart(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """Runs too close to one another."""
    return _too_close(problem, days, is_run, problem.limits.runs_min_gap_days)


def strength_apart(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """Strength sessions too close to one another."""
    return _too_close(problem, days, is_strength, problem.limits.strength_min_gap_days)


def hard_runs_apart(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """Hard runs too close to one another."""
    return _too_close(problem, days, is_hard_run, problem.limits.hard_runs_min_gap_days)


def runs_in_7(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """More runs in seven days than allowed."""
    return _too_many(problem, days, is_run, problem.limits.runs_7_days_max)


def strength_in_7(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """More strength sessions in seven days than allowed."""
    return _too_many(problem, days, is_strength, problem.limits.strength_7_days_max)


def hard_runs_in_7(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """More hard runs in seven days than allowed."""
    return _too_many(problem, days, is_hard_run, problem.limits.hard_runs_7_days_max)


def distance_in_7(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """More running in seven days than allowed; nothing where nothing limits it."""
    limit = problem.limits.running_7_days_max_m
    if limit is None:
        return
    most = millimetres(limit.value)
    for window, inside in _windows(problem, days, is_run):
        total = sum(each.mm for each in inside)
        if total > most and any(each.planned and each.mm for each in inside):
            told = f"{_span(problem, window)} would hold {kilometres(total / 1000)} of running"
            yield _found(f"{told}; {kilometres(limit.value)} is the limit.", inside)


def rest_day(problem: WeekProblem, days: Days) -> Iterator[Found]:
    """Fewer days of rest in seven than needed."""
    least = int(problem.limits.rest_days_7_min.value)
    for window, inside in _windows(problem, days, is_training):
        free = WINDOW_DAYS - len({each.day for each in inside})
        if free < least and any(each.planned for each in inside):
            told = f"{_span(problem, window)} would hold {_count(free, 'day')} of rest"
            yield _found(f"{told}; at least {least} is needed.", inside)


def _too_close(problem: WeekProblem, days: Days, which: Which, gap: Value) -> Iterator[Found]:
    chosen = [each for each in timeline(problem, days) if which(each.what)]
    for one, other in combinations(chosen, 2):
        apart = other.day - one.day
        if apart < gap.value and (one.planned or other.planned):
            told = f"{one.text} and {other.text} would be {_count(apart, 'day')} apart"
            yield _found(f"{sentence_case(told)}; at least {gap.value:g} are needed.", (one, other))


def _too_many(problem: WeekProblem, days: Days, which: Which, most: Value) -> Iterator[Found]:
    for window, inside in _windows(problem, days, which):
        if len(inside) > most.value and any(each.planned for each in inside):
            told = f"{_span(problem, window)} would hold {len(inside)}: "
            names = ", ".join(each.text for each in inside)
            yield _found(f"{told}{names}. At most {most.value:g} are allowed.", inside)


def _windows(problem: WeekProblem, days: Days, which: Which) -> Iterator[tuple[range, list[Entry]]]:
    chosen = [each for each in timeline(problem, days) if which(each.what)]
    for window in windows(problem, WINDOW_DAYS):
        yield window, [each for each in chosen if each.day in window]


def _found(text: str, entries: Sequence[Entry]) -> Found:
    planned = tuple(each.id for each in entries if each.planned)
    return Found(text, planned, tuple(sorted({each.day for each in entries})))


def _span(problem: WeekProblem, window: range) -> str:
    first, last = (problem.date_of(day) for day in (window[0], window[-1]))
    return f"The seven days from {day_name(first)} to {day_name(last)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def gap_text(what: str, gap: Value) -> str:
    """How far apart sessions of a kind are."""
    between = int(gap.value) - 1
    if between <= 0:
        return f"{sentence_case(what)} do not share a day."
    return f"Between {what} there is at least {_count(between, 'day')} free of them."


def most_text(noun: str, most: Value) -> str:
    """How many sessions of a kind seven days hold."""
    count = _count(int(most.value), noun)
    return f"Any seven days in a row hold at most {count}, those already done included."


def distance_text(problem: WeekProblem) -> str:
    """How much running seven days hold."""
    limit = problem.limits.running_7_days_max_m
    if limit is None:
        return "The distance of seven days is not limited."
    most = kilometres(limit.value)
    return f"Any seven days in a row hold at most {most} of running, past runs included."


def rest_text(problem: WeekProblem) -> str:
    """How many days of rest seven days hold."""
    least = _count(int(problem.limits.rest_days_7_min.value), "day")
    return f"Any seven days in a row hold at least {least} with nothing but mobility."
