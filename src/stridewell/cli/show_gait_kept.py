"""Writes kept sessions of filmed running, and what changed between two, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table
from rich.text import Text

from stridewell.app.gait_compare import Change, Comparison, Verdict
from stridewell.app.gait_shelf import StoredSession
from stridewell.app.gait_words import (
    VIEW_WORDS,
    amount_words,
    day_words,
    number_words,
    side_words,
    speed_words,
)
from stridewell.cli.show import console
from stridewell.gait.keypoints import View
from stridewell.knowledge.records import Knowledge

VERDICT_WORDS = {
    Verdict.CHANGED: ("more than chance", "bold"),
    Verdict.CHANCE: ("could be chance", "dim"),
    Verdict.NOT_COMPARABLE: ("cannot be compared", "dim"),
}
HOW_TO_FILM = (
    "Nothing was filmed yet. Let somebody film you while you run, or use a treadmill:",
    "  • From the side: camera at hip height, 3 to 4 m away, still, the whole body in the picture.",
    "  • From behind: camera at hip height, upright, 3 to 4 m away, on a treadmill.",
    "  • 10 seconds or more of even running, 60 frames a second or more, bright light, tight",
    "    clothes. Film both sides if you want to compare left and right.",
    'Then: stridewell gait left.mp4 --view left --height "178 cm" --speed "10 km/h"',
    "Files of other tools work as well: TRC, MOT, C3D, and JSON of OpenPose.",
)


def show_sessions(sessions: Iterable[StoredSession]) -> None:
    """The kept sessions, the newest first; without any, how to film."""
    out, kept = console(), tuple(sessions)
    if not kept:
        for line in HOW_TO_FILM:
            out.print(Text(line))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("No.", "Day", "Filmed", "Speed", "Steps a minute", "Files"):
        table.add_column(heading)
    for each in kept:
        table.add_row(*_line(each))
    out.print(table)
    out.print(
        "\nSee one with: stridewell gait --show N. Compare two: stridewell gait --compare N M"
    )


def _line(stored: StoredSession) -> Iterator[str | Text]:
    rates = [m.value for m in stored.summary.measured if m.id == "step_rate_spm"]
    video = " (video kept)" if any(clip.video for clip in stored.clips) else ""
    yield str(stored.id)
    yield day_words(stored.at)
    yield ", ".join(VIEW_WORDS[View(clip.view)] for clip in stored.clips)
    yield speed_words(stored.filmed.speed_mps)
    yield f"{rates[0]:.0f}" if rates else "–"
    yield Text(f"{', '.join(clip.name for clip in stored.clips)}{video}")


def show_comparison(found: Comparison, knowledge: Knowledge) -> None:
    """What changed from one session to the next, and what of it is more than chance."""
    out = console()
    one, other = (f"{each.number} ({day_words(each.at)})" for each in (found.earlier, found.later))
    out.print(Text(f"Session {one} and session {other}", "bold"))
    for remark in found.remarks:
        out.print(Text(remark, "yellow"))
    if not found.changes:
        out.print("Nothing was measured in both.")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("Measured")
    table.add_column("Side")
    for heading in ("Then", "Now", "Change", "Counts from"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for each in found.changes:
        table.add_row(*_change(each, knowledge))
    out.print(table)
    out.print(
        Text(
            "A change counts when it is larger than both measurements, and two days, can differ "
            "by chance.",
            "dim",
        )
    )


def _change(change: Change, knowledge: Knowledge) -> Iterator[str | Text]:
    spec = knowledge.gait.metrics.get(change.id)
    yield change.name
    yield side_words(change.side)
    yield amount_words(change.earlier, spec, change.unit)
    yield amount_words(change.later, spec, change.unit)
    yield f"{'+' if change.value > 0 else ''}{number_words(change.value, spec)}"
    yield number_words(change.least, spec)
    yield Text(*VERDICT_WORDS[change.verdict])
