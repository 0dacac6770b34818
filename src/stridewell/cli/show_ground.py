"""Writes ground, maps, the side of the road and loops for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text

from stridewell.activity.exposure import Surface
from stridewell.app.ground_told import GroundSum, GroundTold
from stridewell.app.map_ground import MapReport
from stridewell.app.surface_words import (
    SOURCE_WORDS,
    SURFACE_WORDS,
    counted_runs,
    loops_in_words,
    road_in_words,
)
from stridewell.cli.show import console

M_PER_KM = 1000


def show_ground(told: GroundTold) -> None:
    """What all runs were on and who said so, the road, and the loops."""
    out = console()
    if not told.whole.runs:
        out.print("No runs yet. Import some with: stridewell import FOLDER")
    else:
        for heading, ground in (("All runs", told.whole), (f"Since {told.since}", told.lately)):
            out.print(Text.assemble((f"{heading}: ", "bold"), ground_line(ground)))
        out.print("Who said so:")
        for line in _sources(told.whole):
            out.print(Text(f"  • {line}"))
    for each in told.maps:
        out.print(Text(f"Read from the map {each.name}: {counted_runs(each.runs)}."))
    out.print(Text(told.ground_reason.text, "dim"))
    out.print(Text.assemble(("Side of the road: ", "bold"), road_in_words(told.road)))
    if told.road is None:
        out.print("Say it with, for example: stridewell ground --road facing --traffic right")
    out.print(Text(told.road_reason.text, "dim"))
    out.print(Text.assemble(("Loops: ", "bold"), loops_in_words(told.loops)))
    out.print(Text(told.loops_reason.text, "dim"))


def show_map(report: MapReport) -> None:
    """What a map said."""
    out = console()
    if report.told:
        out.print(Text(f"{report.map} tells the ground of {counted_runs(report.told)}.", "bold"))
        out.print(Text(f"Of these: {metres_line(report.metres)}."))
    else:
        out.print(
            Text(f"{report.map} tells nothing new of your {counted_runs(report.runs)}.", "bold")
        )
    if report.elsewhere:
        out.print(
            f"{counted_runs(report.elsewhere)} beside this map, or only on ways whose surface "
            "nobody wrote down."
        )
    if report.kept:
        out.print(
            f"{counted_runs(report.kept)} left as before, since another map knows more of them."
        )
    if report.told:
        out.print("What your watch or app says of a run still comes first. See: stridewell ground")
        out.print("Not what you wanted? Take it back with: stridewell ground --undo")


def ground_line(ground: GroundSum) -> str:
    """Shares of the grounds in a sentence, the unknown one always among them."""
    if not ground.metres_in_all:
        return f"{counted_runs(ground.runs)}, no distance."
    return f"{counted_runs(ground.runs)}, {metres_line(ground.metres)}."


def metres_line(metres: Mapping[Surface, float]) -> str:
    """Shares and kilometres of the grounds; what is not known is always said."""
    whole = sum(metres.values())
    known = [each for each in Surface if each is not Surface.UNKNOWN and metres.get(each, 0.0) > 0]
    parts = (
        f"{SURFACE_WORDS[each]} {100 * metres.get(each, 0.0) / whole:.0f} % "
        f"({metres.get(each, 0.0) / M_PER_KM:.1f} km)"
        for each in (*known, Surface.UNKNOWN)
    )
    return ", ".join(parts)


def _sources(ground: GroundSum) -> Iterator[str]:
    for source, words in SOURCE_WORDS.items():
        if runs := ground.by_source.get(source, 0):
            yield f"{words}: {counted_runs(runs)}"
