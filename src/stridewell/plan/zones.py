"""The pain-monitoring zones: green go on, amber hold, red stop. Bone has no green above zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Warrant
from stridewell.plan.days_off import days_off
from stridewell.plan.inputs import PlanInput
from stridewell.plan.ladder import ladder_for
from stridewell.values.evidence import Facts, Reason, State


class Zone(StrEnum):
    """How the pain of the last day is to be read."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Pain:
    """What is known of the pain, 0 to 10; None is not told and not zero.

    ``stiffness_rise_min`` is by how many minutes morning stiffness lasted longer than before,
    ``sleep_h`` the hours of the last night.
    """

    daily: float | None
    running: float | None
    rise_next_morning: float | None = None
    at_night: bool = False
    limp: bool = False
    stiffness_rise_min: float | None = None
    sleep_h: float | None = None

    @property
    def worst(self) -> float | None:
        """The worst of the pains that were told."""
        told = [each for each in (self.daily, self.running) if each is not None]
        return max(told, default=None)


@dataclass(frozen=True, slots=True)
class ZoneVerdict:
    """The zone and the sentence that says why."""

    zone: Zone
    reason: Reason


def read_pain(inputs: PlanInput, facts: Facts) -> Pain:
    """The newest pain: the check-in of the day where there is one, else the answers.

    A limp or pain at night counts when either of them tells it. Pain in a run of long ago says
    nothing of today: it would forbid running for ever, since only a run can tell it anew.
    """
    today = inputs.pain_today
    stiffness, sleep_h = _stiffness_rise(inputs), _sleep(inputs)
    limp = facts.state("limp") is State.PRESENT
    at_night = facts.state("night_pain_deep") is State.PRESENT
    told_running = None if _ran_long_ago(inputs) else facts.number("pain_running")
    if today is None:
        daily = facts.number("pain_daily")
        return Pain(daily, told_running, None, at_night, limp, stiffness, sleep_h)
    running = told_running if today.during_last_run is None else today.during_last_run
    if _ran_long_ago(inputs):
        running = None
    return Pain(
        daily=today.daily,
        running=running,
        rise_next_morning=today.rise_next_morning,
        at_night=at_night or bool(today.woke_at_night),
        limp=limp or bool(today.limp),
        stiffness_rise_min=stiffness,
        sleep_h=sleep_h,
    )


def _ran_long_ago(inputs: PlanInput) -> bool:
    days = days_off(inputs)
    return days is not None and days >= inputs.knowledge.number("running_pain_old_days")


def _stiffness_rise(inputs: PlanInput) -> float | None:
    """How much longer this morning's stiffness lasted than the last one told before it."""
    today = inputs.at.date()
    told: dict[date, list[int]] = {}
    for morning in inputs.diary.mornings:
        if morning.stiffness_min is not None and morning.day <= today:
            told.setdefault(morning.day, []).append(morning.stiffness_min)
    before = max((day for day in told if day < today), default=None)
    if today not in told or before is None:
        return None
    return float(max(told[today]) - min(told[before]))


def _sleep(inputs: PlanInput) -> float | None:
    """The hours of the last night; of two that were told the shorter."""
    today = inputs.at.date()
    told = [
        morning.sleep_h
        for morning in inputs.diary.mornings
        if morning.day == today and morning.sleep_h is not None
    ]
    return min(told, default=None)


def zone_of(pain: Pain, knowledge: Knowledge, *, bone: bool) -> ZoneVerdict:
    """The zone of a pain; ``bone`` applies the stricter rule for bone."""
    return _red(pain, knowledge) or (
        _bone_zone(pain, knowledge) if bone else _soft_zone(pain, knowledge)
    )


def _red(pain: Pain, knowledge: Knowledge) -> ZoneVerdict | None:
    number = knowledge.number
    if pain.limp:
        return _verdict(Zone.RED, "You limp.", "pain_amber_max", knowledge)
    if pain.at_night:
        return _verdict(Zone.RED, "It wakes you at night.", "pain_amber_max", knowledge)
    if pain.worst is not None and pain.worst > number("pain_amber_max"):
        text = f"Pain of {pain.worst:g} out of 10 is a red light."
        return _verdict(Zone.RED, text, "pain_amber_max", knowledge)
    rise = pain.rise_next_morning
    if rise is not None and rise >= number("morning_rise_stop"):
        text = f"The morning after your last run pain was up by {rise:g} points."
        return _verdict(Zone.RED, text, "morning_rise_stop", knowledge)
    return None


def _soft_zone(pain: Pain, knowledge: Knowledge) -> ZoneVerdict:
    worst = pain.worst
    if worst is None:
        return _verdict(Zone.AMBER, "Your pain was not told.", "pain_green_max", knowledge)
    if worst > knowledge.number("pain_green_max"):
        text = f"Pain of {worst:g} out of 10 is an amber light: hold, do not add."
        return _verdict(Zone.AMBER, text, "pain_green_max", knowledge)
    text = f"Pain of {worst:g} out of 10 is a green light."
    return _held(pain, knowledge) or _verdict(Zone.GREEN, text, "pain_green_max", knowledge)


def _bone_zone(pain: Pain, knowledge: Knowledge) -> ZoneVerdict:
    ladder = ladder_for(knowledge, bone=True)
    calm = pain.worst is not None and pain.worst <= ladder.pain_limit
    text = (
        "No pain: with bone that is the only green light."
        if calm
        else "With bone any pain is a warning: stop the session and step back."
    )
    reason = Reason(
        text, ladder.warrant.sources, rule="bone_pain_limit", grade=ladder.warrant.grade
    )
    held = _held(pain, knowledge) if calm else None
    return held or ZoneVerdict(Zone.GREEN if calm else Zone.AMBER, reason)


def _held(pain: Pain, knowledge: Knowledge) -> ZoneVerdict | None:
    """Amber for what is no pain: longer stiffness, or a short night."""
    rise, sleep_h = pain.stiffness_rise_min, pain.sleep_h
    if rise is not None and rise >= knowledge.number("stiffness_rise_amber_min"):
        text = f"Morning stiffness lasted {rise:g} minutes longer: an amber light, do not add."
        return _verdict(Zone.AMBER, text, "stiffness_rise_amber_min", knowledge)
    if sleep_h is not None and sleep_h < knowledge.number("sleep_short_h"):
        text = f"You slept {sleep_h:g} hours: an amber light for today, do not add."
        return _verdict(Zone.AMBER, text, "sleep_short_h", knowledge)
    return None


def zone_guide(knowledge: Knowledge, *, bone: bool) -> tuple[Reason, ...]:
    """What the lights mean, one sentence or two for each, green first."""
    return _bone_guide(knowledge) if bone else _soft_guide(knowledge)


def _soft_guide(knowledge: Knowledge) -> tuple[Reason, ...]:
    green, amber = knowledge.number("pain_green_max"), knowledge.number("pain_amber_max")
    rise = knowledge.number("morning_rise_stop")
    up_to = f"Green: pain up to {green:g} out of 10, back to usual within 24 hours. Go on."
    settles = f"Amber: pain up to {amber:g} that settles within 24 hours, or longer stiffness."
    above = (
        f"Red: pain above {amber:g}, a limp, pain that wakes you, or {rise:g} more next morning."
    )
    return (
        _guide(up_to, knowledge.reasoning["pain_green_max"].warrant),
        _guide(
            f"{settles} Stay where you are, do not add.",
            knowledge.reasoning["pain_amber_max"].warrant,
        ),
        _guide(
            f"{above} No run; go back a step.", knowledge.reasoning["morning_rise_stop"].warrant
        ),
    )


def _bone_guide(knowledge: Knowledge) -> tuple[Reason, ...]:
    bone = ladder_for(knowledge, bone=True).warrant
    amber = knowledge.reasoning["pain_amber_max"]
    calm = "Green: no pain at all, in the run, after it and on the next morning. Go on."
    hurts = "Amber: any pain. Stop, walk home and go back on the ladder."
    red = f"Red: pain above {amber.value:g}, a limp, or pain at night."
    return (
        _guide(calm, bone),
        _guide(f"{hurts} If it comes twice, tell the clinician.", bone),
        _guide(f"{red} Do not run; answer the safety questions anew.", amber.warrant),
    )


def _guide(text: str, warrant: Warrant) -> Reason:
    said = f"{text}{warrant.caveat('The limits are')}"
    return Reason(said, warrant.sources, rule="pain_zones", grade=warrant.grade)


def _verdict(zone: Zone, text: str, number: str, knowledge: Knowledge) -> ZoneVerdict:
    warrant = knowledge.reasoning[number].warrant
    return ZoneVerdict(zone, Reason(text, warrant.sources, rule=number, grade=warrant.grade))
