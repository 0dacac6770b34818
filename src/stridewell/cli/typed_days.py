"""What a person types becomes a day, weekdays, or a list of words."""

from __future__ import annotations

from datetime import date, timedelta

from stridewell.errors import CaseError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT = tuple(name[:3] for name in WEEKDAYS)
NOTHING = "none"
"""Says that a list is empty."""


def read_day(text: str, today: date, *, ahead: bool = False) -> date:
    """A day written as 2026-05-11, as today, yesterday or tomorrow, or as a weekday.

    A weekday is the last one there was, or with ``ahead`` the next one to come; today counts.

    Raises:
        CaseError: it is no day.
    """
    word = text.strip().lower()
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if word in near:
        return today + timedelta(days=near[word])
    weekday = _weekday(word)
    if weekday is not None:
        back = (today.weekday() - weekday) % len(WEEKDAYS)
        return today + timedelta(days=-back % len(WEEKDAYS) if ahead else -back)
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise CaseError(
            f"{text!r} is no day.", "Write it as 2026-05-11, or as a weekday such as tue."
        ) from error


def read_weekday(text: str) -> int:
    """A weekday as its number; Monday is 0.

    Raises:
        CaseError: it is no weekday.
    """
    weekday = _weekday(text.strip().lower())
    if weekday is None:
        raise CaseError(f"{text!r} is no weekday.", f"Choose from: {', '.join(SHORT)}.")
    return weekday


def _weekday(word: str) -> int | None:
    """The weekday of which the word is the name or its first letters, three at the least."""
    if len(word) < len(SHORT[0]):
        return None
    return next((n for n, name in enumerate(WEEKDAYS) if name.startswith(word)), None)


def read_list(text: str) -> tuple[str, ...]:
    """Words separated by commas; the word none alone is an empty list."""
    words = tuple(each.strip() for each in text.split(",") if each.strip())
    return () if words == (NOTHING,) else words


def said_day(day: date) -> str:
    """A day as people write it: Monday 11 May."""
    return f"{day:%A} {day.day} {day:%B}"
