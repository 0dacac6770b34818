"""How urgent it is: the most urgent rule that fires wins, and unknown is never "no"."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.intake.presentation import Presentation, add_composites, facts_of
from stridewell.knowledge.records import CriticalItem, Knowledge, Level, LevelSpec
from stridewell.triage.rules import FiredRule, OpenItem, fire_rules, open_items
from stridewell.values.evidence import FactTable, Reason, State


@dataclass(frozen=True, slots=True)
class Disposition:
    """The urgency level with everything that made it.

    ``open_items`` are critical items still without an answer; ``could_be`` is the level if
    each of them turned out to be a yes. ``assumed`` are critical items that stayed "not sure"
    when asked again and therefore count as yes.
    """

    level: Level
    spec: LevelSpec
    fired: tuple[FiredRule, ...]
    reasons: tuple[Reason, ...]
    open_items: tuple[OpenItem, ...]
    assumed: tuple[CriticalItem, ...]
    could_be: Level

    @property
    def is_provisional(self) -> bool:
        """Whether a critical item is still open."""
        return bool(self.open_items)

    @property
    def forbids_running(self) -> bool:
        """Whether no run may be planned until a clinician has looked."""
        return self.level.urgency >= Level.WITHIN_DAYS.urgency


def triage(
    presentation: Presentation, knowledge: Knowledge, held: Level | None = None
) -> Disposition:
    """Judge the urgency of one presentation.

    Every rule is tried; the most urgent one that fires decides, and all that fired are kept.
    When none fires the level is self-manage, with a reason that says so. ``held`` is the level
    of an earlier check-in that is not resolved yet: new answers may raise it, never lower it.
    """
    items = open_items(presentation, knowledge)
    assumed = tuple(entry.item for entry in items if entry.counts_as_yes)
    still_open = tuple(entry for entry in items if not entry.counts_as_yes)
    facts = assume(facts_of(presentation, knowledge), assumed, knowledge)
    fired = fire_rules(facts, knowledge)
    found = fired[0].rule.level if fired else Level.SELF_MANAGE
    level = _more_urgent(found, held or found)
    worst = fire_rules(assume(facts, tuple(e.item for e in still_open), knowledge), knowledge)
    return Disposition(
        level=level,
        spec=knowledge.levels[level],
        fired=fired,
        reasons=(
            *_held_reasons(found, level, knowledge),
            *_reasons(fired, assumed, facts, knowledge),
        ),
        open_items=still_open,
        assumed=assumed,
        could_be=_more_urgent(level, *(f.rule.level for f in worst)),
    )


def _more_urgent(*levels: Level) -> Level:
    return max(levels, key=lambda each: each.urgency)


def _held_reasons(found: Level, level: Level, knowledge: Knowledge) -> tuple[Reason, ...]:
    if level is found:
        return ()
    return (
        Reason(
            f"An earlier check-in came to “{knowledge.levels[level].label}”. A daily check-in "
            "does not lower that; a clinician, or a whole new check-in, does.",
            ("stridewell_design",),
        ),
    )


def assume(facts: FactTable, items: tuple[CriticalItem, ...], knowledge: Knowledge) -> FactTable:
    """The facts if each of the items were a yes; composites are worked out anew."""
    if not items:
        return facts
    told = {
        finding: state
        for finding, state in facts.states.items()
        if knowledge.findings[finding].when is None
    }
    return add_composites(
        FactTable(told | {item.assume: State.PRESENT for item in items}, facts.numbers), knowledge
    )


def _reasons(
    fired: tuple[FiredRule, ...],
    assumed: tuple[CriticalItem, ...],
    facts: FactTable,
    knowledge: Knowledge,
) -> tuple[Reason, ...]:
    told = tuple(rule.reason(facts, knowledge) for rule in fired)
    unsure = tuple(
        Reason(
            f"You could not say about {item.plain}, twice; to be safe it counts as a yes.",
            ("stridewell_design",),
            (item.assume,),
        )
        for item in assumed
    )
    return told + unsure or (_nothing_fired(facts),)


def _nothing_fired(facts: FactTable) -> Reason:
    answered = sum(state is not State.UNKNOWN for state in facts.states.values())
    return Reason(
        f"None of the red flags fits what you told us ({answered} findings known).",
        ("stridewell_design",),
    )
