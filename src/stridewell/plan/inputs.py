"""Everything a plan may use, in one record: the moment, the judgement, the pain and the load."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from stridewell.differential.candidates import Differential
from stridewell.intake.presentation import Presentation
from stridewell.knowledge.records import Knowledge
from stridewell.plan.diary import Diary
from stridewell.plan.planned import PlannedSession
from stridewell.plan.wishes import Wishes
from stridewell.training_load.limits import SpikeClass
from stridewell.training_load.rolling import Habit
from stridewell.training_load.session import SessionLoad
from stridewell.triage.disposition import Disposition
from stridewell.values.evidence import Reason
from stridewell.values.timeline import days_before, in_utc, require_zone

WORST_PAIN = 10


@dataclass(frozen=True, slots=True)
class PainToday:
    """The pain of a daily check-in, 0 to 10; None where it was not told.

    ``rise_next_morning`` is by how many points pain was up on the morning after the last run.

    Raises:
        ValueError: a pain lies outside 0 to 10.
    """

    now: int
    worst_yesterday: int | None = None
    during_last_run: int | None = None
    rise_next_morning: int | None = None
    woke_at_night: bool | None = None
    limp: bool | None = None

    def __post_init__(self) -> None:
        """Refuse pains that are not on the scale."""
        for pain in (self.now, self.worst_yesterday, self.during_last_run):
            if pain is not None and not 0 <= pain <= WORST_PAIN:
                raise ValueError(f"pain is told from 0 to 10, not as {pain}")

    @property
    def daily(self) -> int:
        """The worst pain in daily life since yesterday."""
        return max(self.now, self.worst_yesterday or 0)


@dataclass(frozen=True, slots=True)
class LoadHistory:
    """What was run lately. None means that nobody measured it; it never means nothing.

    ``sessions`` are the runs of the last 30 days, ``longest_run_allowed_m`` the longest run
    at the moment of the plan that is not yet a spike.
    """

    sessions: tuple[SessionLoad, ...] = ()
    longest_run_allowed_m: float | None = None
    last_7_days_km: float | None = None
    last_28_days_km: float | None = None
    days_since_last_run: float | None = None
    spike_class: SpikeClass | None = None
    habit: Habit | None = None
    """What the runner was used to before the plan."""

    @property
    def usual_week_m(self) -> float | None:
        """The mean week of the last 28 days."""
        return None if self.last_28_days_km is None else self.last_28_days_km * 1000 / 4

    @property
    def usual_speed_m_s(self) -> float | None:
        """The median speed of the measured runs; None without one."""
        speeds = [
            each.distance_m / each.duration_s
            for each in self.sessions
            if each.distance_m and each.duration_s
        ]
        return median(speeds) if speeds else None

    def longest_in_window_m(self, moment: datetime, window_days: int) -> float | None:
        """The longest measured run of the window before a moment; None without one."""
        window = days_before(in_utc(moment), window_days)
        lengths = [
            each.distance_m
            for each in self.sessions
            if each.distance_m and window.contains(in_utc(each.start))
        ]
        return max(lengths, default=None)

    def allowed_for_m(
        self, at: datetime, days: int, window_days: int, percent: int
    ) -> float | None:
        """The longest run that is a spike on none of the coming days.

        A long run leaves the window as days pass, so the strictest day decides, taken at its
        end; days with no run to compare with any more are no less strict than those before.
        """
        if self.longest_run_allowed_m is None:
            return None
        if not any(each.distance_m for each in self.sessions):
            return self.longest_run_allowed_m
        longest = [
            self.longest_in_window_m(at + timedelta(days=day + 1), window_days)
            for day in range(days)
        ]
        known = [each * (100 + percent) / 100 for each in longest if each is not None]
        return min([self.longest_run_allowed_m, *known])


@dataclass(frozen=True, slots=True)
class LadderProgress:
    """How far a runner has come on a walk-run ladder: the step and its finished sessions."""

    ladder: str
    step: int
    sessions_done: int


@dataclass(frozen=True, slots=True)
class PlanInput:
    """One decision's whole input.

    ``answers_at`` is when pain was last told, ``cleared_by_clinician`` the conditions for which
    a clinician has allowed running again. ``planned`` holds the sessions of the plan before
    this one, those that the runner moved among them, and of the days behind; ``compared`` those
    of the plan that this one is compared with. ``level_since`` is the day on which an urgency
    that is held began; None without one. ``known_to_clinician`` are the triage rules that had
    fired when the newest clearance was entered; None without a clearance. ``assumed`` is what was
    taken for granted where clocks or devices do not fit together.

    Raises:
        ValueError: a moment has no time zone.
    """

    at: datetime
    presentation: Presentation
    disposition: Disposition
    differential: Differential
    load: LoadHistory
    answers_at: datetime
    knowledge: Knowledge
    pain_today: PainToday | None = None
    cleared_by_clinician: frozenset[str] = frozenset()
    ladder: LadderProgress | None = None
    wishes: Wishes = field(default_factory=Wishes)
    diary: Diary = field(default_factory=Diary)
    planned: tuple[PlannedSession, ...] = ()
    compared: tuple[PlannedSession, ...] = ()
    level_since: date | None = None
    known_to_clinician: frozenset[str] | None = None
    assumed: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        """Refuse moments without a time zone."""
        require_zone(self.at)
        require_zone(self.answers_at)
