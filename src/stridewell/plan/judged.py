"""Each day with a run, judged by the pain in it, after it and on the next morning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Ladder, Phase
from stridewell.plan.diary import Completion, Morning, SessionDone
from stridewell.plan.inputs import PlanInput
from stridewell.plan.ladder import is_bone, whole_m
from stridewell.plan.zones import Pain, Zone, ZoneVerdict, zone_of


@dataclass(frozen=True, slots=True)
class RunDay:
    """A day on which somebody ran, everything told of it taken together.

    ``zone`` None: not enough is known, so the day counts for nothing. ``fresh`` says that it was
    not the day after another run. ``ladder`` and ``step`` are those planned, the lowest of
    several; ``extras`` what was reintroduced in it.
    """

    day: date
    zone: Zone | None
    text: str
    done: bool
    fresh: bool
    ladder: str | None
    step: int | None
    extras: frozenset[str]
    over_planned: bool

    @property
    def is_good(self) -> bool:
        """Whether it can count for a step: done, green, and not on the day after a run."""
        return self.done and self.fresh and self.zone is Zone.GREEN


def judged_days(inputs: PlanInput, *, bone: bool) -> tuple[RunDay, ...]:
    """Every day with a run up to now, the oldest first; ``bone`` judges by the stricter rule.

    Several entries for one day, from two devices perhaps, are one run with the worst of them.
    """
    today = inputs.at.date()
    by_day: dict[date, list[SessionDone]] = {}
    for session in inputs.diary.sessions:
        ran = session.kind.has_running and session.completion is not Completion.SKIPPED
        if ran and session.day <= today:
            by_day.setdefault(session.day, []).append(session)
    mornings = mornings_by_day(inputs)
    judged: list[RunDay] = []
    before: date | None = None
    for day in sorted(by_day):
        gap = inputs.knowledge.number("session_gap_days")
        fresh = before is None or (day - before).days >= gap
        judged.append(_run_day(day, by_day[day], mornings, inputs, bone=bone, fresh=fresh))
        before = day
    return tuple(judged)


def mornings_by_day(inputs: PlanInput) -> Mapping[date, tuple[Morning, ...]]:
    """The check-ins of each day up to now."""
    today = inputs.at.date()
    found: dict[date, tuple[Morning, ...]] = {}
    for morning in inputs.diary.mornings:
        if morning.day <= today:
            found[morning.day] = (*found.get(morning.day, ()), morning)
    return found


def growing(inputs: PlanInput) -> bool:
    """Whether growth plates may still be open; an unknown age counts as young."""
    ages = [each.value for each in inputs.presentation.findings if each.id == "age"]
    age = ages[-1] if ages else None
    return age is None or age < inputs.knowledge.number("teen_until_age")


def _run_day(
    day: date,
    sessions: Sequence[SessionDone],
    mornings: Mapping[date, tuple[Morning, ...]],
    inputs: PlanInput,
    *,
    bone: bool,
    fresh: bool,
) -> RunDay:
    knowledge = inputs.knowledge
    on_ladder = [each for each in sessions if each.ladder is not None]
    steps = [each.step for each in on_ladder if each.step is not None]
    over = any(_over_planned(each, knowledge) for each in sessions)
    pain, after = _pain(day, sessions, mornings, knowledge)
    verdict = _stricter(zone_of(pain, knowledge, bone=bone), pain, inputs, over=over)
    amber = verdict.zone is Zone.AMBER and (over or pain.worst is not None)
    known = amber or verdict.zone is Zone.RED or (pain.running is not None and after)
    return RunDay(
        day=day,
        zone=verdict.zone if known else None,
        text=verdict.reason.text if known else _missing(pain),
        done=any(each.completion is Completion.DONE for each in sessions),
        fresh=fresh,
        ladder=on_ladder[0].ladder if on_ladder else None,
        step=min(steps, default=None),
        extras=frozenset(each.extra for each in sessions if each.extra),
        over_planned=over,
    )


def _missing(pain: Pain) -> str:
    if pain.running is None:
        return "The pain in this run was not told, so it counts for nothing."
    return "The morning after was not told, so this run counts for nothing."


def _pain(
    day: date,
    sessions: Sequence[SessionDone],
    mornings: Mapping[date, tuple[Morning, ...]],
    knowledge: Knowledge,
) -> tuple[Pain, bool]:
    """The worst that was told of a day's run, and whether a morning after it was told.

    Pain and stiffness of the morning after are compared with the lowest told on the day of the
    run; what was not told then counts as none, which is the careful reading.
    """
    window = int(knowledge.number("morning_window_days"))
    days = [day + timedelta(days=each + 1) for each in range(window)]
    after = [morning for each in days for morning in mornings.get(each, ())]
    same = mornings.get(day, ())
    during = [
        *(each.pain_during for each in sessions),
        *(each.during_last_run for each in after),
    ]
    now, worst = _told(each.pain_now for each in after), _told(e.worst_yesterday for e in after)
    stiff = _told(each.stiffness_min for each in after)
    base = min(_told(each.pain_now for each in same), default=0)
    stiff_base = min(_told(each.stiffness_min for each in same), default=0)
    pain = Pain(
        daily=max((*now, *worst), default=None),
        running=max(_told(during), default=None),
        rise_next_morning=max(now) - base if now else None,
        at_night=any(each.woke_at_night for each in after),
        limp=any(each.limp for each in after) or any(each.limped for each in sessions),
        stiffness_rise_min=max(stiff) - stiff_base if stiff else None,
    )
    return pain, bool(now)


def _told(values: Iterable[int | None]) -> list[int]:
    return [each for each in values if each is not None]


def _stricter(verdict: ZoneVerdict, pain: Pain, inputs: PlanInput, *, over: bool) -> ZoneVerdict:
    """Green becomes amber after a run much longer than planned, and for a young runner's pain."""
    if over and verdict.zone is not Zone.RED:
        return _amber(verdict, "The run was much longer than planned: an amber light at least.")
    limit = inputs.knowledge.number("teen_green_max")
    hurts = pain.worst is not None and pain.worst > limit
    if verdict.zone is Zone.GREEN and hurts and growing(inputs):
        return _amber(verdict, "Below 18 only a run without pain counts: stay at this step.")
    return verdict


def _amber(verdict: ZoneVerdict, text: str) -> ZoneVerdict:
    return ZoneVerdict(Zone.AMBER, replace(verdict.reason, text=text))


def _over_planned(session: SessionDone, knowledge: Knowledge) -> bool:
    """Whether a walk-run was much longer than its step, had every minute of it been run."""
    ladder = knowledge.ladders.get(session.ladder or "")
    if ladder is None or session.step is None or not 1 <= session.step <= len(ladder.steps):
        return False
    planned = ladder.steps[session.step - 1]
    if planned.phase is not Phase.WALK_RUN:
        return False
    share = 1 + knowledge.number("over_planned_percent") / 100
    minutes = planned.run_total_min + planned.walk_total_min
    too_long = session.minutes is not None and session.minutes > share * minutes
    far = share * whole_m(planned, knowledge)
    return too_long or (session.distance_m is not None and session.distance_m > far)


def ladder_days(inputs: PlanInput, ladder: Ladder) -> tuple[RunDay, ...]:
    """The days with a run from the first one on this ladder on."""
    days = judged_days(inputs, bone=is_bone(ladder))
    first = next((n for n, each in enumerate(days) if each.ladder == ladder.id), None)
    return () if first is None else days[first:]
