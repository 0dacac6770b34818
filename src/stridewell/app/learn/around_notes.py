"""What goes around the run as notes: warm-ups, other training, shoes, ground, cues."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.app.learn.notes import (
    NoteLine,
    NotePart,
    NoteView,
    figures_part,
    line,
    links_part,
    note,
    part,
)
from stridewell.app.learn.shelf import TRIAL, Kind, Shelf, condition_links, link_to
from stridewell.app.learn.words import listed
from stridewell.knowledge.around import Around, BlockStep, Cue, Fit, TrainingMode

FIT_WORDS = {Fit.FINE: "fits", Fit.CHANGES: "fits with changes", Fit.AVOID: "leave it out"}


def group_note(name: str, shelf: Shelf) -> NoteView:
    """Causes that ask the same of everything around the run."""
    group = shelf.knowledge.around.groups[name]
    causes = links_part("Causes", condition_links(group.conditions, shelf))
    return note(Kind.GROUP, name, shelf, "", [causes])


def block_note(name: str, shelf: Shelf) -> NoteView:
    """A warm-up or a cool-down."""
    around = shelf.knowledge.around
    block = around.blocks[name]
    parts = [
        NotePart("Steps", tuple(_block_step(each, shelf) for each in block.steps), ordered=True),
        figures_part(around.figures_of(block.figures), shelf),
    ]
    return note(
        Kind.BLOCK, name, shelf, block.honest, parts, warrant=block.warrant, verdict=block.verdict
    )


def _block_step(step: BlockStep, shelf: Shelf) -> NoteLine:
    spared = ""
    if step.avoid_for:
        groups = listed((shelf.knowledge.around.groups[g].name for g in step.avoid_for), "or")
        spared = f" Not with {groups}, because {step.because}. Instead: {step.instead}"
    link = link_to(Kind.EXERCISE, step.exercise, shelf) if step.exercise else None
    return NoteLine(f"{step.text} ({step.minutes:g} min){spared}", link)


def mode_note(name: str, shelf: Shelf) -> NoteView:
    """A kind of training other than running, with how it suits each group of causes."""
    around = shelf.knowledge.around
    mode = around.modes[name]
    parts = [
        part("How", [mode.how, mode.effort, _begins(mode)]),
        NotePart("How it suits each group of causes", tuple(_fits(mode, shelf))),
        figures_part(around.figures_of(mode.figures), shelf),
    ]
    known = shelf.knowledge.equipment
    needs = listed(known[each].name for each in mode.equipment if each in known)
    text = " ".join(
        each
        for each in (
            f"You need {needs}." if needs else "",
            "No foot strikes the ground." if mode.impact_free else "The feet strike the ground.",
        )
        if each
    )
    return note(Kind.MODE, name, shelf, text, parts, warrant=mode.warrant)


def _begins(mode: TrainingMode) -> str:
    return f"It begins with {mode.first_percent} % of the minutes of your usual run."


def _fits(mode: TrainingMode, shelf: Shelf) -> Iterator[NoteLine]:
    for group, advice in mode.groups.items():
        link = link_to(Kind.GROUP, group, shelf)
        yield line(f"{FIT_WORDS[advice.fit]}. {advice.text}", advice.warrant, shelf, link)


def shoe_note(name: str, shelf: Shelf) -> NoteView:
    """What the evidence says of one thing about shoes."""
    around = shelf.knowledge.around
    shoe = around.shoe_verdicts[name]
    parts = [figures_part(around.figures_of(shoe.figures), shelf)]
    return note(
        Kind.SHOE, name, shelf, shoe.text, parts, warrant=shoe.warrant, verdict=shoe.verdict
    )


def surface_note(name: str, shelf: Shelf) -> NoteView:
    """Advice on ground and side of the road."""
    around = shelf.knowledge.around
    advice = around.surfaces[name]
    findings = (shelf.knowledge.findings[each].plain for each in advice.findings)
    parts = [
        part("Do", advice.do),
        part("Leave out", advice.avoid),
        _groups("For", advice.groups, shelf),
        part("When you told", (f"{each}." for each in findings)),
        figures_part(around.figures_of(advice.figures), shelf),
    ]
    return note(Kind.SURFACE, name, shelf, advice.text, parts, warrant=advice.warrant)


def cue_note(name: str, shelf: Shelf) -> NoteView:
    """One thing to try in the way of running, or the weeks of a trial."""
    if name == TRIAL:
        return _trial(shelf)
    around = shelf.knowledge.around
    cue = around.cues[name]
    parts = [
        part("How", (*cue.how, *_percent(cue))),
        part("Called for by", _called_for(cue, shelf)),
        _groups("Tried in studies for", cue.tested, shelf),
        _groups("Sensible but untested for", cue.plausible, shelf),
        _groups("Never with", cue.never, shelf),
        part("Measure", cue.measure),
        part("Stop when", cue.stop_when),
        figures_part(around.figures_of(cue.figures), shelf),
    ]
    return note(Kind.CUE, name, shelf, f"“{cue.say}”", parts, warrant=cue.warrant)


def _percent(cue: Cue) -> Iterator[str]:
    if cue.percent is not None:
        yield f"{cue.percent.low:g} to {cue.percent.high:g} % above your own step rate."


def _called_for(cue: Cue, shelf: Shelf) -> Iterator[str]:
    signs = shelf.knowledge.around.signs
    yield from (f"{signs[each]}." for each in cue.signs)
    yield from (f"{shelf.knowledge.findings[each].plain}." for each in cue.findings)


def _groups(heading: str, groups: tuple[str, ...], shelf: Shelf) -> NotePart:
    links = (link_to(Kind.GROUP, each, shelf) for each in groups)
    return links_part(heading, (link for link in links if link is not None))


def _trial(shelf: Shelf) -> NoteView:
    weeks = shelf.knowledge.around.trial_weeks
    lines = tuple(line(week.text, week.warrant, shelf) for week in weeks)
    text = "One cue at a time, and less of it as the weeks go by."
    return note(Kind.CUE, TRIAL, shelf, text, [NotePart("Weeks", lines, ordered=True)])


def uses_of_figure(figure: str, around: Around) -> Iterator[tuple[Kind, str]]:
    """The notes that show a figure of a study."""
    yield from ((Kind.BLOCK, e.id) for e in around.blocks.values() if figure in e.figures)
    yield from ((Kind.MODE, e.id) for e in around.modes.values() if figure in e.figures)
    yield from ((Kind.SHOE, e.id) for e in around.shoe_verdicts.values() if figure in e.figures)
    yield from ((Kind.SURFACE, e.id) for e in around.surfaces.values() if figure in e.figures)
    yield from ((Kind.CUE, e.id) for e in around.cues.values() if figure in e.figures)
