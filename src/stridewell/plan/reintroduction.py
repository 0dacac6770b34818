"""What comes back into running, one thing at a time: strides, tempo, hills, ground, slopes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Ladder, Phase, Reintroduced
from stridewell.plan.inputs import LadderProgress, PlanInput
from stridewell.plan.judged import RunDay, growing, judged_days
from stridewell.plan.ladder import clamp_step, is_bone
from stridewell.plan.monitor import Trend
from stridewell.plan.progression import is_finished
from stridewell.plan.silence import holding_silence
from stridewell.plan.situation import Situation
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Reason


class ExtraMark(StrEnum):
    """Where the runner stands with one thing."""

    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class ExtraStanding:
    """One thing that comes back, with the good runs it had so far; at most one is now."""

    extra: Reintroduced
    mark: ExtraMark
    good: int
    reason: Reason


def reintroduction(
    situation: Situation, trend: Trend, on: tuple[Ladder, LadderProgress] | None = None
) -> tuple[ExtraStanding, ...]:
    """Everything that comes back, in its order, and where the runner stands.

    ``on`` is the ladder the runner is on, with the standing; None off the ladder. The first that
    has not had its good runs is the one that is now, unless something speaks against it.
    """
    inputs = situation.inputs
    days = judged_days(inputs, bone=bool(situation.bone))
    extras = tuple(situation.knowledge.reintroduced.values())
    good = {each.id: _good_with(each.id, days) for each in extras}
    current = next((each for each in extras if good[each.id] < each.sessions), None)
    against = _against(situation, trend, days) or _not_so_far(extras, current, on)
    return tuple(_standing(each, good[each.id], current, against) for each in extras)


def extra_now(standings: Sequence[ExtraStanding]) -> Reintroduced | None:
    """The one thing that may be in a run now."""
    return next((each.extra for each in standings if each.mark is ExtraMark.NOW), None)


def _good_with(extra: str, days: Sequence[RunDay]) -> int:
    """Good runs with it and nothing else since the last one that was not green."""
    good = 0
    for each in days:
        if extra not in each.extras or each.zone is None:
            continue
        if each.zone is not Zone.GREEN:
            good = 0
        elif each.is_good and len(each.extras) == 1:
            good += 1
    return good


def _standing(
    extra: Reintroduced, good: int, current: Reintroduced | None, against: str
) -> ExtraStanding:
    counted = f"{good} of {extra.sessions} good runs"
    if good >= extra.sessions:
        mark, text = ExtraMark.DONE, f"{extra.name}: back, with {counted}."
    elif extra != current:
        mark, text = ExtraMark.LATER, f"{extra.name}: comes after what stands before it."
    elif against:
        mark, text = ExtraMark.WAITING, f"{extra.name}: next, but not yet. {against}"
    else:
        mark, text = ExtraMark.NOW, f"{extra.name}: now, in one run a week; {counted} so far."
    warrant = extra.warrant
    return ExtraStanding(
        extra, mark, good, Reason(text, warrant.sources, rule="extra", grade=warrant.grade)
    )


def _against(situation: Situation, trend: Trend, days: Sequence[RunDay]) -> str:
    """What speaks against adding anything; empty when nothing does."""
    inputs, number = situation.inputs, situation.knowledge.number
    hold = inputs.at.date() - timedelta(days=number("extra_hold_days"))
    base, enough = _base(days, situation.knowledge), number("extra_base_sessions")
    against = {
        "Below 18 nothing fast or hilly is planned on the way back.": growing(inputs),
        "Pain is not green today.": situation.zone is not Zone.GREEN,
        "First the pain has to be told regularly and be no worse.": (
            trend.is_held or holding_silence(inputs) is not None
        ),
        "The last red light in a run is too recent.": any(
            each.zone is Zone.RED and each.day > hold for each in days
        ),
        _bone_text(inputs): bool(situation.bone) and _too_early_for_bone(inputs, days),
        f"{base} of {enough:g} good easy runs without a break so far.": base < enough,
    }
    return next((text for text, applies in against.items() if applies), "")


def _base(days: Sequence[RunDay], knowledge: Knowledge) -> int:
    """Good runs without a break since the last red one."""
    good = 0
    for each in days:
        if each.zone is Zone.RED:
            good = 0
        elif each.is_good and _is_continuous(each, knowledge):
            good += 1
    return good


def _is_continuous(run: RunDay, knowledge: Knowledge) -> bool:
    ladder = knowledge.ladders.get(run.ladder or "")
    return ladder is None or (run.step is not None and run.step >= ladder.continuous)


def _bone_text(inputs: PlanInput) -> str:
    weeks = inputs.knowledge.number("extra_bone_weeks")
    return f"With bone only minutes are added for {weeks:g} weeks after the first whole run."


def _too_early_for_bone(inputs: PlanInput, days: Sequence[RunDay]) -> bool:
    weeks = inputs.knowledge.number("extra_bone_weeks")
    good = (each.day for each in days if each.is_good and _is_bone_run(each, inputs.knowledge))
    first: date | None = next(good, None)
    return first is None or inputs.at.date() < first + timedelta(weeks=weeks)


def _is_bone_run(run: RunDay, knowledge: Knowledge) -> bool:
    ladder = knowledge.ladders.get(run.ladder or "")
    return ladder is not None and is_bone(ladder) and _is_continuous(run, knowledge)


def _not_so_far(
    extras: Sequence[Reintroduced],
    current: Reintroduced | None,
    on: tuple[Ladder, LadderProgress] | None,
) -> str:
    """Whether the ladder has not come to it: its steps name what comes with them."""
    if on is None or current is None:
        return ""
    ladder, progress = on
    step = ladder.steps[clamp_step(ladder, progress.step) - 1]
    if step.number == len(ladder.steps) and (
        step.phase is not Phase.EXTRA or is_finished(progress, ladder)
    ):
        return ""
    names = [each.id for each in extras]
    if step.phase is Phase.EXTRA and names.index(current.id) <= names.index(step.extra):
        return ""
    return f"The ladder comes first; you stand at step {step.number} of {len(ladder.steps)}."


def extra_reason(extra: Reintroduced) -> Reason:
    """What to watch in a run that holds it."""
    return Reason(
        f"{extra.name} are added to one run, and nothing else. {extra.watch}",
        extra.warrant.sources,
        rule="extra",
        grade=extra.warrant.grade,
    )
