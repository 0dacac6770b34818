"""Sleep and stress of the last week, and what they suggest for the plan, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor
from statistics import mean

from stridewell.knowledge.fuel import SleepKnowledge, SleepNeed
from stridewell.knowledge.records import Knowledge
from stridewell.plan.diary import Morning
from stridewell.values.evidence import Grade, Reason

HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True)
class SleepWeek:
    """The told nights of the last week; hours."""

    nights: int
    mean_h: float
    short_nights: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """Sleep and stress of the last week.

    ``sleep`` is None without a told night; ``hold`` suggests to keep the training as it is for
    now instead of adding to it; ``lines`` say all of it, with what each rests on.
    """

    need: SleepNeed | None
    sleep: SleepWeek | None
    stress_days: int
    hold: bool
    lines: tuple[Reason, ...]


def recovery(mornings: Sequence[Morning], day: date, age: float, knowledge: Knowledge) -> Recovery:
    """Judge the check-ins of the last days up to ``day``; what was not told stays unknown."""
    known = knowledge.fuel.sleep
    window = timedelta(days=known.number("window_days"))
    recent = [each for each in mornings if day - window < each.day <= day]
    need = need_of(age, known)
    sleep = _sleep(recent, need)
    stress_days = _stress_days(recent, known)
    told = sleep is not None and sleep.nights >= known.number("least_nights")
    short = told and sleep is not None and sleep.short_nights >= known.number("short_nights")
    tense = stress_days >= known.number("stress_days")
    lines = (
        _sleep_line(sleep, need, known),
        *((_short_line(known),) if short else ()),
        *((_stress_line(stress_days, known),) if tense else ()),
        *((_woken_line(),) if _woken(recent) >= known.number("woken_nights") else ()),
    )
    return Recovery(need, sleep, stress_days, short or tense, lines)


def need_of(age: float, known: SleepKnowledge) -> SleepNeed | None:
    """How long people of an age sleep when they sleep enough; None for ages without advice."""
    years = floor(age)
    return next((need for need in known.needs.values() if need.ages.contains(years)), None)


def _sleep(recent: Sequence[Morning], need: SleepNeed | None) -> SleepWeek | None:
    """One night a day: of several check-ins the last that told of it counts."""
    hours = {
        each.day: each.sleep_h
        for each in recent
        if each.sleep_h is not None and 0 <= each.sleep_h <= HOURS_OF_A_DAY
    }
    if not hours:
        return None
    enough = need.band.range.low if need is not None else 0.0
    return SleepWeek(
        len(hours), mean(hours.values()), sum(each < enough for each in hours.values())
    )


def _stress_days(recent: Sequence[Morning], known: SleepKnowledge) -> int:
    high = known.number("stress_high")
    return len({each.day for each in recent if each.stress is not None and each.stress >= high})


def _woken(recent: Sequence[Morning]) -> int:
    return len({each.day for each in recent if each.woke_at_night})


def _sleep_line(sleep: SleepWeek | None, need: SleepNeed | None, known: SleepKnowledge) -> Reason:
    if need is None or sleep is None or sleep.nights < known.number("least_nights"):
        return Reason(
            "Too few nights of the last week were told to say something about your sleep.",
            ("stridewell_design",),
            rule="sleep",
        )
    span = need.band.range
    nights = "1 night was" if sleep.short_nights == 1 else f"{sleep.short_nights} nights were"
    return Reason(
        f"You slept {sleep.mean_h:.1f} h a night on average ({sleep.nights} nights told). People "
        f"of your age mostly need {span.low:g} to {span.high:g} h; {nights} shorter.",
        need.band.warrant.sources,
        rule="sleep",
        grade=need.band.warrant.grade,
    )


def _short_line(known: SleepKnowledge) -> Reason:
    grounds = known.grounds["sleep"]
    return Reason(
        "Keep the training as it is until sleep is better, instead of adding to it. "
        f"{grounds.text}",
        grounds.warrant.sources,
        rule="short_sleep",
        grade=grounds.warrant.grade,
    )


def _stress_line(days: int, known: SleepKnowledge) -> Reason:
    grounds = known.grounds["stress"]
    return Reason(
        f"Stress was high on {days} days of the last week. Keep the training as it is, or do a "
        f"little less, until it is calmer. {grounds.text}",
        grounds.warrant.sources,
        rule="stress",
        grade=grounds.warrant.grade,
    )


def _woken_line() -> Reason:
    return Reason(
        "Pain woke you on several nights. That is not bad sleep but a sign to have looked at; "
        "tell about it in the check-in.",
        ("stridewell_design",),
        rule="woken",
        grade=Grade.EXPERT,
    )
