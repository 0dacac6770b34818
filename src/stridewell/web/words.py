"""How numbers, days and doses are said to a person."""

from __future__ import annotations

from datetime import date, datetime

RARE, NEARLY_SURE = 0.01, 0.99
M_PER_KM = 1000


def percent(probability: float) -> str:
    """A probability in whole percent; the ends are not rounded to never or certain."""
    if probability < RARE:
        return "under 1 %"
    if probability > NEARLY_SURE:
        return "over 99 %"
    return f"{100 * probability:.0f} %"


def kilometres(distance_m: float | None, digits: int = 1) -> str:
    """A distance in kilometres, a dash where nobody measured it."""
    return "–" if distance_m is None else f"{distance_m / M_PER_KM:.{digits}f} km"


def number(value: float | None, digits: int = 0) -> str:
    """A number, a dash where nobody measured it."""
    return "–" if value is None else f"{value:.{digits}f}"


def day(moment: date) -> str:
    """A day with its weekday: Mon 11 May."""
    return f"{moment:%a} {moment.day} {moment:%b}"


def day_and_year(moment: date) -> str:
    """A day with weekday and year: Mon 11 May 2026."""
    return f"{day(moment)} {moment.year}"


def day_and_time(moment: datetime) -> str:
    """A day with the time: Mon 11 May 2026, 07:00."""
    return f"{day_and_year(moment)}, {moment:%H:%M}"


def duration(seconds: float) -> str:
    """A running time in hours and minutes: 1 h 05 min, 42 min."""
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"
