"""What goes around the run: the files below ``around/`` → records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from stridewell.knowledge.around import (
    Around,
    Block,
    BlockStep,
    ConditionGroup,
    Cue,
    Figure,
    Fit,
    ModeAdvice,
    ShoeVerdict,
    SurfaceAdvice,
    Target,
    TrainingMode,
    TrialWeek,
)
from stridewell.knowledge.library import Verdict
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS, parse_value

T = TypeVar("T")
FOLDER = "around/"


def parse_around(files: Mapping[str, Node]) -> Around:
    """Every file below ``around/`` as one record."""
    found = tuple(node for path, node in files.items() if path.startswith(FOLDER))
    weeks = (week for file in found for week in file.nodes("trial_weeks"))
    return Around(
        groups=_gather(found, "groups", _group),
        blocks=_gather(found, "blocks", parse_block),
        modes=_gather(found, "modes", parse_mode),
        shoe_verdicts=_gather(found, "shoe_verdicts", parse_shoe_verdict),
        surfaces=_gather(found, "surfaces", parse_surface),
        signs=_gather(found, "signs", lambda _, node: node.as_text()),
        cues=_gather(found, "cues", parse_cue),
        trial_weeks=tuple(_week(number, node) for number, node in enumerate(weeks, start=1)),
        figures=_gather(found, "figures", parse_figure),
        numbers=_gather(found, "numbers", lambda _, node: parse_value(node)),
    )


def _gather(files: tuple[Node, ...], key: str, parse: Callable[[str, Node], T]) -> Mapping[str, T]:
    gathered: dict[str, T] = {}
    for entry_id, entry in _entries(files, key):
        if entry_id in gathered:
            raise entry.fail(f"{entry_id!r} is defined twice")
        gathered[entry_id] = parse(entry_id, entry)
    return gathered


def _entries(files: tuple[Node, ...], key: str) -> Iterator[tuple[str, Node]]:
    for file in files:
        if file.has(key):
            yield from file.child(key).items()


def parse_figure(figure_id: str, node: Node) -> Figure:
    """One number of a study."""
    node.only("text", "value", "interval", "unit", *WARRANT_KEYS)
    return Figure(
        id=figure_id,
        text=node.text("text"),
        value=node.number("value"),
        interval=node.interval("interval") if node.has("interval") else None,
        unit=node.text("unit"),
        warrant=parse_warrant(node),
    )


def _group(group_id: str, node: Node) -> ConditionGroup:
    node.only("name", "conditions")
    return ConditionGroup(group_id, node.text("name"), node.texts("conditions"))


def parse_block(block_id: str, node: Node) -> Block:
    """A warm-up or a cool-down."""
    node.only(
        *("name", "before", "after", "optional", "steps", "verdict", "honest", "figures"),
        *WARRANT_KEYS,
    )
    return Block(
        id=block_id,
        name=node.text("name"),
        before=node.texts("before"),
        after=node.texts("after"),
        optional=node.flag("optional"),
        steps=tuple(_step(each) for each in node.nodes("steps")),
        verdict=node.member("verdict", Verdict),
        honest=node.text("honest"),
        figures=node.texts("figures"),
        warrant=parse_warrant(node),
    )


def _step(node: Node) -> BlockStep:
    node.only("text", "minutes", "exercise", "avoid_for", "because", "instead")
    return BlockStep(
        text=node.text("text"),
        minutes=node.number("minutes"),
        exercise=node.text("exercise", ""),
        avoid_for=node.texts("avoid_for"),
        because=node.text("because") if node.has("avoid_for") else "",
        instead=node.text("instead", ""),
    )


def parse_mode(mode_id: str, node: Node) -> TrainingMode:
    """A kind of training other than running."""
    node.only(
        *("name", "equipment", "impact_free", "likeness", "how", "effort", "first_percent"),
        *("groups", "figures"),
        *WARRANT_KEYS,
    )
    return TrainingMode(
        id=mode_id,
        name=node.text("name"),
        equipment=node.texts("equipment"),
        impact_free=node.flag("impact_free"),
        likeness=node.whole("likeness"),
        how=node.text("how"),
        effort=node.text("effort"),
        first_percent=node.whole("first_percent"),
        groups={group: _advice(each) for group, each in node.child("groups").items()},
        figures=node.texts("figures"),
        warrant=parse_warrant(node),
    )


def _advice(node: Node) -> ModeAdvice:
    node.only("fit", "text", *WARRANT_KEYS)
    return ModeAdvice(node.member("fit", Fit), node.text("text"), parse_warrant(node))


def parse_shoe_verdict(verdict_id: str, node: Node) -> ShoeVerdict:
    """What the evidence says of one thing about shoes."""
    node.only("title", "verdict", "text", "figures", *WARRANT_KEYS)
    return ShoeVerdict(
        id=verdict_id,
        title=node.text("title"),
        verdict=node.member("verdict", Verdict),
        text=node.text("text"),
        figures=node.texts("figures"),
        warrant=parse_warrant(node),
    )


def parse_surface(surface_id: str, node: Node) -> SurfaceAdvice:
    """Advice on ground and side of the road."""
    node.only(
        *("title", "text", "do", "avoid", "groups", "findings", "figures"),
        *WARRANT_KEYS,
    )
    return SurfaceAdvice(
        id=surface_id,
        title=node.text("title"),
        text=node.text("text"),
        do=node.texts("do"),
        avoid=node.texts("avoid"),
        groups=node.texts("groups"),
        findings=node.texts("findings"),
        figures=node.texts("figures"),
        warrant=parse_warrant(node),
    )


def parse_cue(cue_id: str, node: Node) -> Cue:
    """One thing to try in the way of running."""
    node.only(
        *("name", "say", "how", "target", "percent", "signs", "findings", "tested", "plausible"),
        *("never", "measure", "stop_when", "figures"),
        *WARRANT_KEYS,
    )
    target = node.member("target", Target)
    if (target is Target.STEP_RATE) != node.has("percent"):
        raise node.fail("a cue has a percent when it changes the step rate, and only then")
    return Cue(
        id=cue_id,
        name=node.text("name"),
        say=node.text("say"),
        how=node.texts("how"),
        target=target,
        percent=node.interval("percent") if node.has("percent") else None,
        signs=node.texts("signs"),
        findings=node.texts("findings"),
        tested=node.texts("tested"),
        plausible=node.texts("plausible"),
        never=node.texts("never"),
        measure=node.texts("measure"),
        stop_when=node.texts("stop_when"),
        figures=node.texts("figures"),
        warrant=parse_warrant(node),
    )


def _week(number: int, node: Node) -> TrialWeek:
    node.only("runs_percent", "cued_percent", "text", *WARRANT_KEYS)
    return TrialWeek(
        number=number,
        runs_percent=node.whole("runs_percent"),
        cued_percent=node.whole("cued_percent"),
        text=node.text("text"),
        warrant=parse_warrant(node),
    )
