"""The hard limits of a plan. Each is a function that gives the limit when it applies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from stridewell.knowledge.criteria import All, Present, evaluate
from stridewell.knowledge.records import Level, Question, Running
from stridewell.knowledge.warrant import Warrant
from stridewell.plan.gate import gate_state, impact_allowed
from stridewell.plan.items import ActivityKind
from stridewell.plan.judged import growing
from stridewell.plan.ladder import ladder_for
from stridewell.plan.monitor import TrendKind, monitor
from stridewell.plan.silence import holding_silence
from stridewell.plan.situation import Situation
from stridewell.plan.too_long import too_long_run
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Grade, Reason, State, Verification

DESIGN = Warrant(Grade.EXPERT, ("stridewell_design",), Verification.DESIGN)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that applies. ``instead`` is what a day of no running becomes.

    ``instead`` None means that running itself stays allowed.
    """

    id: str
    text: str
    warrant: Warrant
    instead: ActivityKind | None = None
    findings: tuple[str, ...] = ()

    @property
    def forbids_running(self) -> bool:
        """Whether no run may be planned."""
        return self.instead is not None

    @property
    def reason(self) -> Reason:
        """The limit as a reason."""
        return Reason(
            self.text, self.warrant.sources, self.findings, self.id, grade=self.warrant.grade
        )


_CAREFUL = (ActivityKind.SEE_SOMEONE, ActivityKind.REST, ActivityKind.CROSS_TRAIN)

Check: TypeAlias = Callable[[Situation], Limit | None]


def limits_of(situation: Situation) -> tuple[Limit, ...]:
    """Every limit that applies, in the order in which they are checked."""
    found = (check(situation) for check in CHECKS)
    return tuple(limit for limit in found if limit is not None)


def decisive(limits: tuple[Limit, ...]) -> Limit | None:
    """The limit that decides what replaces running: the most careful one, the first of equals."""
    return next((limit for kind in _CAREFUL for limit in limits if limit.instead is kind), None)


def urgent_level(situation: Situation) -> Limit | None:
    """No run while the level is same day or worse."""
    disposition = situation.inputs.disposition
    if disposition.level.urgency < Level.SAME_DAY.urgency:
        return None
    return Limit("urgent_level", disposition.spec.action, DESIGN, ActivityKind.SEE_SOMEONE)


def within_days(situation: Situation) -> Limit | None:
    """No run until a clinician has looked, when that should be within days."""
    disposition = situation.inputs.disposition
    if disposition.level is not Level.WITHIN_DAYS or _has_been_seen(situation):
        return None
    return Limit("within_days", disposition.spec.action, DESIGN, ActivityKind.SEE_SOMEONE)


def _has_been_seen(situation: Situation) -> bool:
    """Whether a clinician cleared running knowing every sign there is now; a new one is open."""
    inputs = situation.inputs
    known = inputs.known_to_clinician
    if known is None or not inputs.cleared_by_clinician:
        return False
    return all(fired.rule.id in known for fired in inputs.disposition.fired)


def child_hip(situation: Situation) -> Limit | None:
    """Nobody under 16 with hip, thigh or knee pain runs on a plan; an unknown age counts too."""
    rule = All((Present("child"), Present("hip_thigh_or_knee_pain")))
    verdict = evaluate(rule, situation.facts)
    if verdict.state is State.ABSENT:
        return None
    text = (
        "Under 16, pain around the hip needs a clinician before any running."
        if situation.facts.state("child") is State.PRESENT
        else "Without your age there is no running plan: under 16 a clinician comes first."
    )
    warrant = Warrant(Grade.EXPERT, ("peck_2017", "limping_child"), Verification.UNCONFIRMED)
    return Limit("child_hip", text, warrant, ActivityKind.SEE_SOMEONE, ("child",))


def bone_uncleared(situation: Situation) -> Limit | None:
    """No impact while a bone stress injury is likely enough and nobody has cleared it."""
    bone = situation.uncleared_bone
    if not bone:
        return None
    named = " or ".join(f"{each.plain} ({100 * each.probability:.0f} %)" for each in bone)
    text = f"The pattern could also fit {named}. No running or jumping until a clinician clears it."
    warrant = situation.knowledge.reasoning["bone_must_not_miss_percent"].warrant
    return Limit("bone_uncleared", text, warrant, ActivityKind.SEE_SOMEONE)


def cause_forbids_running(situation: Situation) -> Limit | None:
    """No run while a likely cause allows none and no clinician has cleared it."""
    stopping = [
        each
        for each in situation.likely
        if each.condition is not None
        and each.condition.running is Running.STOP
        and not situation.is_cleared(each)
    ]
    if not stopping:
        return None
    named = " or ".join(f"{each.plain} ({100 * each.probability:.0f} %)" for each in stopping)
    text = f"The pattern could fit {named}. That has to be ruled out before any running."
    return Limit("cause_forbids_running", text, DESIGN, ActivityKind.SEE_SOMEONE)


def bone_pain(situation: Situation) -> Limit | None:
    """No run with any pain at all where bone is the cause, cleared or not."""
    ladder = ladder_for(situation.knowledge, bone=True)
    worst = situation.pain.worst
    calm = worst is not None and worst <= ladder.pain_limit and situation.zone is not Zone.RED
    if not situation.bone or calm:
        return None
    text = (
        f"With bone the pain limit is {ladder.pain_limit} out of 10: no run while anything hurts."
    )
    return Limit("bone_pain", text, ladder.warrant, ActivityKind.REST)


def limp(situation: Situation) -> Limit | None:
    """No run with a limp."""
    if not situation.pain.limp:
        return None
    return Limit("limp", "No run while you limp.", DESIGN, ActivityKind.REST, ("limp",))


def daily_pain(situation: Situation) -> Limit | None:
    """No run above the limit of pain in daily life."""
    limit = situation.knowledge.reasoning["pain_stop_daily"]
    pain = situation.pain.daily
    if pain is None or pain <= limit.value:
        return None
    text = f"No run with daily pain above {limit.value:g} out of 10; yours is {pain:g}."
    return Limit("daily_pain", text, limit.warrant, ActivityKind.REST, ("pain_daily",))


def running_pain(situation: Situation) -> Limit | None:
    """No run when running hurts as much as the limit or more."""
    limit = situation.knowledge.reasoning["pain_stop_running"]
    pain = situation.pain.running
    if pain is None or pain < limit.value:
        return None
    text = f"No run when running hurts {limit.value:g} out of 10 or more; yours was {pain:g}."
    return Limit("running_pain", text, limit.warrant, ActivityKind.CROSS_TRAIN, ("pain_running",))


def unknown_pain(situation: Situation) -> Limit | None:
    """No run while the pain in daily life was not told: unknown is not zero."""
    if situation.pain.daily is not None:
        return None
    text = "No run until you have told how much it hurts today."
    return Limit("unknown_pain", text, DESIGN, ActivityKind.CROSS_TRAIN, ("pain_daily",))


def open_safety(situation: Situation) -> Limit | None:
    """No run while a safety question was never answered: unknown is not "no"."""
    presentation = situation.inputs.presentation
    still_open = [
        question
        for question in situation.knowledge.questions.values()
        if question.section == "safety"
        and question.asks_again is None
        and question.id not in presentation.answered
        and _applies(question, situation)
    ]
    if not still_open:
        return None
    text = (
        f"No run until the safety questions are answered; {len(still_open)} are open, "
        f"such as: {still_open[0].text}"
    )
    return Limit("open_safety", text, DESIGN, ActivityKind.REST)


def _applies(question: Question, situation: Situation) -> bool:
    asked_when = question.asked_when
    return asked_when is None or evaluate(asked_when, situation.facts).state is not State.ABSENT


def red_zone(situation: Situation) -> Limit | None:
    """No run on a red day: pain at night, or clearly more on the morning after a run."""
    if situation.zone is not Zone.RED:
        return None
    reason = situation.verdict.reason
    warrant = Warrant(reason.grade or Grade.EXPERT, reason.sources)
    return Limit("red_zone", f"{reason.text} No run today.", warrant, ActivityKind.CROSS_TRAIN)


def longest_run(situation: Situation) -> Limit | None:
    """No run longer than the longest of the last 30 days allows."""
    if situation.longest_run_m is None:
        return None
    spike = situation.knowledge.spike
    text = (
        f"No single run this week beyond {situation.longest_run_m / 1000:.2f} km: "
        f"{100 + (spike.classes[0].up_to_percent or 0)} % of your longest run "
        f"of the {spike.window_days} days before it."
    )
    return Limit("longest_run", text, spike.warrant)


def no_hop_tests(situation: Situation) -> Limit | None:
    """No hop or jump to try it out, unless it is known to be safe or a clinician cleared it."""
    if impact_allowed(situation):
        return None
    text = "Do not try it out with hops or jumps: a hop can harm a bone that is not yet known."
    return Limit("no_hop_tests", text, DESIGN, findings=("impact_test_unsafe",))


def gate_open(situation: Situation) -> Limit | None:
    """No run before the gate is passed, where it is needed."""
    gate = gate_state(situation)
    if not gate.is_closed:
        return None
    test = gate.next_test
    missing = [each.entry.text for each in gate.entries if not each.is_met]
    todo = f" Next: {test.name}." if test is not None else ""
    open_ = "1 thing is" if len(missing) == 1 else f"{len(missing)} things are"
    text = f"{gate.why.text} {open_} still open, such as: {missing[0]}{todo}"
    return Limit("gate_open", text, gate.ladder.warrant, ActivityKind.CROSS_TRAIN)


def worsening(situation: Situation) -> Limit | None:
    """Nothing is added while it is getting worse; no run after several red days in a row."""
    trend = monitor(situation.inputs)
    if trend.kind is not TrendKind.WORSENING:
        return None
    red = situation.knowledge.reasoning["red_days_in_a_row"]
    stops = trend.red_days >= red.value
    text = f"{trend.reason.text} {'No run today.' if stops else 'Nothing is added this week.'}"
    return Limit("worsening", text, red.warrant, ActivityKind.CROSS_TRAIN if stops else None)


def run_too_long(situation: Situation) -> Limit | None:
    """After a run far beyond the allowed length no run until a calm morning was told."""
    run = too_long_run(situation.inputs, recent=False)
    if run is None:
        return None
    text = (
        f"Your run of {run.day.day} {run.day:%B} was {run.times:.1f} times the allowed length. "
        "No run until a morning after it was told on which pain is not up."
    )
    warrant = situation.knowledge.reasoning["run_too_long_times"].warrant
    return Limit("run_too_long", text, warrant, ActivityKind.CROSS_TRAIN)


def after_silence(situation: Situation) -> Limit | None:
    """Nothing is added after a silence, until check-ins are regular again."""
    silence = holding_silence(situation.inputs)
    if silence is None:
        return None
    value = situation.knowledge.reasoning["silence_days"]
    back = situation.knowledge.number("silence_back_mornings")
    text = (
        f"Nothing was told for {silence.days} days. Nothing is added until "
        f"{back:g} mornings were told."
    )
    return Limit("after_silence", text, value.warrant)


def growing_bone(situation: Situation) -> Limit | None:
    """Below 18 only a run without pain counts, and nothing fast or hilly is planned."""
    if not growing(situation.inputs):
        return None
    value = situation.knowledge.reasoning["teen_green_max"]
    text = (
        "Below 18 the growth plates may be open: only a run without pain counts for a step, "
        "and nothing fast or hilly is planned."
    )
    return Limit("growing_bone", text, value.warrant, findings=("age",))


CHECKS: tuple[Check, ...] = (
    *(urgent_level, within_days, child_hip, bone_uncleared, cause_forbids_running),
    *(bone_pain, limp, daily_pain, running_pain, unknown_pain, red_zone),
    *(open_safety, gate_open, worsening, run_too_long),
    *(after_silence, growing_bone, longest_run, no_hop_tests),
)
