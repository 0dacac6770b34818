"""Stretches of time in a passage: "for three weeks", "since Tuesday", "a couple of months"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from stridewell.intake.understanding.amounts import Amount, amounts_in, value_at
from stridewell.intake.understanding.passage import Passage

DAYS_A_WEEK, DAYS_A_MONTH, DAYS_A_YEAR, HOURS_A_DAY = 7, 30.4, 365.25, 24
UNIT_DAYS: Mapping[str, float] = {
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), 1 / HOURS_A_DAY),
    **dict.fromkeys(("day", "days", "dys"), 1.0),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "wek", "weks", "weeek", "weeeks"), 7.0),
    **dict.fromkeys(("fortnight", "fortnights"), 14.0),
    **dict.fromkeys(("month", "months", "mth", "mths", "mo", "mos", "mnth", "mnths"), DAYS_A_MONTH),
    **dict.fromkeys(("year", "years", "yr", "yrs"), DAYS_A_YEAR),
}
"""How many days a unit of time has."""
UNCOUNTED_DAYS: Mapping[str, float] = {
    "days": 4.0,
    "weeks": 28.0,
    "wks": 28.0,
    "months": 4 * DAYS_A_MONTH,
    "mths": 4 * DAYS_A_MONTH,
    "years": 3 * DAYS_A_YEAR,
    "yrs": 3 * DAYS_A_YEAR,
    "ages": 26 * DAYS_A_WEEK,
}
"""What "for weeks" or "for ages" is read as (our choice; it is shown as rough)."""
NAMED_DAYS: Mapping[str, float] = {
    "today": 0.2,
    "tonight": 0.1,
    "yesterday": 1.0,
    "overnight": 0.5,
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT_WEEKDAYS = ("mon", "tues", "wed", "thurs", "fri", "sat", "sun")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASON_MONTHS: Mapping[str, int] = {
    "spring": 4,
    "summer": 7,
    "autumn": 10,
    "winter": 1,
    "christmas": 12,
    "xmas": 12,
    "easter": 4,
    "new_year": 1,
}
"""The month that the middle of a season lies in, on the northern half of the earth."""
ONE_WORDS = frozenset({"a", "an", "one", "last", "past", "this", "another"})
PADDING = frozenset(
    {"good", "full", "long", "whole", "odd", "of", "solid", "more", "last", "past", "few"}
)
DAY_LEADS = frozenset({"on", "since", "last", "from", "until", "by"})
FIRST_YEAR = 1950
WEEKEND_DAY = 5


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """How many weeks lie between then and now, and the words that say so (both ends included).

    ``dated`` is true for a day or a month of the calendar, false for an amount of time.
    """

    weeks: float
    first: int
    last: int
    dated: bool = False
    rough: bool = False


def time_spans(passage: Passage, at: datetime) -> Iterator[TimeSpan]:
    """Every stretch of time of the passage; ``at`` is now, unless the text says what day it is."""
    taken: set[int] = set()
    now = _told_today(passage, at)
    for span in (*_counted(passage), *_uncounted(passage), *_dated(passage, now)):
        words = set(range(span.first, span.last + 1))
        if not words & taken:
            taken |= words
            yield span


def _told_today(passage: Passage, at: datetime) -> datetime:
    """The last day of the name that the text calls today: "it's Thursday today"."""
    for index, word in enumerate(passage.words):
        if word.text not in WEEKDAYS:
            continue
        near = {w.text for w in passage.words[max(0, index - 3) : index + 2]}
        if near & {"today"} or near >= {"now", "is"} or near >= {"now", "it"}:
            return at - timedelta(days=(at.weekday() - WEEKDAYS.index(word.text)) % 7)
    return at


def _counted(passage: Passage) -> Iterator[TimeSpan]:
    """Amounts of time: "six or seven weeks", "a fortnight", "half a year"."""
    for amount in amounts_in(passage):
        unit = _unit_after(passage, amount)
        if unit is not None:
            days = amount.value * UNIT_DAYS[passage.words[unit].text]
            last = _half_more(passage, unit)
            if last != unit:
                days += 0.5 * UNIT_DAYS[passage.words[unit].text]
            yield TimeSpan(days / DAYS_A_WEEK, amount.first, last, rough=amount.rough)


def _unit_after(passage: Passage, amount: Amount) -> int | None:
    at = amount.last + 1
    while (
        at < len(passage.words)
        and at - amount.last <= 3  # noqa: PLR2004  ("six very long weeks")
        and (passage.words[at].text in PADDING or passage.words[at].text in {"a", "or", "so", "an"})
    ):
        at += 1
    if at < len(passage.words) and passage.same_sentence(amount.last, at):
        return at if passage.words[at].text in UNIT_DAYS else None
    return None


def _half_more(passage: Passage, unit: int) -> int:
    """The last word of "a year and a half"; the unit itself when no half follows."""
    texts = [word.text for word in passage.words[unit + 1 : unit + 4]]
    if texts[:3] == ["and", "a", "half"]:
        return unit + 3
    return unit + 2 if texts[:2] == ["and", "half"] else unit


def _uncounted(passage: Passage) -> Iterator[TimeSpan]:
    """Units without a number: "a week", "last month", "the past year", "for weeks"."""
    words = passage.words
    for index, word in enumerate(words):
        before = words[index - 1].text if index else ""
        if word.text in UNIT_DAYS and before in ONE_WORDS:
            days = UNIT_DAYS[word.text]
            ends, days = _or_two(passage, index, days)
            now = 0.5 if before == "this" else 1.0
            yield TimeSpan(now * days / DAYS_A_WEEK, index - 1, ends)
        elif word.text in UNCOUNTED_DAYS and (index == 0 or value_at(passage, index - 1) is None):
            yield TimeSpan(UNCOUNTED_DAYS[word.text] / DAYS_A_WEEK, index, index, rough=True)


def _or_two(passage: Passage, unit: int, days: float) -> tuple[int, float]:
    """The end and the days of "a week or two", which is a week and a half."""
    texts = [word.text for word in passage.words[unit + 1 : unit + 4]]
    if texts[:2] == ["or", "two"]:
        return unit + 2, 1.5 * days
    last = _half_more(passage, unit)
    return last, days if last == unit else 1.5 * days


def _dated(passage: Passage, at: datetime) -> Iterator[TimeSpan]:
    for index in range(len(passage.words)):
        found = _day_named(passage, index) or _calendar_day(passage, index, at)
        if found is not None:
            days, first, last = found
            if days >= 0:
                yield TimeSpan(days / DAYS_A_WEEK, first, last, dated=True)


def _day_named(passage: Passage, index: int) -> tuple[float, int, int] | None:
    words = passage.words
    text = words[index].text
    before = words[index - 1].text if index else ""
    if text == "yesterday" and before == "before":
        return 2.0, index - 1, index
    if text in NAMED_DAYS:
        return NAMED_DAYS[text], index, index
    if text in {"morning", "afternoon", "evening"} and before in {"this", "yesterday"}:
        return (0.3, index - 1, index) if before == "this" else None
    return (0.6, index - 1, index) if text == "night" and before == "last" else None


def _calendar_day(passage: Passage, index: int, at: datetime) -> tuple[float, int, int] | None:
    text = passage.words[index].text
    today = at.date()
    before = passage.words[index - 1].text if index else ""
    if text in WEEKDAYS or (text in SHORT_WEEKDAYS and before in DAY_LEADS):
        number = (WEEKDAYS if text in WEEKDAYS else SHORT_WEEKDAYS).index(text)
        return float((today.weekday() - number) % 7 or 7), index, index
    if text in {"weekend", "wkend"}:
        return float((today.weekday() - WEEKEND_DAY) % 7 or 7), index, index
    month = _month(passage, index)
    if month is not None:
        return _day_of_month(passage, index, month, today)
    return _year(passage, index, today)


def _month(passage: Passage, index: int) -> int | None:
    """The month a word names; "may" and "march" only where a date may stand, as "may" is a verb."""
    text = passage.words[index].text
    before = passage.words[index - 1].text if index else ""
    if text in SEASON_MONTHS and before in {
        "since",
        "last",
        "at",
        "in",
        "over",
        "after",
        "from",
        "this",
    }:
        return SEASON_MONTHS[text]
    names = MONTHS if text in MONTHS else SHORT_MONTHS
    if text not in names:
        return None
    number = names.index(text) + 1
    unclear = text in {"may", "march", "mar", "sun", "sat", "jun", "dec"}
    dated = before in {"since", "in", "last", "early", "late", "mid", "of", "from", "end"}
    near = value_at(passage, index - 1) if index else None
    return number if dated or not unclear or near is not None else None


def _day_of_month(passage: Passage, index: int, month: int, today: date) -> tuple[float, int, int]:
    """The days since a month, or since a day of it: "3 May", "May 3rd", "the 3rd of May"."""
    words = passage.words
    first, last, day = index, index, 15
    spots = (index - 1, index + 1, index - 2, index - 3)
    for at in spots:
        if not 0 <= at < len(words) or not passage.same_sentence(at, index):
            continue
        value = words[at].value
        joined = at in {index - 1, index + 1} or words[index - 1].text in {
            "of",
            "rd",
            "th",
            "st",
            "nd",
        }
        if value is not None and joined and 1 <= value <= 31 and value == int(value):  # noqa: PLR2004
            first, last, day = min(at, index), max(at, index), int(value)
            break
    year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    return float((today - _safe_date(year, month, day)).days), first, last


def _safe_date(year: int, month: int, day: int) -> date:
    """The day, or the last day of the month when the month has fewer."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), following - timedelta(days=1))


def _year(passage: Passage, index: int, today: date) -> tuple[float, int, int] | None:
    value = passage.words[index].value
    if value is None or value != int(value) or not FIRST_YEAR <= value < today.year:
        return None
    before = passage.words[index - 1].text if index else ""
    if before not in {"since", "in", "from", "of", "back"}:
        return None
    return float((today - date(int(value), 7, 1)).days), index, index
