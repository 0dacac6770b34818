"""The way back to running as notes: limits, ladders, tests at home, what comes back one by one."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.app.learn.notes import NoteView, links_part, note, part
from stridewell.app.learn.shelf import Kind, Shelf, links_to
from stridewell.knowledge.library import Ref
from stridewell.knowledge.training import Ladder, LadderStep, Phase
from stridewell.plan.limits_told import ToldLimit

PHASE_WORDS = {
    Phase.WALK_RUN: "",
    Phase.LENGTH: "One run grows. ",
    Phase.EXTRA: "Something comes back. ",
}


def limit_note(name: str, shelf: Shelf) -> NoteView:
    """A hard limit of a day."""
    return _limit(Kind.LIMIT, shelf.day_limits[name], shelf)


def week_rule_note(name: str, shelf: Shelf) -> NoteView:
    """A rule that no week breaks."""
    return _limit(Kind.WEEK_RULE, shelf.week_rules[name], shelf)


def _limit(kind: Kind, limit: ToldLimit, shelf: Shelf) -> NoteView:
    numbers = links_to((Ref(Kind.REASONING, each) for each in limit.numbers), shelf)
    parts = [links_part("Set by", numbers)]
    return note(kind, limit.id, shelf, parts=parts, warrant=limit.warrant)


def ladder_note(name: str, shelf: Shelf) -> NoteView:
    """A walk-run ladder: what must hold before it, its tests, its steps."""
    ladder = shelf.knowledge.ladders[name]
    gate = links_to((Ref(Kind.GATE, each) for each in ladder.gate), shelf)
    parts = [
        part("Before you start", ladder.entry),
        links_part(f"Tests at home, with pain of at most {ladder.gate_pain} of 10", gate),
        part("Steps", (_step(each, shelf) for each in ladder.steps), ordered=True),
    ]
    text = " ".join((*_whom(ladder, shelf), _rule(ladder)))
    return note(Kind.LADDER, name, shelf, text, parts, warrant=ladder.warrant)


def _whom(ladder: Ladder, shelf: Shelf) -> Iterator[str]:
    tissues = ", ".join(each.replace("_", " ") for each in ladder.tissues)
    yield f"For {tissues}."
    if ladder.first_when:
        findings = shelf.knowledge.findings
        told = " or ".join(findings[each].plain for each in ladder.first_when)
        yield f"It comes before the other ladders when this is so: {told}."


def _rule(ladder: Ladder) -> str:
    return (
        f"{ladder.sessions_per_step} good sessions on each step, {ladder.days_per_week} days a "
        f"week, pain at most {ladder.pain_limit} of 10."
    )


def _step(step: LadderStep, shelf: Shelf) -> str:
    minutes = f"{step.repeats} × ({step.run_min:g} min running, {step.walk_min:g} min walking)"
    extra = shelf.knowledge.reintroduced.get(step.extra)
    said = f": {step.note}" if step.note else ""
    how = f" {extra.name}: {extra.how}." if extra is not None else ""
    return f"{PHASE_WORDS[step.phase]}{minutes}{said}{how}"


def gate_note(name: str, shelf: Shelf) -> NoteView:
    """A test at home before the first run."""
    gate = shelf.knowledge.gates[name]
    jumps = "It jumps: it comes last, and waits while a hop could do harm." if gate.impact else ""
    ladders = (each for each in shelf.knowledge.ladders.values() if name in each.gate)
    parts = [
        part("How it is done", gate.steps, ordered=True),
        part("It is passed when", [gate.passes]),
        links_part("Asked for by", links_to((Ref(Kind.LADDER, e.id) for e in ladders), shelf)),
    ]
    return note(Kind.GATE, name, shelf, jumps, parts, warrant=gate.warrant)


def reintroduced_note(name: str, shelf: Shelf) -> NoteView:
    """Something that comes back into running on its own."""
    extra = shelf.knowledge.reintroduced[name]
    runs = "1 good run" if extra.sessions == 1 else f"{extra.sessions} good runs"
    parts = [
        part("How", [f"In one run of the week {extra.how}."]),
        part("Watch for", [extra.watch]),
        part("The next thing comes after", [f"{runs} with it."]),
    ]
    return note(Kind.REINTRODUCED, name, shelf, "", parts, warrant=extra.warrant)
