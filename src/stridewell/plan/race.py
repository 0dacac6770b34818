"""Whether a race can be run safely, and if not, when it realistically could be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stridewell.knowledge.records import Level, Running
from stridewell.knowledge.training import Ladder
from stridewell.plan.constraints import decisive, limits_of
from stridewell.plan.inputs import LadderProgress
from stridewell.plan.items import ActivityKind
from stridewell.plan.ladder import clamp_step, running_m
from stridewell.plan.running import running_mode
from stridewell.plan.situation import WEEK_DAYS, Situation, rounded_down_m
from stridewell.plan.walk_running import speed_m_s, standing
from stridewell.plan.wishes import Race
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Grade, Reason


class Reach(StrEnum):
    """What is said of a race; none of them is a promise."""

    REACHABLE = "reachable"
    SHORTER = "shorter"
    WALK_RUN = "walk_run"
    NOT_REACHABLE = "not_reachable"
    NOT_JUDGED = "not_judged"
    TOO_SOON = "too_soon"
    PAST = "past"
    CLASH = "clash"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class RaceOutlook:
    """What is said of a race and why.

    ``safe_m`` is the longest run in metres that the fastest careful way reaches by the day of
    the race. ``earliest`` is the day from which the distance is realistic, between ``fastest``
    (no setback) and ``slowest``; all None where nothing is said of it.
    """

    race: Race
    reach: Reach
    text: str
    safe_m: float | None
    earliest: date | None
    fastest: date | None
    slowest: date | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """The fastest careful way from today: days on the ladder, then one longer run a week."""

    today: date
    wait_days: float
    ladder_days: float
    begin_m: float
    growth: float
    long_runs_per_week: float
    easy_every: int
    taper_days: float

    def weeks_to(self, distance_m: float) -> float:
        """Weeks of longer runs until a run of this length is no spike; easy weeks add none."""
        longest, weeks, grown = max(self.begin_m, 1.0), 0, 0.0
        while longest * (1 + self.growth) < distance_m:
            weeks += 1
            if weeks % self.easy_every:
                grown += self.long_runs_per_week
                longest = max(self.begin_m, 1.0) * (1 + self.growth) ** int(grown)
        return float(weeks)

    def days_to(self, distance_m: float) -> float:
        """Days until the race could be run, the quiet days before it counted in."""
        weeks = self.weeks_to(distance_m)
        quiet = self.taper_days if weeks or self.ladder_days else 0.0
        return self.wait_days + self.ladder_days + WEEK_DAYS * weeks + quiet

    def safe_m(self, day: date) -> float:
        """The longest run that is no spike on a day; 0 while the ladder is not done."""
        left = (day - self.today).days - self.wait_days - self.ladder_days
        if left < (self.taper_days if self.ladder_days else 0.0):
            return 0.0
        weeks = int(max(0.0, left - self.taper_days) // WEEK_DAYS)
        grown = sum(
            self.long_runs_per_week for each in range(1, weeks + 1) if each % self.easy_every
        )
        return rounded_down_m(self.begin_m * (1 + self.growth) ** (1 + int(grown)))


def race_outlook(situation: Situation, race: Race) -> RaceOutlook:
    """Judge one race of the runner."""
    named = _named(situation, race)
    if named is not None:
        return named
    way = _way(situation, race)
    today = situation.inputs.at.date()
    fastest, earliest, slowest = _dates(way, race.distance_m, situation)
    safe_m = way.safe_m(race.day)
    reach, text = _reach(situation, race, safe_m)
    if race.day <= today + timedelta(days=1):
        reach, text = Reach.TOO_SOON, _tomorrow(situation, race, safe_m)
    if earliest is None:
        text += " The distance lies beyond what can be foreseen."
    elif reach is Reach.REACHABLE and race.day < earliest:
        text += f" It takes a way without setbacks; {_date(earliest)} is more realistic."
    elif reach not in {Reach.REACHABLE, Reach.TOO_SOON}:
        text += f" The distance is realistic from about {_date(earliest)} on."
    return RaceOutlook(
        race, reach, text, safe_m, earliest, fastest, slowest, _reasons(situation, way, race)
    )


def _named(situation: Situation, race: Race) -> RaceOutlook | None:
    """The answer for a race about which nothing is worked out."""
    number, today = situation.knowledge.number, situation.inputs.at.date()
    if race.day < today:
        return _plain(race, Reach.PAST, f"The race was on {_date(race.day)}; it lies in the past.")
    if race.distance_m > number("race_longest_m"):
        text = (
            f"Races beyond {number('race_longest_m') / 1000:g} km are not judged here: on the way "
            "back from pain there is no plan for them."
        )
        return _plain(race, Reach.TOO_LONG, text)
    stop = decisive(limits_of(situation))
    urgent = situation.inputs.disposition.level.urgency >= Level.WITHIN_DAYS.urgency
    if urgent or (stop is not None and stop.instead is ActivityKind.SEE_SOMEONE):
        why = stop.text if stop is not None else situation.inputs.disposition.spec.action
        text = f"No race is judged before somebody has looked. {why}"
        return _plain(race, Reach.NOT_JUDGED, text)
    same = [each for each in situation.inputs.wishes.races if each.day == race.day]
    if len({*same, race}) > 1 or same.count(race) > 1:
        text = f"There is another race on {_date(race.day)}. Choose one of them."
        return _plain(race, Reach.CLASH, text)
    return None


def _plain(race: Race, reach: Reach, text: str) -> RaceOutlook:
    reason = Reason(text, ("stridewell_design",), rule="race", grade=Grade.EXPERT)
    return RaceOutlook(race, reach, text, None, None, None, None, (reason,))


def _way(situation: Situation, race: Race) -> _Way:
    knowledge = situation.knowledge
    number, spike = knowledge.number, knowledge.spike
    growth = (spike.classes[0].up_to_percent or 0) / 100
    waits = decisive(limits_of(situation)) is not None or situation.zone is not Zone.GREEN
    days = _days_before(situation)
    short = race.distance_m <= number("race_short_m")
    return _Way(
        today=situation.inputs.at.date(),
        wait_days=number("race_wait_days") if waits else 0.0,
        ladder_days=days,
        begin_m=_begin_m(situation, growth, on_ladder=days > 0),
        growth=growth,
        long_runs_per_week=number("race_long_runs_per_week"),
        easy_every=int(number("deload_every_weeks")),
        taper_days=number("race_taper_short_days" if short else "race_taper_long_days"),
    )


def _begin_m(situation: Situation, growth: float, *, on_ladder: bool) -> float:
    """The longest run to grow from: after the ladder its first whole run, else the longest known.

    A longer run of before the ladder does not count: by then it lies too far back.
    """
    if situation.longest_run_m is not None and not on_ladder:
        return situation.longest_run_m / (1 + growth)
    ladder, _ = standing(situation)
    return running_m(ladder.steps[ladder.continuous - 1], speed_m_s(situation))


def _days_before(situation: Situation) -> float:
    """Days on the ladder that are still to come; with bone those without anything fast too."""
    if running_mode(situation)[0] is not Running.WALK_RUN:
        return 0.0
    ladder, progress = standing(situation)
    weeks = situation.knowledge.number("extra_bone_weeks") if situation.bone else 0.0
    return _ladder_days(ladder, progress) + WEEK_DAYS * weeks


def _ladder_days(ladder: Ladder, progress: LadderProgress) -> float:
    """Days until the first whole run is behind the runner, at the allowed number a week."""
    step = clamp_step(ladder, progress.step)
    if step > ladder.continuous:
        return 0.0
    sessions = (ladder.continuous - step + 1) * ladder.sessions_per_step - progress.sessions_done
    return max(0, sessions) * WEEK_DAYS / ladder.days_per_week


def _dates(
    way: _Way, distance_m: float, situation: Situation
) -> tuple[date | None, date | None, date | None]:
    """The fastest, the realistic and the slowest day; None where nothing can be foreseen."""
    number = situation.knowledge.number
    need_m = distance_m * number("race_share_percent") / 100
    days = way.days_to(need_m)
    horizon = number("race_horizon_weeks") * WEEK_DAYS
    shares = (0.0, number("race_setback_percent") / 100, number("race_slow_percent") / 100)
    ends = [days * (1 + share) for share in shares]
    dates = [way.today + timedelta(days=round(e)) if e <= horizon else None for e in ends]
    return dates[0], dates[1], dates[2]


def _reach(situation: Situation, race: Race, safe_m: float) -> tuple[Reach, str]:
    number = situation.knowledge.number
    need_m = race.distance_m * number("race_share_percent") / 100
    said = f"{race.distance_m / 1000:g} km on {_date(race.day)}"
    if safe_m >= rounded_down_m(need_m):
        text = f"{said}: within reach if every week stays green. That is no promise."
        return Reach.REACHABLE, text
    if safe_m >= number("race_shorter_m"):
        walked = race.distance_m - safe_m <= number("race_walk_m")
        text = f"{said}: not safely as a whole run; up to {safe_m / 1000:.1f} km are."
        if walked:
            return Reach.WALK_RUN, f"{text} With the rest walked it fits, without a time in mind."
        return Reach.SHORTER, f"{text} A shorter race fits better."
    if _step_m(situation, race) >= race.distance_m:
        return Reach.WALK_RUN, f"{said}: only as a walk-run, as on the step of that week."
    return Reach.NOT_REACHABLE, f"{said}: not reachable safely."


def _step_m(situation: Situation, race: Race) -> float:
    """What the walk-run of the week of the race covers, running and walking together."""
    ladder, progress = standing(situation)
    if running_mode(situation)[0] is not Running.WALK_RUN:
        return 0.0
    weeks = max(0, (race.day - situation.inputs.at.date()).days) / WEEK_DAYS
    sessions = progress.sessions_done + int(weeks * ladder.days_per_week)
    step = ladder.steps[
        clamp_step(ladder, progress.step + sessions // ladder.sessions_per_step) - 1
    ]
    walked_m = step.walk_total_min * 60 * situation.knowledge.number("race_walking_m_s")
    return running_m(step, speed_m_s(situation)) + walked_m


def _tomorrow(situation: Situation, race: Race, safe_m: float) -> str:
    """A race today or tomorrow: no plan can prepare it any more."""
    if race.distance_m <= (situation.longest_run_m or 0.0) and race.distance_m <= safe_m:
        return (
            "No plan prepares a race at such short notice. It is no longer than your longest run "
            "allows: look at the light on that morning, and take it as an easy run if it is green."
        )
    return (
        "No plan prepares a race at such short notice, and the distance is more than is safe now. "
        "Leave it out, or walk it."
    )


def _reasons(situation: Situation, way: _Way, race: Race) -> tuple[Reason, ...]:
    spike = situation.knowledge.spike
    setback = situation.knowledge.reasoning["race_setback_percent"]
    weeks = way.weeks_to(race.distance_m)
    ladder = f"{way.ladder_days:.0f} days on the ladder, then " if way.ladder_days else ""
    grows = (
        f"The fastest careful way: {ladder}{weeks:.0f} weeks in which one run a week grows by "
        f"{100 * way.growth:g} % of the longest, and {way.taper_days:.0f} quieter days."
    )
    usual = f"On a usual way it takes {setback.value:g} % longer; that share is our own guess."
    wait = "Today's light or a limit holds you back, which is counted in."
    return (
        Reason(grows, spike.warrant.sources, rule="race", grade=spike.warrant.grade),
        Reason(usual, setback.warrant.sources, rule="race", grade=setback.warrant.grade),
        *(
            [Reason(wait, ("stridewell_design",), rule="race", grade=Grade.EXPERT)]
            if way.wait_days
            else []
        ),
    )


def _date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
