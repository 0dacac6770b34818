"""Writes a session of filmed running for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stridewell.app.gait_report import GaitReport
from stridewell.app.gait_words import (
    STANDING_WORDS,
    VIEW_WORDS,
    amount_words,
    counted,
    day_words,
    name_of,
    range_words,
    sentence,
    side_words,
    speed_words,
)
from stridewell.cli.show import cited, console
from stridewell.gait.clip import WHOLE
from stridewell.gait.contacts import NotMeasured
from stridewell.gait.judged import Judged, Standing
from stridewell.gait.keypoints import Stated
from stridewell.gait.measured import Measured
from stridewell.knowledge.records import Knowledge
from stridewell.values.anatomy import Side

CM_PER_M = 100
IN_SHORT = ("step_rate_spm", "contact_time_ms", "pelvic_drop_peak_deg")
"""The metrics that a few lines about form name in any case."""
STYLES = {
    Standing.NO_RANGE: "dim",
    Standing.INSIDE: "green",
    Standing.UNCLEAR: "dim",
    Standing.NOTEWORTHY: "yellow",
    Standing.RED: "bold red",
}


def show_gait(report: GaitReport, knowledge: Knowledge) -> None:
    """What was measured, what stands out, what could not be measured, what was worked out."""
    out = console()
    _heading(out, report)
    if report.session.measured:
        out.print(_table(report, knowledge))
        _findings(out, report, knowledge)
    _refused(out, report, knowledge)
    _stated(out, report)
    _end(out, report, knowledge)


def form_lines(report: GaitReport, knowledge: Knowledge) -> Iterator[Text]:
    """A session in a few lines: some values with their ranges, and what stands out."""
    session = report.session
    clips = ", ".join(VIEW_WORDS[clip.view] for clip in session.clips)
    values = counted(len(session.measured), "value")
    yield Text(f"Form: {values} measured in body points, seen {clips}.")
    for metric in IN_SHORT:
        found = [each for each in session.measured if each.id == metric]
        if found:
            cells = "; ".join(_in_short(each, report, knowledge) for each in found)
            yield Text(f"  {knowledge.gait.metrics[metric].name}: {cells}")
    named = [each for each in report.judged if each.finding is not None]
    for each in named:
        yield Text(f"  {name_of(each)}: {each.text}", STYLES[each.standing])
    if not named:
        yield Text("  Nothing stands out beyond doubt.")


def _in_short(found: Measured, report: GaitReport, knowledge: Knowledge) -> str:
    spec = knowledge.gait.metrics[found.id]
    side = f"{found.side.value} " if found.side is not None else ""
    interval = range_words(found.low, found.high, spec)
    remark = _remark(report.judged_of(found.id, found.side), None)
    return f"{side}{amount_words(found.value, spec, found.unit)} ({interval}), {remark}"


def _heading(out: Console, report: GaitReport) -> None:
    number = "Not kept" if report.number is None else f"Session {report.number}"
    out.print(Text(f"{number}, {day_words(report.at)}", "bold"))
    for clip, name in zip(report.session.clips, report.names, strict=True):
        seen = clip.seen
        parts = [
            f"{name}: {VIEW_WORDS[clip.view]}",
            f"{seen.duration_s:.1f} s",
            f"{seen.rate_hz:.0f} frames a second",
        ]
        if swapped := int(clip.swapped.sum()):
            parts.append(f"left and right exchanged back in {counted(swapped, 'frame')}")
        if clip.withheld is not None:
            leg = "either" if clip.withheld is Side.BOTH else f"the {clip.withheld.value}"
            parts.append(f"nothing said of {leg} leg")
        out.print(Text(f"  {', '.join(parts)}", "dim"))
    if told := ", ".join(_told(report)):
        out.print(Text(f"  {told}", "dim"))


def _told(report: GaitReport) -> Iterator[str]:
    filmed = report.filmed
    if filmed.speed_mps is not None:
        yield speed_words(filmed.speed_mps)
    if filmed.treadmill is not None:
        yield "on a treadmill" if filmed.treadmill else "not on a treadmill"
    if filmed.height_m is not None:
        yield f"height {CM_PER_M * filmed.height_m:.0f} cm"


def _table(report: GaitReport, knowledge: Knowledge) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("Measured")
    table.add_column("Side")
    for heading in ("Value", "90 % range", "Usual"):
        table.add_column(heading, justify="right")
    table.add_column("")
    before = ""
    for each in _in_order(report.session.measured, knowledge):
        name, *cells = _cells(each, report, knowledge)
        table.add_row("" if name == before else name, *cells)
        before = str(name)
    return table


def _in_order(measured: Sequence[Measured], knowledge: Knowledge) -> Sequence[Measured]:
    """As the knowledge lists the metrics, left before right."""
    places = {name: place for place, name in enumerate(knowledge.gait.metrics)}
    return sorted(measured, key=lambda m: (places.get(m.id, len(places)), m.id, m.side or ""))


def _cells(found: Measured, report: GaitReport, knowledge: Knowledge) -> Iterator[str | Text]:
    spec = knowledge.gait.metrics.get(found.id)
    judged = report.judged_of(found.id, found.side)
    band = None if judged is None else judged.band
    yield found.id if spec is None else spec.name
    yield side_words(found.side)
    yield amount_words(found.value, spec, found.unit)
    yield range_words(found.low, found.high, spec)
    yield "–" if band is None else range_words(band.low, band.high, spec)
    yield _remark(judged, found.label)


def _remark(judged: Judged | None, label: str | None) -> Text:
    parts = [] if judged is None else [(STANDING_WORDS[judged.standing], STYLES[judged.standing])]
    return Text(", ").join(Text(*each) for each in [*([(label, "")] if label else []), *parts])


def _findings(out: Console, report: GaitReport, knowledge: Knowledge) -> None:
    """What is called something, with reasons and cues; then what else lies outside."""
    outside = [each for each in report.judged if each.standing.is_outside]
    found = [each for each in outside if each.finding is not None]
    others = [each for each in outside if each.finding is None]
    if not found:
        out.print(Text("\nNothing stands out beyond doubt.", "bold"))
    else:
        out.print(Text("\nWhat stands out", "bold"))
    for each in sorted(found, key=lambda j: j.standing is not Standing.RED):
        line = f"{each.text}{_cited(each, knowledge)}"
        out.print(Text.assemble((f"  {name_of(each)}: ", STYLES[each.standing]), line))
        for cue in each.cues:
            out.print(Text(f"    To try: {knowledge.around.cues[cue].name} (stridewell around)"))
    if others:
        names = "; ".join(name_of(each) for each in others)
        out.print(Text(f"  Outside the usual too, but nothing is known to follow: {names}."))
    for line in _notes(report.judged):
        out.print(Text(f"  {line}", "dim"))


def _notes(judged: Sequence[Judged]) -> Iterator[str]:
    """What has to be known beside, each thing once; why there is no range, with the names."""
    rangeless: dict[str, dict[str, None]] = {}
    for each in judged:
        for note in each.notes:
            names = rangeless.setdefault(note, {})
            if each.band is None:
                names[each.name] = None
    for note, names in rangeless.items():
        yield f"{', '.join(names)}: {note}" if names else note


def _cited(judged: Judged, knowledge: Knowledge) -> str:
    grade = judged.reason.grade
    words = "" if grade is None else f" (evidence: {grade.value})"
    return f"{cited(judged.reason, knowledge)}{words}"


def _refused(out: Console, report: GaitReport, knowledge: Knowledge) -> None:
    """What was not measured, those with the same reason in one paragraph."""
    if not report.session.refused:
        return
    out.print(Text("\nNot measured", "bold"))
    grouped: dict[str, list[str]] = {}
    for each in _to_be_named(report):
        why = f"{sentence(each.because)} {sentence(each.remedy)}".rstrip()
        grouped.setdefault(why, []).append(_name(each, knowledge))
    for why, names in grouped.items():
        out.print(Text(f"  • {', '.join(dict.fromkeys(names))}: {why}"))


def _to_be_named(report: GaitReport) -> Iterator[NotMeasured]:
    """What was refused, without the single metrics of a leg or clip that was refused whole."""
    refused = report.session.refused
    whole = {each.side for each in refused if each.metric == WHOLE}
    nothing = None in whole and not report.session.measured
    for each in refused:
        of_leg = each.side is not None and bool(whole & {each.side, Side.BOTH})
        if each.metric == WHOLE or not (nothing or of_leg):
            yield each


def _name(refused: NotMeasured, knowledge: Knowledge) -> str:
    spec = knowledge.gait.metrics.get(refused.metric)
    name = (
        "Everything" if refused.metric == WHOLE else refused.metric if spec is None else spec.name
    )
    side = side_words(refused.side)
    return f"{name} ({side})" if side else name


def _stated(out: Console, report: GaitReport) -> None:
    """What was worked out; what holds for several clips is said once, with their names."""
    names: dict[Stated, list[str]] = {}
    for name, clip in zip(report.names, report.session.clips, strict=True):
        for each in clip.stated:
            names.setdefault(each, []).append(name)
    lines = [
        *(
            _worked_out(each, files if len(report.names) > 1 else ())
            for each, files in names.items()
        ),
        *(_worked_out(each, ()) for each in report.session.stated),
    ]
    if lines:
        out.print(Text("\nWorked out from the files", "bold"))
        for line in lines:
            out.print(Text(f"  • {line}", "dim"))


def _worked_out(stated: Stated, files: Iterable[str]) -> str:
    why = f" ({stated.because})" if stated.because else ""
    where = ", ".join(dict.fromkeys(files))
    return f"{where + ': ' if where else ''}{stated.what}: {stated.value}{why}"


def _end(out: Console, report: GaitReport, knowledge: Knowledge) -> None:
    if report.deleted_at is not None:
        undo = f"stridewell gait --restore {report.number}"
        out.print(f"\nThis session is deleted. Bring it back with: {undo}")
    elif report.saved_before:
        out.print(f"\nThis was kept before, as session {report.number}.")
    elif not report.session.measured:
        out.print("\nNothing could be measured, so nothing is kept.")
    little = knowledge.gait.advice["predicts_little"].text
    if not any(little in each.notes for each in report.judged):
        out.print(Text(f"\n{little}", "dim"))
    out.print(Text("stridewell replaces no clinician.", "dim"))
