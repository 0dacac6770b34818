"""How one exercise moves on: more repetitions, then load or the next form; hold; or go back.

Nothing is added without two good sessions that were told in full and a calm morning after each.
One thing changes at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Dose, Exercise, ExerciseKind, Stage
from stridewell.plan.day_log import ExerciseLog
from stridewell.values.evidence import Reason


class Direction(StrEnum):
    """Which way an exercise moves."""

    START = "start"
    HOLD = "hold"
    PROGRESS = "progress"
    REGRESS = "regress"
    DELOAD = "deload"


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in one exercise and why; reps and load are what to do now.

    ``variant`` is True where the harder form comes next (or, going back, the easier one) and
    nothing else changes; ``reps`` is None for holds and walks.
    """

    direction: Direction
    sets: int
    reps: int | None
    load_kg: float | None
    reason: Reason
    variant: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """One exercise with its dose, its logs of the stage (oldest first) and the day of the plan.

    ``last_load_kg`` is the last load told at all, also in an earlier stage; ``deload`` says that
    this week has fewer sets; ``has_harder`` and ``has_easier`` that such a form can be done.
    """

    exercise: Exercise
    stage: Stage
    dose: Dose
    logs: Sequence[ExerciseLog]
    today: date
    knowledge: Knowledge
    last_load_kg: float | None = None
    deload: bool = False
    has_harder: bool = False
    has_easier: bool = False

    def number(self, name: str) -> float:
        """A number of the reasoning."""
        return self.knowledge.number(name)

    @property
    def top(self) -> int | None:
        """The repetitions up to which one goes before anything else is added."""
        if self.dose.reps is None:
            return None
        if self.dose.reps_to is not None:
            return self.dose.reps_to
        if self.exercise.kind is ExerciseKind.JUMP:
            return max(self.dose.reps, int(self.number("reps_power_max")))
        if self.exercise.kind is not ExerciseKind.STRENGTH:
            return self.dose.reps
        return max(self.dose.reps, int(self.number(f"reps_{self.stage.value}_max")))

    @property
    def reps(self) -> int | None:
        """The repetitions of the last session, within the range of the dose."""
        if self.dose.reps is None or self.top is None:
            return None
        told = self.logs[-1].reps if self.logs else None
        return self.dose.reps if told is None else min(max(told, self.dose.reps), self.top)

    @property
    def load_kg(self) -> float | None:
        """The load of the last session in which one was told."""
        told = [each.load_kg for each in self.logs if each.load_kg is not None]
        return told[-1] if told else self.last_load_kg


def change_of(work: Work) -> Change:
    """What to do with an exercise now."""
    if not work.logs:
        return _as_is(work, Direction.START, "Begin with this dose.", "progress_sessions")
    setback = _setback(work)
    if setback is not None:
        return _back(work, *setback)
    if work.deload:
        return _fewer_sets(work)
    needed = int(work.number("progress_sessions"))
    lacking = _lacking(work, needed)
    if lacking is not None:
        return _as_is(work, Direction.HOLD, lacking, "progress_sessions")
    return _more(work, work.logs[-needed:])


def _setback(work: Work) -> tuple[str, str] | None:
    """Why the exercise goes back, with the number that says so."""
    last = work.logs[-1]
    away = (work.today - last.day).days
    if last.pain is not None and last.pain >= work.number("regress_pain"):
        return f"It hurt {last.pain} out of 10 last time.", "regress_pain"
    if last.next_rise is not None and last.next_rise >= work.number("regress_morning_rise"):
        text = f"The morning after it pain was up by {last.next_rise} points."
        return text, "regress_morning_rise"
    poor = int(work.number("regress_poor_sessions"))
    if len(work.logs) >= poor and all(_is_poor(work, each) for each in work.logs[-poor:]):
        return f"The last {poor} sessions did not go well.", "regress_poor_sessions"
    if away >= work.number("layoff_days"):
        return f"You have not done it for {away} days.", "layoff_days"
    return None


def _is_poor(work: Work, log: ExerciseLog) -> bool:
    """Too much pain, form lost, or fewer repetitions than the least of the dose."""
    pain = log.pain is not None and log.pain > work.number("progress_pain_max")
    short = work.dose.reps is not None and log.reps is not None and log.reps < work.dose.reps
    return pain or short or log.clean is False


def _lacking(work: Work, needed: int) -> str | None:
    """What the last sessions lack for more; None where they were good."""
    if len(work.logs) < needed:
        return f"Stay with this until {needed} sessions in a row were good."
    for log in work.logs[-needed:]:
        wrong = _not_good(work, log)
        if wrong is not None:
            return wrong
    return None


def _not_good(work: Work, log: ExerciseLog) -> str | None:
    """Why a session does not count as good; what was not told does not count."""
    if log.pain is None or log.clean is None:
        return "Stay with this; pain and form of the last sessions were not both told."
    if log.pain > work.number("progress_pain_max") or not log.clean:
        return "Stay with this until it goes with little pain and good form."
    if log.effort is not None and log.effort > work.number(f"effort_{work.stage.value}_max"):
        return f"Stay with this; it was hard ({log.effort} out of 10)."
    if not _is_whole(work.dose, log):
        return "Stay with this until the whole dose has been done and told."
    return _not_settled(work, log)


def _is_whole(dose: Dose, log: ExerciseLog) -> bool:
    amounts = ((log.sets, dose.sets), (log.reps, dose.reps), (log.hold_s, dose.hold_s))
    return all(asked is None or (told is not None and told >= asked) for told, asked in amounts)


def _not_settled(work: Work, log: ExerciseLog) -> str | None:
    if log.next_rise is None:
        return "Stay with this until the morning after it has been told."
    if log.next_rise > work.number("progress_morning_rise_max"):
        return "Stay with this until the morning after it is as calm as the one before."
    return None


def _more(work: Work, good: Sequence[ExerciseLog]) -> Change:
    """One thing more: repetitions, else load, else the next form."""
    text = f"{len(good)} sessions in a row were good and the mornings after them calm"
    top, told = work.top, [each.reps for each in good if each.reps is not None]
    if top is not None and told and min(told) < top:
        reps = min(top, min(told) + int(work.number("progress_reps_step")))
        return _changed(work, f"{text}, so it is {reps} repetitions now.", reps=reps)
    heavier = _heavier(work)
    if heavier is not None:
        words = f"{text}, so the load goes up to {heavier:g} kg, with fewer repetitions at first."
        return _changed(work, words, reps=work.dose.reps, load_kg=heavier)
    if work.has_harder:
        words = f"{text}, so the next form comes."
        return Change(
            Direction.PROGRESS,
            work.dose.sets,
            work.dose.reps,
            work.load_kg,
            _reason(work, words, "progress_sessions"),
            variant=True,
        )
    words = f"{text}. Keep it as it is; more comes with the next stage."
    return _as_is(work, Direction.HOLD, words, "progress_sessions")


def _heavier(work: Work) -> float | None:
    """The next load, up by no more than the limit; None without a load or a fitting step."""
    load = work.load_kg
    if not load:
        return None
    step = work.number("load_increment_kg")
    most = load * (100 + work.number("progress_load_high_percent")) / 100
    heavier = floor(most / step + 1e-9) * step
    least = load * (100 + work.number("progress_load_low_percent")) / 100
    return heavier if heavier >= least - 1e-9 else None


def _back(work: Work, why: str, number: str) -> Change:
    """One thing less: load, else repetitions, else the easier form, else a set."""
    load, reps = work.load_kg, work.reps
    if load:
        step = work.number("load_increment_kg")
        share = (100 - work.number("regress_load_percent")) / 100
        lighter = max(floor(load * share / step + 1e-9) * step, 0.0)
        words = f"{why} Less load this time: {lighter:g} kg."
        return _lower(work, words, number, load_kg=lighter)
    if reps is not None and work.dose.reps is not None and reps > work.dose.reps:
        words = f"{why} Back to {work.dose.reps} repetitions."
        return _lower(work, words, number, reps=work.dose.reps)
    if work.has_easier:
        reason = _reason(work, f"{why} The easier form for now.", number)
        return Change(Direction.REGRESS, work.dose.sets, reps, load, reason, variant=True)
    words = f"{why} One set fewer this time."
    return _lower(work, words, number, sets=max(work.dose.sets - 1, 1))


def _fewer_sets(work: Work) -> Change:
    share = work.number("deload_sets_percent") / 100
    sets = max(1, round(work.dose.sets * share))
    text = f"An easier week after three of training: {sets} of {work.dose.sets} sets."
    reason = _reason(work, text, "deload_every_weeks")
    return Change(Direction.DELOAD, sets, work.reps, work.load_kg, reason)


def _as_is(work: Work, direction: Direction, text: str, number: str) -> Change:
    reason = _reason(work, text, number)
    return Change(direction, work.dose.sets, work.reps, work.load_kg, reason)


def _changed(work: Work, text: str, *, reps: int | None, load_kg: float | None = None) -> Change:
    reason = _reason(work, text, "progress_sessions")
    load = work.load_kg if load_kg is None else load_kg
    return Change(Direction.PROGRESS, work.dose.sets, reps, load, reason)


def _lower(
    work: Work,
    text: str,
    number: str,
    *,
    reps: int | None = None,
    load_kg: float | None = None,
    sets: int | None = None,
) -> Change:
    return Change(
        Direction.REGRESS,
        work.dose.sets if sets is None else sets,
        work.reps if reps is None else reps,
        work.load_kg if load_kg is None else load_kg,
        _reason(work, text, number),
    )


def _reason(work: Work, text: str, number: str) -> Reason:
    warrant = work.knowledge.reasoning[number].warrant
    return Reason(text, warrant.sources, rule=number, grade=warrant.grade)
