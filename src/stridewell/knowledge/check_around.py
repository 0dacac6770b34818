"""Finds faults of what goes around the run: causes left out, dead references, odd numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from stridewell.knowledge.around import BONE_GROUP, Around, Block, Fit, TrainingMode
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Issue, Severity

SHARE = 100
MOST_LIKENESS = 3


def check_around(knowledge: Knowledge) -> tuple[Issue, ...]:
    """List every fault of what goes around the run."""
    checks = (_groups, _references, _findings, _modes, _blocks, _cues, _trial)
    return tuple(issue for check in checks for issue in check(knowledge))


def _fault(where: str, text: str, remedy: str) -> Issue:
    return Issue(Severity.ERROR, f"around.{where}", text, remedy)


def _groups(knowledge: Knowledge) -> Iterator[Issue]:
    """Every condition is in one group, so that no cause is without advice."""
    grouped = Counter(c for g in knowledge.around.groups.values() for c in g.conditions)
    for condition, times in grouped.items():
        if condition not in knowledge.conditions:
            yield _fault("groups", f"name the unknown condition {condition!r}", "Correct it.")
        if times > 1:
            yield _fault("groups", f"hold {condition!r} {times} times", "Keep one of them.")
    for condition in knowledge.conditions.keys() - grouped.keys():
        # a warning: whoever adds a condition of their own cannot add it to a group of ours
        text = f"leave out {condition!r}"
        yield Issue(Severity.WARNING, "around.groups", text, "Put it into one.")


def _references(knowledge: Knowledge) -> Iterator[Issue]:
    """Groups, figures, signs, exercises and equipment that are named exist."""
    around = knowledge.around
    kinds: Mapping[str, Mapping[str, object]] = {
        "group": around.groups,
        "figure": around.figures,
        "sign": around.signs,
        "exercise": knowledge.exercises,
        "equipment": knowledge.equipment,
    }
    for where, kind, name in _named(around):
        if name not in kinds[kind]:
            yield _fault(where, f"names the unknown {kind} {name!r}", "Correct or define it.")


def _named(around: Around) -> Iterator[tuple[str, str, str]]:
    for block in around.blocks.values():
        where = f"blocks.{block.id}"
        yield from ((where, "figure", each) for each in block.figures)
        for step in block.steps:
            yield from ((where, "group", each) for each in step.avoid_for)
            if step.exercise:
                yield where, "exercise", step.exercise
    for mode in around.modes.values():
        yield from ((f"modes.{mode.id}", "figure", each) for each in mode.figures)
        yield from ((f"modes.{mode.id}", "group", each) for each in mode.groups)
        yield from ((f"modes.{mode.id}", "equipment", each) for each in mode.equipment)
    for verdict in around.shoe_verdicts.values():
        yield from ((f"shoes.{verdict.id}", "figure", each) for each in verdict.figures)
    for surface in around.surfaces.values():
        yield from ((f"surfaces.{surface.id}", "figure", each) for each in surface.figures)
        yield from ((f"surfaces.{surface.id}", "group", each) for each in surface.groups)
    for cue in around.cues.values():
        where = f"cues.{cue.id}"
        yield from ((where, "figure", each) for each in cue.figures)
        yield from ((where, "sign", each) for each in cue.signs)
        groups = (*cue.tested, *cue.plausible, *cue.never)
        yield from ((where, "group", each) for each in groups)


def _findings(knowledge: Knowledge) -> Iterator[Issue]:
    around = knowledge.around
    named = [
        *((f"surfaces.{s.id}", each) for s in around.surfaces.values() for each in s.findings),
        *((f"cues.{cue.id}", each) for cue in around.cues.values() for each in cue.findings),
    ]
    for where, finding in named:
        if finding not in knowledge.findings:
            yield _fault(where, f"names the unknown finding {finding!r}", "Correct it.")


def _modes(knowledge: Knowledge) -> Iterator[Issue]:
    """Every kind of training says something for every group, and never more than its exercise."""
    for mode in knowledge.around.modes.values():
        where = f"modes.{mode.id}"
        for group in knowledge.around.groups.keys() - mode.groups.keys():
            yield _fault(where, f"says nothing for {group!r}", "Say fine, changes or avoid.")
        if not 0 < mode.first_percent <= SHARE:
            yield _fault(where, "begins with an impossible share", "Give 1 to 100 per cent.")
        if not 0 <= mode.likeness <= MOST_LIKENESS:
            yield _fault(where, "has an impossible likeness", "Give 0 to 3.")
        yield from _against_exercise(mode, knowledge)


def _against_exercise(mode: TrainingMode, knowledge: Knowledge) -> Iterator[Issue]:
    """What the exercise of that kind is avoided for may not be fine here.

    Bone has a rule of its own: it waits for a clinician's word and a day without pain.
    """
    exercise = knowledge.exercises.get(mode.id)
    avoided = set(exercise.avoid_for) if exercise is not None else set()
    for group_id, advice in mode.groups.items():
        group = knowledge.around.groups.get(group_id)
        hit = avoided & set(group.conditions) if group is not None else set()
        whole = group is not None and hit == set(group.conditions) and group_id != BONE_GROUP
        if (hit and advice.fit is Fit.FINE) or (whole and advice.fit is not Fit.AVOID):
            text = f"is {advice.fit} for {group_id!r}, which its exercise avoids"
            yield _fault(f"modes.{mode.id}", text, "Make both agree.")


def _blocks(knowledge: Knowledge) -> Iterator[Issue]:
    for block in knowledge.around.blocks.values():
        where = f"blocks.{block.id}"
        if not block.steps:
            yield _fault(where, "has no steps", "Give at least one.")
        if not (block.before or block.after):
            yield _fault(where, "belongs to no session", "Say before or after what.")
        if any(step.minutes <= 0 for step in block.steps):
            yield _fault(where, "has a step that takes no time", "Give minutes above 0.")
        if block.before:
            yield from _length(block, knowledge.around)


def _length(block: Block, around: Around) -> Iterator[Issue]:
    """A warm-up is neither a token nor a session of its own."""
    least, most = around.number("warm_up_min_minutes"), around.number("warm_up_max_minutes")
    minutes = sum(step.minutes for step in block.steps)
    if not least <= minutes <= most:
        text = f"takes {minutes:g} minutes"
        yield _fault(f"blocks.{block.id}", text, f"Let it take {least:g} to {most:g}.")


def _cues(knowledge: Knowledge) -> Iterator[Issue]:
    """No cue is for bone, none both for and against a group, and each says when to stop."""
    for cue in knowledge.around.cues.values():
        where = f"cues.{cue.id}"
        if BONE_GROUP not in cue.never:
            yield _fault(where, "is not forbidden with bone", f"Put {BONE_GROUP} under never.")
        if set(cue.never) & {*cue.tested, *cue.plausible}:
            yield _fault(where, "is for and against the same group", "Decide.")
        if not (cue.stop_when and cue.measure):
            yield _fault(where, "does not say what to measure and when to stop", "Say both.")
        if not (cue.signs or cue.findings):
            yield _fault(where, "is called for by nothing", "Name a sign or a finding.")


def _trial(knowledge: Knowledge) -> Iterator[Issue]:
    """The trial lasts as long as its number says, and the cue fades in the end."""
    weeks, around = knowledge.around.trial_weeks, knowledge.around
    if len(weeks) != around.number("trial_weeks"):
        yield _fault("trial", f"has {len(weeks)} weeks", "Make it as long as trial_weeks says.")
    for week in weeks:
        if not (0 < week.runs_percent <= SHARE and 0 <= week.cued_percent <= SHARE):
            yield _fault("trial", f"week {week.number} has an impossible share", "Correct it.")
    if weeks and weeks[-1].cued_percent >= max(week.cued_percent for week in weeks):
        yield _fault("trial", "does not fade", "Let the last week have less of the cue.")
