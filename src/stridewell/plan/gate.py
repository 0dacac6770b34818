"""The gate before the first run: what must hold and which home tests must be passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stridewell.knowledge.records import Running
from stridewell.knowledge.training import EntryMeasure, GateTest, Ladder, LadderEntry
from stridewell.knowledge.warrant import Warrant
from stridewell.plan.calm import calm_days
from stridewell.plan.days_off import days_off
from stridewell.plan.diary import Completion
from stridewell.plan.ladder import is_bone, ladder_after, ladder_now
from stridewell.plan.running import running_mode
from stridewell.plan.situation import Situation
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Reason, State

IMPACT_UNSAFE = "impact_test_unsafe"


class GateMark(StrEnum):
    """How a home test stands."""

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"
    WAITING = "waiting"
    BLOCKED = "blocked"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class GateItem:
    """A home test, how it stands and why; only what is passed counts as passed."""

    test: GateTest
    mark: GateMark
    reason: Reason


@dataclass(frozen=True, slots=True)
class EntryItem:
    """One condition before the first run, whether it is met and why."""

    entry: LadderEntry
    is_met: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class GateState:
    """The gate of a ladder: whether it is needed now, its conditions and tests in order."""

    ladder: Ladder
    in_force: bool
    why: Reason
    entries: tuple[EntryItem, ...]
    items: tuple[GateItem, ...]

    @property
    def is_passed(self) -> bool:
        """Whether every condition is met."""
        return all(each.is_met for each in self.entries)

    @property
    def is_closed(self) -> bool:
        """Whether it keeps the runner from running now."""
        return self.in_force and not self.is_passed

    @property
    def next_test(self) -> GateTest | None:
        """The test to do next; None when none may be done now."""
        return next((each.test for each in self.items if each.mark is GateMark.OPEN), None)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it is needed or not, then what is still missing."""
        missing = tuple(each.reason for each in self.entries if not each.is_met)
        tests = tuple(each.reason for each in self.items if each.mark not in _COUNTS)
        return (self.why, *missing, *tests) if self.is_closed else (self.why,)


def gate_state(situation: Situation) -> GateState:
    """How the gate stands for this runner now."""
    ladder, birth = _ladders(situation)
    items = _items(ladder, situation)
    passed = all(each.mark in _COUNTS for each in items)
    entries = tuple(
        _entry(each, situation, ladder, tests_passed=passed)
        for each in dict.fromkeys((*ladder.conditions, *(birth.conditions if birth else ())))
    )
    in_force, why = _needed(situation, ladder, birth)
    return GateState(ladder, in_force, why, entries, items)


_COUNTS = frozenset({GateMark.PASSED, GateMark.REPLACED})


def impact_allowed(situation: Situation) -> bool:
    """Whether hopping to try it out may be offered: known to be safe, or cleared."""
    if situation.uncleared_bone:
        return False
    if situation.facts.state(IMPACT_UNSAFE) is State.ABSENT:
        return True
    ladder, birth = _ladders(situation)
    cleared = situation.inputs.cleared_by_clinician
    asked = {each.condition for each in (birth or ladder).conditions if each.condition}
    if asked:
        return asked <= cleared
    return bool(situation.causes) and situation.is_cleared(situation.causes[0])


def _ladders(situation: Situation) -> tuple[Ladder, Ladder | None]:
    """The ladder, and the one after a birth where there was one."""
    knowledge, facts = situation.knowledge, situation.facts
    ladder = ladder_now(knowledge, facts, bone=bool(situation.bone))
    return ladder, ladder_after(knowledge, facts)


def _needed(situation: Situation, ladder: Ladder, birth: Ladder | None) -> tuple[bool, Reason]:
    """Whether the gate is needed before the next run, and why."""
    warrant = situation.knowledge.reasoning["gate_break_days"].warrant
    if birth is not None and _too_early(birth, situation):
        return True, _reason("The birth was less than 12 weeks ago.", birth.warrant)
    if _is_under_way(situation, ladder):
        return False, _reason("You are on the ladder already; the tests lie behind you.", warrant)
    if is_bone(ladder):
        text = "After a bone injury the tests come before the first run."
        return True, _reason(text, ladder.warrant)
    why = _why_needed(situation, birth)
    if why is None:
        return False, _reason("You are running already, so no tests are needed.", warrant)
    return True, _reason(why, warrant)


def _why_needed(situation: Situation, birth: Ladder | None) -> str | None:
    """Why somebody without a bone injury needs the tests; None for who runs with a green light."""
    days, most = days_off(situation.inputs), situation.knowledge.number("gate_break_days")
    green = situation.zone is Zone.GREEN
    if days is None:
        return "No run of the last weeks is known, so the tests come first."
    if days >= most:
        return f"{days:.0f} days have passed without a run, so the tests come first."
    if birth is not None and not (green and _has_no_signs(birth, situation)):
        return "After a birth the tests come before the first run."
    if running_mode(situation)[0] is Running.WALK_RUN and not green:
        return "Before the walk-run the tests show that you are ready."
    return None


def _too_early(birth: Ladder, situation: Situation) -> bool:
    weeks = {each.finding for each in birth.conditions} & set(birth.first_when)
    return any(situation.facts.state(each) is State.PRESENT for each in weeks)


def _has_no_signs(birth: Ladder, situation: Situation) -> bool:
    findings = {each.finding for each in birth.conditions if each.finding}
    return all(situation.facts.state(each) is State.ABSENT for each in findings)


def _is_under_way(situation: Situation, ladder: Ladder) -> bool:
    """Whether runs of the ladder were done lately, and no test was failed since."""
    inputs = situation.inputs
    today, most = inputs.at.date(), situation.knowledge.number("gate_break_days")
    days = [
        each.day
        for each in inputs.diary.sessions
        if each.ladder == ladder.id
        and each.completion is not Completion.SKIPPED
        and 0 <= (today - each.day).days < most
    ]
    failed = [e.day for e in inputs.diary.gates if e.gate in ladder.gate and not e.passed]
    return bool(days) and not any(max(days) <= day <= today for day in failed)


def _items(ladder: Ladder, situation: Situation) -> tuple[GateItem, ...]:
    """The tests in order; those with impact wait until the others are passed."""
    items: list[GateItem] = []
    impact = impact_allowed(situation)
    for test_id in ladder.gate:
        test = situation.knowledge.gates[test_id]
        waiting = any(not e.test.impact and e.mark is not GateMark.PASSED for e in items)
        items.append(_item(test, ladder, situation, impact=impact, waiting=waiting))
    return tuple(items)


def _item(
    test: GateTest, ladder: Ladder, situation: Situation, *, impact: bool, waiting: bool
) -> GateItem:
    if test.impact and not impact:
        if not waiting and _may_do_without(situation):
            return _replaced(test, situation)
        text = (
            f"{test.name}: not now. A hop could do harm until new answers or a clinician say "
            "that it is safe."
        )
        return GateItem(test, GateMark.BLOCKED, _reason(text, test.warrant))
    mark, text = _result(test, ladder, situation)
    if mark is GateMark.OPEN and test.impact and waiting:
        mark, text = GateMark.WAITING, "comes after the tests without a jump."
    caveat = test.warrant.caveat("It is")
    return GateItem(test, mark, _reason(f"{test.name}: {text}{caveat}", test.warrant))


def _may_do_without(situation: Situation) -> bool:
    """Whether calm days take the place of a hop: nothing points to bone, nothing hurts at rest."""
    calm = situation.knowledge.number("gate_calm_days_instead")
    rest = situation.facts.state("unexplained_night_or_rest_pain")
    return (
        not situation.bone
        and rest is State.ABSENT
        and calm_days(situation.inputs, situation.facts, _green_max(situation)) >= calm
    )


def _green_max(situation: Situation) -> float:
    return situation.knowledge.number("pain_green_max")


def _replaced(test: GateTest, situation: Situation) -> GateItem:
    days = situation.knowledge.reasoning["gate_calm_days_instead"]
    text = (
        f"{test.name}: left out, because a hop could do harm. After {days.value:g} calm days the "
        "first minutes of running on soft ground take its place: stop at pain above "
        f"{_green_max(situation):g} out of 10."
    )
    return GateItem(test, GateMark.REPLACED, _reason(text, days.warrant))


def _result(test: GateTest, ladder: Ladder, situation: Situation) -> tuple[GateMark, str]:
    """What the newest day of a test says; of two results of one day the worse counts."""
    inputs = situation.inputs
    today, fresh = inputs.at.date(), situation.knowledge.number("gate_fresh_days")
    told = [each for each in inputs.diary.gates if each.gate == test.id and each.day <= today]
    if not told:
        return GateMark.OPEN, "not done yet."
    newest = max(each.day for each in told)
    if (today - newest).days > fresh:
        return GateMark.OPEN, f"done on {_date(newest)}, too long ago to count."
    of_day = [each for each in told if each.day == newest]
    if not all(each.passed for each in of_day):
        return GateMark.FAILED, f"not passed on {_date(newest)}. Try it again in a few days."
    pains = [each.pain for each in of_day]
    known = [pain for pain in pains if pain is not None]
    if known and max(known) > ladder.gate_pain:
        text = f"it hurt {max(known)} out of 10; {ladder.gate_pain} is the limit."
        return GateMark.FAILED, text
    if len(known) < len(pains):
        return GateMark.OPEN, "passed, but its pain was not told."
    return GateMark.PASSED, f"passed on {_date(newest)}."


def _entry(
    entry: LadderEntry, situation: Situation, ladder: Ladder, *, tests_passed: bool
) -> EntryItem:
    facts = situation.facts
    match entry.measure:
        case EntryMeasure.CLEARED:
            met = _is_cleared(entry, situation)
            said = "cleared" if met else "nobody has entered a clearance yet"
        case EntryMeasure.CALM_DAYS:
            days = calm_days(situation.inputs, facts, entry.at_most or 0)
            met = days >= (entry.at_least or 0)
            said = f"{days} of {entry.at_least or 0:g} days so far"
        case EntryMeasure.ABSENT:
            state = facts.state(entry.finding)
            met = state is State.ABSENT
            said = {State.ABSENT: "so you told", State.PRESENT: "not yet"}.get(state, "not told")
        case EntryMeasure.GATE:
            met = tests_passed
            said = "all passed" if met else "not all passed"
    return EntryItem(entry, met, _reason(f"{entry.text} ({said})", ladder.warrant))


def _is_cleared(entry: LadderEntry, situation: Situation) -> bool:
    if entry.condition:
        return entry.condition in situation.inputs.cleared_by_clinician
    return bool(situation.bone) and not situation.uncleared_bone


def _date(day: date) -> str:
    return f"{day.day} {day:%B}"


def _reason(text: str, warrant: Warrant) -> Reason:
    return Reason(text, warrant.sources, rule="gate", grade=warrant.grade)
