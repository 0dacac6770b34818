"""For how many days in a row no pain above a limit was told."""

from __future__ import annotations

from datetime import date, timedelta

from stridewell.plan.inputs import PlanInput
from stridewell.values.evidence import Facts

DAY = timedelta(days=1)


def calm_days(inputs: PlanInput, facts: Facts, limit: float) -> int:
    """Days in a row up to the last one told, none of them with pain above the limit; 0 if none.

    A check-in tells of its own day and, by the worst pain since then, of the day before; an
    intake of the day on which it was made and the day before. A longer stretch about which
    nothing was told ends the count, and so does one up to today.
    """
    told = _worst_by_day(inputs, facts)
    gap = int(inputs.knowledge.number("calm_gap_days"))
    first: date | None = None
    last: date | None = None
    before = inputs.at.date()
    for day in sorted(told, reverse=True):
        if told[day] > limit or (before - day).days > gap:
            break
        first, last, before = day, last or day, day
    return 0 if first is None or last is None else (last - first).days + 1


def _worst_by_day(inputs: PlanInput, facts: Facts) -> dict[date, float]:
    """The worst pain told of each day up to now."""
    today = inputs.at.date()
    answered = inputs.answers_at.astimezone(inputs.at.tzinfo).date()
    daily, now = facts.number("pain_daily"), inputs.pain_today
    told: list[tuple[date, float | None]] = [(answered, daily), (answered - DAY, daily)]
    if now is not None:
        told += [(today, now.now), (today - DAY, now.worst_yesterday)]
    for morning in inputs.diary.mornings:
        told += [(morning.day, morning.pain_now), (morning.day - DAY, morning.worst_yesterday)]
    told += [(session.day, session.pain_during) for session in inputs.diary.sessions]
    worst: dict[date, float] = {}
    for day, pain in told:
        if pain is not None and day <= today:
            worst[day] = max(pain, worst.get(day, 0.0))
    return worst
