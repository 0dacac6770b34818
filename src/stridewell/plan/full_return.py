"""What we would want to see before the last limits are lifted. It reports; no plan reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stridewell.knowledge.records import Knowledge, Level
from stridewell.plan.day_log import DayLog, read_days
from stridewell.plan.judged import growing
from stridewell.plan.ladder import ladder_for
from stridewell.plan.scores import WEEK, WeeklyScore, problem_percent
from stridewell.plan.situation import Situation
from stridewell.plan.stage_criteria import Met
from stridewell.plan.testing.alike import SidesSeen, legs_seen, trunk_seen
from stridewell.plan.whole_runs import WholeRuns, running_days, whole_runs
from stridewell.values.evidence import Reason, State

DAY = timedelta(days=1)
REST = "rest_pain"

ABOUT = (
    "These are what we would want to see before the last limits are lifted. They are our own "
    "choice and no promise. They change nothing in your plan."
)


class Wanted(StrEnum):
    """What we would want to see."""

    CALM_NIGHTS = "calm_nights"
    DAILY_PAIN = "daily_pain"
    STRENGTH = "strength"
    TRUNK = "trunk"
    WHOLE_RUNS = "whole_runs"
    SETTLING = "settling"
    FUNCTION = "function"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class ReturnCriterion:
    """One thing we would want to see, whether it was seen, and from when to when was looked.

    ``seen`` says what was told. ``missing`` and ``to_do`` say what is lacking and how to find
    out; both are empty when it is met. Unknown never counts as met.
    """

    id: Wanted
    text: str
    met: Met
    seen: str
    first_day: date
    last_day: date
    missing: str
    to_do: str
    reason: Reason

    @property
    def is_met(self) -> bool:
        """Whether it was seen; unknown is not."""
        return self.met is Met.MET


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found on one criterion."""

    met: Met
    seen: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """Everything that was told, with the days of the diary."""

    situation: Situation
    scores: Sequence[WeeklyScore]
    days: Mapping[date, DayLog]

    @property
    def today(self) -> date:
        return self.situation.inputs.at.date()

    def number(self, name: str) -> float:
        return self.situation.knowledge.number(name)

    def lately(self) -> list[DayLog]:
        """The days on which something was told, of those that are looked at."""
        first = self.today - timedelta(days=self.number("full_return_days") - 1)
        return [log for day, log in self.days.items() if first <= day <= self.today]


def full_return(situation: Situation, scores: Sequence[WeeklyScore]) -> tuple[ReturnCriterion, ...]:
    """Everything we would want to see, in order, each met, not met or unknown."""
    inputs = situation.inputs
    told = _Told(situation, scores, read_days(inputs.diary, inputs.at.date()))
    return tuple(_criterion(each, told) for each in Wanted)


def comes_first(situation: Situation) -> Reason | None:
    """What comes before the whole list: somebody has to look first. None when nothing does."""
    level = situation.inputs.disposition.level
    if level.urgency >= Level.WITHIN_DAYS.urgency:
        text = "First somebody should look at it; until then this list says nothing."
    elif situation.uncleared_bone:
        names = " or ".join(each.plain for each in situation.uncleared_bone)
        text = f"First a clinician has to clear you: the pattern may fit {names}."
    else:
        return None
    warrant = situation.knowledge.reasoning["full_return_days"].warrant
    return Reason(text, warrant.sources, rule="full_return_first", grade=warrant.grade)


def in_short(criteria: Sequence[ReturnCriterion]) -> str:
    """How many are met, not met and unknown."""
    counts = {met: sum(each.met is met for each in criteria) for met in Met}
    return (
        f"{counts[Met.MET]} of {len(criteria)} are met, {counts[Met.NOT_MET]} are not, and "
        f"{counts[Met.UNKNOWN]} are not known yet."
    )


def wanted_words(wanted: Wanted, knowledge: Knowledge, pain_max: float | None = None) -> str:
    """What we would want to see, in a sentence; without ``pain_max`` the limit for everybody."""
    number = knowledge.number
    most = number("full_return_daily_pain_max") if pain_max is None else pain_max
    days, runs = f"{number('full_return_days'):g}", f"{number('full_return_runs'):g}"
    daily = f"was {most:g} of 10 at most" if most > 0 else "did not come at all"
    return {
        Wanted.CALM_NIGHTS: f"For {days} days no pain woke you, and nothing hurts at rest.",
        Wanted.DAILY_PAIN: f"For {days} days pain in daily life {daily}.",
        Wanted.STRENGTH: (
            f"In {number('full_return_strength_tests'):g} tests of the legs or more the weaker "
            f"side has at least {number('full_return_strength_percent'):g} % of the stronger one."
        ),
        Wanted.TRUNK: (
            "In the side plank and in bridges on one leg the sides differ by "
            f"{number('full_return_trunk_difference_percent'):g} % at most."
        ),
        Wanted.WHOLE_RUNS: (
            f"You ran {number('full_return_run_minutes'):g} minutes without a break, {runs} times "
            f"in {number('full_return_run_days'):g} days."
        ),
        Wanted.SETTLING: f"After your last {runs} runs pain was back to usual within 24 hours.",
        Wanted.FUNCTION: "The activities that matter to you go as well as before it hurt.",
        Wanted.PROBLEM: f"For {days} days it got in the way not at all, or next to nothing.",
    }[wanted]


def _criterion(wanted: Wanted, told: _Told) -> ReturnCriterion:
    check = CHECKS[wanted]
    found = check.see(told)
    text = wanted_words(wanted, told.situation.knowledge, _pain_max(told.situation))
    warrant = told.situation.knowledge.reasoning[check.number].warrant
    is_met = found.met is Met.MET
    return ReturnCriterion(
        id=wanted,
        text=text,
        met=found.met,
        seen=found.seen,
        first_day=told.today - timedelta(days=told.number(check.days) - 1),
        last_day=told.today,
        missing="" if is_met else found.missing,
        to_do="" if is_met else check.to_do,
        reason=Reason(
            f"{text} {found.seen}{warrant.caveat('The limit is')}",
            warrant.sources,
            rule=check.number,
            grade=warrant.grade,
        ),
    )


def _pain_max(situation: Situation) -> float:
    """The most pain in daily life: none with bone, and below 18 or of unknown age."""
    number = situation.knowledge.number
    most = [number("full_return_daily_pain_max")]
    if situation.bone:
        most.append(ladder_for(situation.knowledge, bone=True).pain_limit)
    if growing(situation.inputs):
        most.append(number("teen_green_max"))
    return min(most)


def _nights(told: _Told) -> _Seen:
    nights = [each.night for each in told.lately() if each.night is not None]
    rest = told.situation.facts.state(REST)
    said = {State.PRESENT: "yes", State.ABSENT: "no"}.get(rest, "not told")
    woke = f"pain woke you in {sum(nights)} of them" if any(nights) else "none woke you"
    counted = f"{len(nights)} night{'' if len(nights) == 1 else 's'} told"
    nights_said = f"{counted}, {woke}" if nights else "No night told"
    seen = f"{nights_said}; pain at rest, as last told: {said}."
    if any(nights) or rest is State.PRESENT:
        return _Seen(Met.NOT_MET, seen, "Pain at night or at rest is still there.")
    short = _too_few(len(nights), told, "nights")
    if short or rest is State.UNKNOWN:
        rest_open = "Whether it hurts at rest was not told." if rest is State.UNKNOWN else ""
        return _Seen(Met.UNKNOWN, seen, f"{short} {rest_open}".strip())
    return _Seen(Met.MET, seen)


def _daily(told: _Told) -> _Seen:
    pains = [each.pain_daily for each in told.lately() if each.pain_daily is not None]
    most = _pain_max(told.situation)
    if not pains:
        return _Seen(Met.UNKNOWN, "No day told.", _too_few(0, told, "days"))
    counted = f"{len(pains)} day{'' if len(pains) == 1 else 's'} told"
    seen = f"{counted}, the worst with {max(pains)} of 10."
    if max(pains) > most:
        above = sum(pain > most for pain in pains)
        return _Seen(Met.NOT_MET, seen, f"Days above {most:g} of 10: {above}.")
    short = _too_few(len(pains), told, "days")
    return _Seen(Met.UNKNOWN if short else Met.MET, seen, short)


def _too_few(count: int, told: _Told, what: str) -> str:
    """That too few days were told; empty when they were enough."""
    needed = told.number("full_return_told_days")
    return "" if count >= needed else f"At least {needed:g} {what} have to be told, not {count}."


def _strength(told: _Told) -> _Seen:
    least = told.number("full_return_strength_percent")
    sides = legs_seen(told.situation.inputs.diary.tests, told.today, told.situation.knowledge)
    return _alike(sides, least, int(told.number("full_return_strength_tests")))


def _trunk(told: _Told) -> _Seen:
    least = 100 - told.number("full_return_trunk_difference_percent")
    sides = trunk_seen(told.situation.inputs.diary.tests, told.today, told.situation.knowledge)
    return _alike(sides, least, len(sides))


def _alike(sides: Sequence[SidesSeen], least: float, needed: int) -> _Seen:
    """Whether the weaker side reaches its share in every test, and enough tests were done."""
    whole = [each for each in sides if each.percent is not None]
    seen = "; ".join(f"{each.name}: {each.text}" for each in sides if each.is_done)
    unlike = [each.name for each in whole if (each.percent or 0) < least]
    half = [each.name for each in sides if each.is_done and each.percent is None]
    seen = f"{seen}." if seen else "Not measured lately."
    if unlike:
        return _Seen(Met.NOT_MET, seen, f"The weaker side is behind: {', '.join(unlike)}.")
    if half:
        return _Seen(Met.UNKNOWN, seen, f"These do not count yet: {', '.join(half)}.")
    if len(whole) < needed:
        text = f"{len(whole)} of {needed} tests were measured on both sides."
        return _Seen(Met.UNKNOWN, seen, text)
    return _Seen(Met.MET, seen)


def _whole(told: _Told) -> _Seen:
    runs: WholeRuns = whole_runs(told.situation.inputs)
    needed = told.number("full_return_runs")
    done, is_open = len(runs.whole), len(runs.not_known)
    seen = f"Runs of that length: {done}" + (f"; told too little of: {is_open}" if is_open else "")
    if done >= needed:
        return _Seen(Met.MET, f"{seen}.")
    missing = f"{needed - done:g} more such run{'' if needed - done == 1 else 's'}."
    unknown = done + is_open >= needed or not (runs.any_told or is_open)
    return _Seen(Met.UNKNOWN if unknown else Met.NOT_MET, f"{seen}.", missing)


def _settling(told: _Told) -> _Seen:
    needed = int(told.number("full_return_runs"))
    ran = [day for day in running_days(told.situation.inputs) if day < told.today][-needed:]
    settled = [_settled(day, told) for day in ran]
    known = [each for each in settled if each is not None]
    seen = f"Settled after {sum(known)} of the last {len(ran)} runs." if ran else "No run told."
    if not all(known):
        return _Seen(Met.NOT_MET, seen, "On the day after a run pain was still up.")
    if len(known) < len(ran):
        return _Seen(Met.UNKNOWN, seen, "Pain before a run, or on the day after, was not told.")
    if len(ran) < needed:
        return _Seen(Met.UNKNOWN, seen, f"{needed - len(ran)} more runs have to be told.")
    return _Seen(Met.MET, seen)


def _settled(day: date, told: _Told) -> bool | None:
    """Whether pain was back on the day after a run; None where that was not told."""
    after = told.days.get(day + DAY)
    if after is None or after.highest_now is None:
        return None
    if after.highest_now == 0:
        return True
    return None if after.rise is None else after.rise <= told.number("full_return_rise_max")


def _function(told: _Told) -> _Seen:
    scores = [each for each in _scores(told) if each.activities]
    if not scores:
        return _Seen(Met.UNKNOWN, "No activity told.", "How your activities go was not told.")
    newest, best = scores[-1], told.number("full_return_ability")
    behind = [each.name for each in newest.activities if each.ability < best]
    seen = ", ".join(f"{each.name} {each.ability} of 10" for each in newest.activities)
    seen = f"{seen}, told on {newest.day.day} {newest.day:%B}."
    if behind:
        return _Seen(Met.NOT_MET, seen, f"Not yet as before: {', '.join(behind)}.")
    return _Seen(Met.MET, seen)


def _problem(told: _Told) -> _Seen:
    knowledge, most = told.situation.knowledge, told.number("full_return_problem_max")
    needed = told.number("full_return_scores")
    by_day = {each.day: problem_percent(each, knowledge) for each in _scores(told)}
    whole = {day: percent for day, percent in by_day.items() if percent is not None}
    if not whole:
        return _Seen(Met.UNKNOWN, "No week told in full.", f"{needed:g} weeks have to be told.")
    seen = f"Weeks told: {len(whole)}, the worst with {max(whole.values()):.0f} of 100."
    if max(whole.values()) > most:
        return _Seen(Met.NOT_MET, seen, f"It still gets in the way: {most:g} of 100 is the limit.")
    if len(whole) < needed or max(whole) - min(whole) < WEEK:
        text = f"{needed:g} answers a week apart are needed."
        return _Seen(Met.UNKNOWN, seen, text)
    return _Seen(Met.MET, seen)


def _scores(told: _Told) -> list[WeeklyScore]:
    """The weekly scores of the days that are looked at, the oldest first."""
    first = told.today - timedelta(days=told.number("full_return_days") - 1)
    return sorted(
        (each for each in told.scores if first <= each.day <= told.today), key=lambda each: each.day
    )


@dataclass(frozen=True, slots=True)
class _Check:
    """How one thing is looked for: its number, its days, and what to do to find out."""

    number: str
    days: str
    see: Callable[[_Told], _Seen]
    to_do: str


_TELL_DAYS = "Tell it in the quick check-in, every morning if you can."
_TEST = "Measure both sides on one day under Tests; that page says which tests should wait."
_TELL_WEEK = "Answer the questions of the week."

CHECKS: Mapping[Wanted, _Check] = {
    Wanted.CALM_NIGHTS: _Check(
        "full_return_days",
        "full_return_days",
        _nights,
        "Tell the night in the quick check-in; pain at rest is asked in the full one.",
    ),
    Wanted.DAILY_PAIN: _Check("full_return_daily_pain_max", "full_return_days", _daily, _TELL_DAYS),
    Wanted.STRENGTH: _Check(
        "full_return_strength_percent", "programme_test_days", _strength, _TEST
    ),
    Wanted.TRUNK: _Check(
        "full_return_trunk_difference_percent", "programme_test_days", _trunk, _TEST
    ),
    Wanted.WHOLE_RUNS: _Check(
        "full_return_run_minutes",
        "full_return_run_days",
        _whole,
        "Run only what your plan holds; tell each run in the log, with its minutes.",
    ),
    Wanted.SETTLING: _Check(
        "full_return_rise_max",
        "full_return_run_days",
        _settling,
        "Make a quick check-in on the day of a run, before it, and on the morning after.",
    ),
    Wanted.FUNCTION: _Check("full_return_ability", "full_return_days", _function, _TELL_WEEK),
    Wanted.PROBLEM: _Check("full_return_problem_max", "full_return_days", _problem, _TELL_WEEK),
}
