"""How a runner came to a stage: day by day, forward on what was told, back on red and silence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.knowledge.training import Measure, Programme, StageCriterion
from stridewell.plan.day_log import EXERCISE_KINDS, ONE_DAY, DayLog, read_days
from stridewell.plan.diary import Completion
from stridewell.plan.ladder import BONE
from stridewell.plan.situation import WEEK_DAYS, Situation
from stridewell.plan.stage_criteria import Evidence, all_met
from stridewell.plan.zones import Pain, Zone, zone_of
from stridewell.values.evidence import Reason, State

NIGHT_FINDINGS = ("night_pain_on_side", "night_pain_deep")


@dataclass(frozen=True, slots=True)
class Place:
    """A stage (its number from 0) with the first day counted in it and how it came to that.

    ``back`` is the day of the last step back.
    """

    index: int
    since: date
    why: Reason
    back: date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """One programme with everything the fold looks at."""

    programme: Programme
    situation: Situation
    days: Mapping[date, DayLog]
    sessions: Sequence[date]

    @property
    def today(self) -> date:
        """The day of the plan."""
        return self.situation.inputs.at.date()

    @property
    def is_bone(self) -> bool:
        """Whether the programme is one for bone, which is stricter."""
        known = self.situation.knowledge.conditions
        return any(known[each].tissue == BONE for each in self.programme.conditions)

    def number(self, name: str) -> float:
        """A number of the reasoning."""
        return self.situation.knowledge.number(name)


def days_until_now(situation: Situation) -> Mapping[date, DayLog]:
    """The diary day by day up to the day of the plan."""
    return read_days(situation.inputs.diary, situation.inputs.at.date())


def course_of(
    programme: Programme, situation: Situation, days: Mapping[date, DayLog] | None = None
) -> Course:
    """The programme with the diary up to the day of the plan; ``days`` where they are read."""
    known = days_until_now(situation) if days is None else days
    today = situation.inputs.at.date()
    return Course(programme, situation, known, _session_days(programme, situation, today))


def _session_days(programme: Programme, situation: Situation, until: date) -> tuple[date, ...]:
    """The days with a whole session of this programme; one without named exercises counts."""
    own = {each for stage in programme.stages for each in stage.exercises}
    whole = (
        each
        for each in situation.inputs.diary.sessions
        if each.kind in EXERCISE_KINDS and each.completion is Completion.DONE
    )
    return tuple(
        sorted(
            {
                each.day
                for each in whole
                if each.day <= until
                and (not each.exercises or any(done.exercise in own for done in each.exercises))
            }
        )
    )


def place_of(course: Course) -> Place:
    """The stage on the day of the plan."""
    place, last = _begin(course), None
    diary = course.situation.inputs.diary
    others = {*(each.day for each in diary.tests), *(each.day for each in diary.clearances)}
    trained = frozenset(course.sessions)
    for day in sorted({*course.days, *(each for each in others if each <= course.today)}):
        if day in trained:
            place, last = _after_silence(course, place, last, day), day
        place = _live(course, place, day)
    place = _after_silence(course, place, last, course.today)
    return _today(course, place)


def evidence_on(course: Course, place: Place, day: date) -> Evidence:
    """What is known on a day of somebody in that place."""
    sessions, weeks = _counted(course, place.since, day)
    inputs = course.situation.inputs
    return Evidence(
        knowledge=course.situation.knowledge,
        days=course.days,
        tests=inputs.diary.tests,
        day=day,
        weeks=weeks,
        sessions=sessions,
        cleared=_is_cleared(course, day),
    )


def _is_cleared(course: Course, day: date) -> bool:
    """Whether every cause the programme is for has been cleared by that day."""
    inputs = course.situation.inputs
    known = {each.condition for each in inputs.diary.clearances if each.day <= day}
    undated = inputs.cleared_by_clinician - inputs.diary.cleared
    causes = [each.id for each in course.situation.causes if each.id in course.programme.conditions]
    return bool(causes) and {*causes} <= known | undated


def _counted(course: Course, since: date, day: date) -> tuple[int, int]:
    """Sessions in the stage, and whole weeks of it that had enough of them."""
    first, last = bisect_left(course.sessions, since), bisect_right(course.sessions, day)
    whole = max(((day - since).days + 1) // WEEK_DAYS, 0)
    needed = course.number("programme_week_sessions")
    first_number = since.toordinal()
    weeks = ((each.toordinal() - first_number) // WEEK_DAYS for each in course.sessions[first:last])
    per_week = Counter(weeks)
    enough = sum(count >= needed for week, count in per_week.items() if week < whole)
    return last - first, enough if needed > 0 else whole


def _begin(course: Course) -> Place:
    """The first stage, or the second where the pain told at the beginning is mild enough."""
    stages, first = course.programme.stages, _first_day(course)
    why = _reason(course, "You begin at the first stage.")
    place = Place(0, first, why)
    most = int(course.number("programme_begin_stage_max"))
    if most < 2 or len(stages) < 2 or not stages[1].enter_when:  # noqa: PLR2004  (a second stage)
        return place
    told = _told_at_beginning(course, first)
    evidence = Evidence(
        knowledge=course.situation.knowledge,
        days=course.days,
        tests=(),
        day=first,
        weeks=0,
        sessions=0,
        cleared=_is_cleared(course, first),
        at_beginning=told,
    )
    mild = _begins_mild(course, told)
    if mild and all_met(stages[1].enter_when, evidence):
        text = "You begin at the second stage, because your pain is mild and does not wake you."
        return Place(1, first, _reason(course, text))
    return place


def _first_day(course: Course) -> date:
    began = course.situation.inputs.diary.began
    known = [*course.days, course.today, *([began] if began is not None else [])]
    return min(known)


def _told_at_beginning(course: Course, first: date) -> Mapping[Measure, float | None]:
    """The worst pain of the answers, of the first two days, and of today without a diary."""
    situation = course.situation
    daily = [situation.facts.number("pain_daily")]
    running = [situation.facts.number("pain_running")]
    early = [log for day, log in course.days.items() if (day - first).days <= 1]
    daily += [each.pain_daily for each in early]
    running += [each.pain_running for each in early]
    if not course.days:
        daily.append(situation.pain.daily)
        running.append(situation.pain.running)
    nights = [situation.facts.state(each) for each in NIGHT_FINDINGS]
    woke = State.PRESENT in nights or any(each.night for each in early)
    calm = all(each is State.ABSENT for each in nights)
    return {
        Measure.PAIN_DAILY: _most(daily),
        Measure.PAIN_RUNNING: _most(running),
        Measure.NIGHT_PAIN: 1.0 if woke else (0.0 if calm else None),
    }


def _begins_mild(course: Course, told: Mapping[Measure, float | None]) -> bool:
    pain = Pain(told[Measure.PAIN_DAILY], told[Measure.PAIN_RUNNING])
    verdict = zone_of(pain, course.situation.knowledge, bone=course.is_bone)
    return verdict.zone is Zone.GREEN


def _most(told: Sequence[float | None]) -> float | None:
    return max((each for each in told if each is not None), default=None)


def _live(course: Course, place: Place, day: date) -> Place:
    """One day of the diary: back on red, forward when everything asked for holds."""
    log = course.days.get(day)
    if log is not None:
        worst = _most([log.pain_running, log.pain_exercise])
        pain = Pain(log.pain_daily, worst, log.rise, at_night=bool(log.night), limp=log.limp)
        back = _setback(course, pain)
        if back is not None:
            return _step_back(course, place, day, back)
    if place.index + 1 >= len(course.programme.stages):
        return place
    asked = asked_of(course.programme, place.index)
    if not all_met(asked, evidence_on(course, place, day)):
        return place
    text = f"Everything the stage before asked for held on {_day_words(day)}."
    return Place(place.index + 1, day + ONE_DAY, _reason(course, text), place.back)


def asked_of(programme: Programme, index: int) -> tuple[StageCriterion, ...]:
    """What must hold to leave a stage and to enter the one after it, each once."""
    entering = programme.stages[index + 1].enter_when if index + 1 < len(programme.stages) else ()
    return tuple(dict.fromkeys((*programme.stages[index].leave_when, *entering)))


def _setback(course: Course, pain: Pain) -> Reason | None:
    """Why a day sends the runner back: a red light, or any pain where it is bone."""
    verdict = zone_of(pain, course.situation.knowledge, bone=course.is_bone)
    told = pain.worst is not None or pain.at_night or pain.limp
    stops = verdict.zone is Zone.RED or (course.is_bone and verdict.zone is not Zone.GREEN)
    return verdict.reason if told and stops else None


def _step_back(course: Course, place: Place, day: date, why: Reason) -> Place:
    """One stage back, once in so many days; bone goes back to the first. The count begins anew."""
    lower = 0 if course.is_bone else max(place.index - 1, 0)
    pause = timedelta(days=course.number("programme_back_days"))
    if lower == place.index or (place.back is not None and day - place.back < pause):
        return Place(place.index, day + ONE_DAY, place.why, place.back)
    text = f"One stage back on {_day_words(day)}: {why.text}"
    reason = Reason(text, why.sources, rule="stage_back", grade=why.grade)
    return Place(lower, day + ONE_DAY, reason, day)


def _after_silence(course: Course, place: Place, last: date | None, day: date) -> Place:
    """One stage back after so many days without a session."""
    longest = course.number("programme_silence_days")
    if last is None or (day - last).days < longest:
        return place
    text = f"No exercise session for {(day - last).days} days, so you begin one stage lower."
    return Place(max(place.index - 1, 0), day, _reason(course, text), place.back)


def _today(course: Course, place: Place) -> Place:
    """Today's pain where it is not in the diary yet, and a clearance that no longer covers all."""
    open_bone = course.programme.needs_clearance(place.index)
    if open_bone and not _is_cleared(course, course.today):
        text = "You are back at the first stage until a clinician has cleared every likely cause."
        return Place(0, course.today, _reason(course, text), course.today)
    back = _setback(course, course.situation.pain)
    return place if back is None else _step_back(course, place, course.today, back)


def _day_words(day: date) -> str:
    return f"{day.day} {day:%B}"


def _reason(course: Course, text: str) -> Reason:
    warrant = course.programme.warrant
    return Reason(text, warrant.sources, rule="stage", grade=warrant.grade)
