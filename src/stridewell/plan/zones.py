"""The pain-monitoring zones: green go on, amber hold, red stop. Bone has no green above zero."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.records import Knowledge
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
    """What is known of the pain, 0 to 10; None is not told and not zero."""

    daily: float | None
    running: float | None
    rise_next_morning: float | None = None
    at_night: bool = False
    limp: bool = False

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

    A limp or pain at night counts when either of them tells it.
    """
    today = inputs.pain_today
    limp = facts.state("limp") is State.PRESENT
    at_night = facts.state("night_pain_deep") is State.PRESENT
    told_running = facts.number("pain_running")
    if today is None:
        return Pain(facts.number("pain_daily"), told_running, None, at_night, limp)
    running = told_running if today.during_last_run is None else today.during_last_run
    return Pain(
        daily=today.daily,
        running=running,
        rise_next_morning=today.rise_next_morning,
        at_night=at_night or bool(today.woke_at_night),
        limp=limp or bool(today.limp),
    )


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
    return _verdict(Zone.GREEN, text, "pain_green_max", knowledge)


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
    return ZoneVerdict(Zone.GREEN if calm else Zone.AMBER, reason)


def _verdict(zone: Zone, text: str, number: str, knowledge: Knowledge) -> ZoneVerdict:
    warrant = knowledge.reasoning[number].warrant
    return ZoneVerdict(zone, Reason(text, warrant.sources, rule=number, grade=warrant.grade))
