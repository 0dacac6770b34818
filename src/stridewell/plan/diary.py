"""What was done and felt since the plan began: sessions, mornings, clearances, tests, gates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stridewell.plan.items import ActivityKind
from stridewell.values.anatomy import Side

WORST_PAIN = 10


class Completion(StrEnum):
    """How far a planned session was done."""

    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """One exercise as it was done; None where it was not told. Pain and effort from 0 to 10."""

    exercise: str
    sets: int | None = None
    reps: int | None = None
    hold_s: int | None = None
    load_kg: float | None = None
    pain: int | None = None
    effort: int | None = None
    clean: bool | None = None
    """Whether the form stayed good to the end."""


@dataclass(frozen=True, slots=True)
class SessionDone:
    """One session of a day as it went; None where it was not told.

    ``ladder`` and ``step`` are those planned for a walk-run; ``run_id`` is the stored run it
    was; ``kind`` is the kind of the planned session. Pain and effort go from 0 to 10.

    Raises:
        ValueError: a pain or an effort is not on the scale.
    """

    day: date
    kind: ActivityKind
    completion: Completion
    pain_during: int | None = None
    effort: int | None = None
    limped: bool | None = None
    minutes: float | None = None
    distance_m: float | None = None
    ladder: str | None = None
    step: int | None = None
    extra: str | None = None
    """What was reintroduced in the run, such as strides or hills."""
    run_id: int | None = None
    exercises: tuple[ExerciseDone, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what is not on the scale."""
        for told in (self.pain_during, self.effort):
            if told is not None and not 0 <= told <= WORST_PAIN:
                raise ValueError(f"pain and effort are told from 0 to 10, not as {told}")


@dataclass(frozen=True, slots=True)
class Morning:
    """One check-in; several a day are possible. Pains from 0 to 10, None where not told.

    ``stiffness_min`` is how long the morning stiffness lasted, ``stress`` goes from 0 to 10.
    """

    day: date
    pain_now: int | None = None
    worst_yesterday: int | None = None
    during_last_run: int | None = None
    stiffness_min: int | None = None
    side: Side | None = None
    sleep_h: float | None = None
    stress: int | None = None
    woke_at_night: bool | None = None
    limp: bool | None = None


@dataclass(frozen=True, slots=True)
class Clearance:
    """A clinician has allowed running again for one condition."""

    condition: str
    day: date
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TestDone:
    """One strength, endurance, balance or range test on one side (None: both or no side).

    ``value`` is in the unit of the test; ``pain`` from 0 to 10. Of an alignment the side is the
    lower one, and ``is_new`` says that it was not so before.
    """

    __test__ = False  # it is no test of pytest's

    test: str
    day: date
    value: float
    side: Side | None = None
    pain: int | None = None
    is_new: bool | None = None


@dataclass(frozen=True, slots=True)
class GateDone:
    """One item of the gate before running, tried at home or told by the runner."""

    gate: str
    day: date
    passed: bool
    pain: int | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """Everything told since the plan began, each the oldest first.

    ``began`` is the day of the first plan; None before there was one.
    """

    began: date | None = None
    sessions: tuple[SessionDone, ...] = ()
    mornings: tuple[Morning, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    tests: tuple[TestDone, ...] = ()
    gates: tuple[GateDone, ...] = ()

    @property
    def cleared(self) -> frozenset[str]:
        """The conditions a clinician has cleared."""
        return frozenset(each.condition for each in self.clearances)
