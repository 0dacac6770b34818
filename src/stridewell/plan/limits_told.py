"""Every hard limit in a sentence that holds for everybody, to be read up: what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Value, Warrant
from stridewell.plan.constraints import CHECKS, DESIGN
from stridewell.plan.ladder import ladder_for
from stridewell.plan.schedule.limits import week_limits, week_weights
from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.rules import RULES
from stridewell.plan.situation import WEEK_DAYS
from stridewell.values.evidence import Grade, Verification

CHILD_WARRANT = Warrant(Grade.EXPERT, ("peck_2017", "limping_child"), Verification.UNCONFIRMED)
ANY_DAY = date(2026, 1, 5)
"""Which day it is makes no difference to what is said here."""


@dataclass(frozen=True, slots=True)
class ToldLimit:
    """A hard limit as it is read up; ``numbers`` are those of the reasoning that set it."""

    id: str
    says: str
    warrant: Warrant
    numbers: tuple[str, ...] = ()


_DAY_LIMITS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "urgent_level": ("No run while you should be seen today or at once.", ()),
    "within_days": ("No run until a clinician has looked, when that should be within days.", ()),
    "child_hip": (
        "Under 16, or of unknown age, nobody with hip, thigh or knee pain runs on a plan.",
        (),
    ),
    "bone_uncleared": (
        "No run and no jump while a bone stress injury is likely enough and nobody has cleared it.",
        ("bone_must_not_miss_percent",),
    ),
    "cause_forbids_running": (
        "No run while a likely cause allows none and no clinician has cleared it.",
        ("likely_percent",),
    ),
    "bone_pain": ("No run with any pain at all where bone is the cause, cleared or not.", ()),
    "limp": ("No run with a limp.", ()),
    "daily_pain": ("No run above the limit of pain in daily life.", ("pain_stop_daily",)),
    "running_pain": (
        "No run when running hurts as much as the limit or more.",
        ("pain_stop_running",),
    ),
    "unknown_pain": ("No run while the pain of today was not told: unknown is not zero.", ()),
    "red_zone": (
        "No run on a red day: much pain, pain at night, or more on the morning after a run.",
        ("pain_amber_max", "morning_rise_stop"),
    ),
    "open_safety": (
        "No run while a safety question was never answered: unknown is not “no”.",
        (),
    ),
    "gate_open": (
        "No run before what the ladder asks for holds and its tests at home are passed.",
        ("gate_break_days", "gate_fresh_days", "calm_gap_days"),
    ),
    "worsening": (
        "Nothing is added while it gets worse; no run after several red days in a row.",
        ("red_days_in_a_row", "trend_change"),
    ),
    "run_too_long": (
        "After a run far beyond the allowed length there is no run until a calm morning was told.",
        ("run_too_long_times",),
    ),
    "after_silence": (
        "Nothing is added after a silence until check-ins are regular again.",
        ("silence_days", "silence_back_mornings"),
    ),
    "growing_bone": (
        "Below 18 only a run without pain counts for a step, and nothing fast or hilly is planned.",
        ("teen_until_age", "teen_green_max"),
    ),
    "longest_run": (
        "No run more than {percent} % longer than the longest of the {days} days before it.",
        (),
    ),
    "no_hop_tests": (
        "No hop or jump to try it out, unless it is known to be safe or a clinician cleared it.",
        (),
    ),
}
_GENERAL: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "earliest_run": ("No run before the first day on which running is possible.", ()),
    "distance_in_7": (
        "Any seven days in a row hold no more running than a limit for them; the plan sets none.",
        ("week_growth_percent",),
    ),
    "longest_run": ("No single run is longer than the longest run allowed.", ()),
    "minutes": ("A day holds no more minutes than you have.", ()),
    "day_off": ("Nothing is put on days without time.", ()),
    "fixed": ("A session that you moved, and a race, stay on their day.", ()),
}
"""Rules of a week whose own sentence speaks of one runner's week."""


def day_limits(knowledge: Knowledge) -> tuple[ToldLimit, ...]:
    """The limits of a day, in the order in which they are checked."""
    return tuple(_day_limit(check.__name__, knowledge) for check in CHECKS)


def rules_of_a_week(knowledge: Knowledge) -> tuple[ToldLimit, ...]:
    """The rules that no week breaks, in their order."""
    return tuple(_week_rules(knowledge))


def _day_limit(name: str, knowledge: Knowledge) -> ToldLimit:
    says, numbers = _DAY_LIMITS[name]
    by_name = {
        "child_hip": CHILD_WARRANT,
        "bone_pain": ladder_for(knowledge, bone=True).warrant,
        "gate_open": ladder_for(knowledge, bone=False).warrant,
        "longest_run": knowledge.spike.warrant,
        "cause_forbids_running": DESIGN,
    }
    first = knowledge.reasoning[numbers[0]].warrant if numbers else DESIGN
    spike = knowledge.spike
    told = says.format(percent=spike.classes[0].up_to_percent, days=spike.window_days)
    return ToldLimit(name, told, by_name.get(name, first), numbers)


def _week_rules(knowledge: Knowledge) -> Iterator[ToldLimit]:
    problem = WeekProblem(
        first_day=ANY_DAY,
        sessions=(),
        minutes=(0,) * WEEK_DAYS,
        limits=week_limits(knowledge),
        weights=week_weights(knowledge),
    )
    for rule in RULES:
        backing = rule.backing(problem)
        says, numbers = _GENERAL.get(rule.id) or (
            rule.sentence(problem),
            _named(backing, knowledge),
        )
        warrants = [knowledge.reasoning[each].warrant for each in numbers]
        own = knowledge.spike.warrant if rule.id == "longest_run" else DESIGN
        yield ToldLimit(rule.id, says, warrants[0] if warrants else own, numbers)


def _named(backing: Value | None, knowledge: Knowledge) -> tuple[str, ...]:
    """The name under which the number of a rule is known."""
    return tuple(name for name, value in knowledge.reasoning.items() if value is backing)
