"""The limits about what is felt and known: bone, pain, limp, nights, old and open answers."""

from __future__ import annotations

from collections.abc import Sequence

from stridewell.differential.candidates import Candidate
from stridewell.knowledge.records import Knowledge
from stridewell.simulate.recovery.ledger import Page, exercises
from stridewell.values.evidence import State
from stridewell.values.timeline import age_in_days

BONE = "bone"


def bone_pain_check(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    pain = max(page.pain("pain_daily") or 0, page.pain("pain_running") or 0)
    if page.asks_to_run and pain > 0 and _bone_causes(page, knowledge):
        return f"a run with bone pain of {pain:g}"
    return None


def limp_check(pages: Sequence[Page], _: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    told = page.morning is not None and bool(page.morning.limp)
    return "a run with a limp" if page.asks_to_run and (told or page.is_present("limp")) else None


def daily_pain_check(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    pain = page.pain("pain_daily")
    above = pain is not None and pain > knowledge.number("pain_stop_daily")
    return f"a run with daily pain of {pain:g}" if page.asks_to_run and above else None


def running_pain_check(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    pain = page.pain("pain_running")
    above = pain is not None and pain >= knowledge.number("pain_stop_running")
    return f"a run although the last one hurt {pain:g}" if page.asks_to_run and above else None


def unknown_pain_check(pages: Sequence[Page], _: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    unknown = page.pain("pain_daily") is None
    return "a run without knowing the pain" if page.asks_to_run and unknown else None


def night_check(pages: Sequence[Page], _: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    woke = page.morning is not None and bool(page.morning.woke_at_night)
    deep = page.is_present("night_pain_deep")
    return "a run although it wakes the runner" if page.asks_to_run and (woke or deep) else None


def morning_rise_check(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    told = [each for each in page.mornings if each.pain_now is not None]
    if not page.asks_to_run or len(told) < 2:  # noqa: PLR2004  (before and after)
        return None
    before, after = told[-2:]
    # a morning and a run belong to the day they had where the runner was at the time
    ran = any(before.day <= each.start.date() < after.day for each in page.runs)
    rise = (after.pain_now or 0) - (before.pain_now or 0)
    if ran and rise >= knowledge.number("morning_rise_stop"):
        return f"a run although pain was up by {rise} on the morning after the last one"
    return None


def stale_check(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    age = age_in_days(page.answers_at, page.at)
    old = not 0 <= age <= knowledge.number("answers_fresh_days")
    return f"a run on pain told {age:.1f} days ago" if page.asks_to_run and old else None


def safety_open_check(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    open_ = [
        item.id
        for item in knowledge.critical.values()
        if page.facts.state(item.assume) is State.UNKNOWN and _can_apply(item.id, page)
    ]
    return f"a run with {open_[0]} never answered" if page.asks_to_run and open_ else None


def _can_apply(item: str, page: Page) -> bool:
    """Pregnancy is not asked of men, testicular pain not of women."""
    of = {"pregnancy": "sex_male", "testicular_pain": "sex_female"}.get(item)
    return of is None or page.facts.state(of) is not State.PRESENT


def bone_check(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """Whether what was told breaks this limit; the sentence that says how."""
    page = pages[-1]
    open_ = [each.id for each in _bone_causes(page, knowledge) if each.id not in page.cleared]
    jumps = any(knowledge.exercises[name].impact for name in exercises(page))
    return f"impact with {open_[0]} uncleared" if open_ and (page.asks_to_run or jumps) else None


def _bone_causes(page: Page, knowledge: Knowledge) -> list[Candidate]:
    """Bone that leads, is likely, or must not be missed and is likely enough for that."""
    watch, likely = (knowledge.number(n) / 100 for n in (_WATCH, "likely_percent"))
    named = [each for each in page.differential.candidates if each.condition is not None]
    return [
        each
        for place, each in enumerate(named)
        if each.condition is not None
        and each.condition.tissue == BONE
        and (
            place == 0
            or each.probability >= likely
            or (each.condition.must_not_miss and each.probability >= watch)
        )
    ]


_WATCH = "bone_must_not_miss_percent"
