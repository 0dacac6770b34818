"""The ranking may raise an urgency that the rules found, never lower it."""

from __future__ import annotations

from dataclasses import replace

from stridewell.differential.candidates import Candidate, Differential
from stridewell.knowledge.records import Knowledge, Level
from stridewell.triage.disposition import Disposition
from stridewell.values.evidence import Reason

BONE = "bone"
OWN = ("stridewell_design",)


def raised_by_ranking(
    disposition: Disposition, differential: Differential, knowledge: Knowledge
) -> Disposition:
    """The disposition, raised where the causes that lead should not be left to care at home.

    Rules look at single signs; where none fires the pattern as a whole may still fit a bone
    injury, or causes that deserve a clinician's look. More than "within days" is for rules alone.
    """
    bone = _share(_bone_injuries(differential))
    if 100 * bone >= knowledge.number("raise_bone_percent"):
        return _raised(
            disposition, Level.WITHIN_DAYS, _BONE_TEXT.format(round(100 * bone)), knowledge
        )
    worth = _share(_worth_a_look(differential))
    if 100 * worth >= knowledge.number("raise_weeks_percent"):
        return _raised(
            disposition, Level.WITHIN_WEEKS, _WEEKS_TEXT.format(round(100 * worth)), knowledge
        )
    return disposition


_BONE_TEXT = (
    "Whatever the single rules say, about {} in 100 of the likelihood lies with bone stress "
    "injuries. They can get worse in a single run, so be examined before you run again."
)
_WEEKS_TEXT = (
    "No red flag fits, but about {} in 100 of the likelihood lies with causes that deserve a "
    "clinician's look rather than care at home alone."
)


def _bone_injuries(differential: Differential) -> tuple[Candidate, ...]:
    return tuple(
        each
        for each in differential.candidates
        if each.condition is not None and each.must_not_miss and each.condition.tissue == BONE
    )


def _worth_a_look(differential: Differential) -> tuple[Candidate, ...]:
    least = Level.WITHIN_WEEKS.urgency
    return tuple(
        each
        for each in differential.candidates
        if each.condition is not None and each.condition.urgency.urgency >= least
    )


def _share(candidates: tuple[Candidate, ...]) -> float:
    return sum(each.probability for each in candidates)


def _raised(disposition: Disposition, least: Level, text: str, knowledge: Knowledge) -> Disposition:
    if disposition.level.urgency >= least.urgency:
        return disposition
    return replace(
        disposition,
        level=least,
        spec=knowledge.levels[least],
        reasons=(Reason(text, OWN), *_still_true(disposition)),
        could_be=max(disposition.could_be, least, key=lambda level: level.urgency),
    )


def _still_true(disposition: Disposition) -> tuple[Reason, ...]:
    """The reasons that do not say that all is calm; what counts as yes for safety stays."""
    calm = {each.rule.id for each in disposition.fired if each.rule.level is Level.SELF_MANAGE}
    counted = {item.assume for item in disposition.assumed}
    return tuple(
        reason
        for reason in disposition.reasons
        if (reason.rule is not None and reason.rule not in calm) or counted & {*reason.findings}
    )
