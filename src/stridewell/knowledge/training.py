"""What the plan is made of: exercises with doses, programmes with stages, walk-run ladders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.criteria import Criterion
from stridewell.knowledge.warrant import Warrant
from stridewell.values.quantities import Interval

SECONDS_A_MINUTE = 60
LONG_S = 300
"""A hold of this many seconds or more is said in minutes: it is no hold but a ride or a walk."""


class ExerciseKind(StrEnum):
    """What an exercise trains."""

    STRENGTH = "strength"
    HOLD = "hold"
    MOBILITY = "mobility"
    BALANCE = "balance"
    JUMP = "jump"
    ENDURANCE = "endurance"
    NERVE = "nerve"
    PELVIC_FLOOR = "pelvic_floor"
    WARM_UP = "warm_up"
    SELF_MASSAGE = "self_massage"


class Stage(StrEnum):
    """How far the work has come; the doses of an exercise go by it."""

    START = "start"
    MID = "mid"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise at one stage; reps and hold are alternatives or go together.

    ``reps_to`` is the upper end of a range of repetitions, ``distance_m`` stands for repetitions
    where one walks, ``tempo`` says how fast, ``rpe`` how hard on a scale of 0 to 10.
    """

    sets: int
    reps: int | None
    hold_s: int | None
    days_per_week: int
    effort: str
    note: str = ""
    reps_to: int | None = None
    distance_m: int | None = None
    tempo: str = ""
    rpe: Interval | None = None

    @property
    def text(self) -> str:
        """The dose as a person says it: 3 × 12 hold 5 s, 3 days a week, easy."""
        tempo = f", {self.tempo}" if self.tempo else ""
        days = "1 day" if self.days_per_week == 1 else f"{self.days_per_week} days"
        return f"{self._amount}{tempo}, {days} a week, {self.effort}"

    @property
    def _amount(self) -> str:
        if self.reps is None and self.distance_m is None and (self.hold_s or 0) >= LONG_S:
            sets = f"{self.sets} × " if self.sets > 1 else ""
            return f"{sets}{(self.hold_s or 0) / SECONDS_A_MINUTE:g} min"
        reps = f" {self.reps}" if self.reps is not None else ""
        range_end = f" to {self.reps_to}" if self.reps_to is not None else ""
        walked = f" {self.distance_m} m" if self.distance_m is not None else ""
        hold = f" hold {self.hold_s} s" if self.hold_s is not None else ""
        return f"{self.sets} ×{reps}{range_end}{walked}{hold}"


@dataclass(frozen=True, slots=True)
class MuscleActivity:
    """How hard a muscle works, in per cent of its greatest effort; it says load, not healing."""

    muscle: str
    percent: Interval
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class Equipment:
    """Something an exercise needs; ``always`` says that everybody has it or what does as well."""

    id: str
    name: str
    always: bool


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise: how to do it, how much, what it helps and where it may harm.

    ``harder`` and ``easier`` name the next forms; ``heavy_legs`` the stages in which the legs
    need a day before the next run; ``impact`` says that it jumps; ``claims`` are the popular
    claims it comes from; ``offered`` is False for those that are only explained, never planned.
    """

    id: str
    name: str
    target: str
    position: str
    steps: tuple[str, ...]
    feel: str
    faults: tuple[str, ...]
    equipment: tuple[str, ...]
    doses: Mapping[str, Dose]
    progress: str
    regress: str
    helps: tuple[str, ...]
    avoid_for: tuple[str, ...]
    avoid_when: Criterion | None
    warrant: Warrant
    avoid_because: str = ""
    """Why it may harm where it is to be avoided; a clause without a capital or a full stop."""
    gentle: bool = False
    """Whether it may be done while a clinician is still to be seen."""
    kind: ExerciseKind = ExerciseKind.STRENGTH
    harder: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()
    heavy_legs: frozenset[Stage] = frozenset()
    impact: bool = False
    activity: tuple[MuscleActivity, ...] = ()
    offered: bool = True


class Measure(StrEnum):
    """What a stage of a programme is judged by."""

    WEEKS_IN_STAGE = "weeks_in_stage"
    SESSIONS_IN_STAGE = "sessions_in_stage"
    PAIN_DAILY = "pain_daily"
    PAIN_RUNNING = "pain_running"
    PAIN_EXERCISE = "pain_exercise"
    NIGHT_PAIN = "night_pain"
    TEST = "test"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class StageCriterion:
    """One thing that must hold: a measure with its bounds; unknown does not hold.

    ``test`` names a strength test (with ``symmetry`` True: its left/right symmetry in per cent)
    and only goes with ``Measure.TEST``. NIGHT_PAIN and CLEARED are 0 or 1.
    """

    measure: Measure
    at_most: float | None = None
    at_least: float | None = None
    test: str = ""
    symmetry: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeStage:
    """One stage: what it is for, its exercises in order, and what must hold to enter and leave."""

    id: str
    name: str
    aim: str
    dose: Stage
    exercises: tuple[str, ...]
    weeks: Interval | None
    running: str
    enter_when: tuple[StageCriterion, ...]
    leave_when: tuple[StageCriterion, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """The way back for one or several conditions, in stages."""

    id: str
    name: str
    conditions: tuple[str, ...]
    days_per_week: int
    load: tuple[str, ...]
    """What to change in daily life; whole sentences."""
    stages: tuple[ProgrammeStage, ...]
    warrant: Warrant

    def needs_clearance(self, index: int) -> bool:
        """Whether nobody is in that stage (counted from 0) without a clinician's clearance."""
        return any(
            criterion.measure is Measure.CLEARED and (criterion.at_least or 0) > 0
            for stage in self.stages[: index + 1]
            for criterion in stage.enter_when
        )


class Phase(StrEnum):
    """What a step of a ladder asks for."""

    WALK_RUN = "walk_run"
    LENGTH = "length"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step of a walk-run ladder: so many repeats of running and walking minutes.

    In the phase ``LENGTH`` one run a week may grow with the longest run; in the phase ``EXTRA``
    a run also holds what is reintroduced, named by ``extra``.
    """

    number: int
    run_min: float
    walk_min: float
    repeats: int
    note: str = ""
    phase: Phase = Phase.WALK_RUN
    extra: str = ""

    @property
    def run_total_min(self) -> float:
        """Minutes of running in the whole session."""
        return self.run_min * self.repeats

    @property
    def walk_total_min(self) -> float:
        """Minutes of walking in the whole session."""
        return self.walk_min * self.repeats


class EntryMeasure(StrEnum):
    """What a condition for the first step of a ladder is judged by."""

    CLEARED = "cleared"
    CALM_DAYS = "calm_days"
    ABSENT = "absent"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class LadderEntry:
    """One thing that must hold before the first step; unknown does not hold.

    ``CLEARED``: a clinician has cleared the causes of the ladder, or ``condition`` where one is
    named. ``CALM_DAYS``: for ``at_least`` days in a row no pain above ``at_most`` was told.
    ``ABSENT``: ``finding`` is known to be absent. ``GATE``: the tests of the ladder are passed.
    """

    text: str
    measure: EntryMeasure
    at_most: float | None = None
    at_least: float | None = None
    finding: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """A walk-run ladder with its rules for moving on.

    ``gate`` names the home tests before the first step and ``gate_pain`` the pain up to which
    one of them counts as passed; ``first_when`` names findings with which the ladder comes
    before the one for the tissue.
    """

    id: str
    name: str
    tissues: tuple[str, ...]
    sessions_per_step: int
    days_per_week: int
    pain_limit: int
    entry: tuple[str, ...]
    steps: tuple[LadderStep, ...]
    warrant: Warrant
    conditions: tuple[LadderEntry, ...] = ()
    gate: tuple[str, ...] = ()
    gate_pain: int = 0
    first_when: tuple[str, ...] = ()

    @property
    def continuous(self) -> int:
        """The number of the first step that is one run without a break."""
        return next((each.number for each in self.steps if each.repeats == 1), len(self.steps))


@dataclass(frozen=True, slots=True)
class GateTest:
    """A test at home before the first run; ``impact`` says that it jumps or lands."""

    id: str
    name: str
    steps: tuple[str, ...]
    passes: str
    impact: bool
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class ExtraParts:
    """How often and how long something quicker is done, in seconds, and the walk after each."""

    times: int
    work_s: int
    rest_s: int


@dataclass(frozen=True, slots=True)
class Reintroduced:
    """Something that comes back into running on its own, in the order of the file.

    ``sessions`` are the good runs with it before the next one comes; ``how`` is written behind
    the text of the run that holds it; ``parts`` are what a watch can lead through, None where
    it is the ground that is new and not the pace.
    """

    id: str
    name: str
    how: str
    watch: str
    sessions: int
    warrant: Warrant
    parts: ExtraParts | None = None
