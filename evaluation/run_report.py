"""The accuracy of the run readers as Markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from evaluation.run_damage import Salvaged, salvage
from evaluation.run_decodes import compare_decodes
from evaluation.run_expected import compare_expected
from evaluation.run_odd import OddFile, odd_files
from evaluation.run_points import FilePoints, compare_points
from evaluation.run_rules import Rules, Value, Verdict, load_rules
from evaluation.run_totals import Total, compare_totals
from evaluation.run_values import FileValues, compare_values

from stridewell.adapters.fit.profile import MESSAGES

POINT_FOLDERS = ("fit-runs", "activity-exports-misc", "apple-health")
CLOSE_PCT = 2.0
ENOUGH = 0.95
FEW = 20
LONGEST_CELL = 400
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class RunAccuracy:
    """Everything that was measured on one folder of recordings."""

    values: tuple[Value, ...]
    rules: Rules
    decoded: tuple[FileValues, ...]
    points: tuple[FilePoints, ...]
    salvaged: tuple[Salvaged, ...]
    odd: tuple[OddFile, ...]
    totals: tuple[Total, ...]


def compared(data: Path) -> tuple[tuple[Value, ...], Rules]:
    """Every expected value beside ours, and the differences that were met."""
    rules = load_rules()
    runs = data / "fit-runs"
    return (*compare_expected(runs, rules), *compare_decodes(runs, rules)), rules


def measure(data: Path) -> RunAccuracy:
    """Measure everything; ``data`` holds ``fit-runs/`` and the others."""
    values, rules = compared(data)
    return RunAccuracy(
        values=values,
        rules=rules,
        decoded=tuple(compare_values(data / "fit-runs")),
        points=tuple(compare_points([data / each for each in POINT_FOLDERS])),
        salvaged=tuple(salvage(data / "fit-runs" / "runs")),
        odd=tuple(odd_files(data)),
        totals=tuple(compare_totals(data / "fit-runs")),
    )


def unexplained(values: Iterable[Value]) -> list[Value]:
    """Values that differ, or are not read, without a reason."""
    return [each for each in values if each.verdict is Verdict.UNEXPLAINED]


def faults(measured: RunAccuracy) -> list[str]:
    """What must not be, a line each; empty when everything agrees or has its reason."""
    found = [
        f"{each.table}, row {each.row}: {each.where} {each.column} has no reason"
        for each in unexplained(measured.values)[:FEW]
    ]
    found += [
        f"no value needs this reason: {each.table} {each.where} {', '.join(each.columns)}"
        for each in measured.rules.never_met()
    ]
    found += [
        f"{each.name} is not read like fitdecode reads it"
        for each in measured.decoded
        if each.uneven_kinds or each.different
    ]
    found += [f"{each.name} loses points" for each in measured.points if each.lost]
    found += [f"nothing is said of {each.name}" for each in measured.odd if not each.is_told]
    return found


def report(measured: RunAccuracy) -> str:
    """All tables."""
    sections = (
        _expected_section(measured),
        _decoded_section(measured.decoded),
        _salvage_section(measured.salvaged),
        _points_section(measured.points),
        _totals_section(measured.totals),
        _odd_section(measured.odd),
    )
    return "\n".join(sections)


def _expected_section(measured: RunAccuracy) -> str:
    values = measured.values
    lines = [
        "## Every value other programs expect\n",
        _tables_summary(values),
        "\n### Tolerances\n",
        _tolerances(measured.rules),
        "\n### What differs or is not read, and why\n",
        _differences(measured.rules),
        "\n### Columns of whole decodes\n",
        "Every column both read, over all messages of the five decoded recordings.\n",
        _columns(values),
    ]
    return "\n".join([*lines, _list_unexplained(values)])


def _tables_summary(values: Sequence[Value]) -> str:
    rows = []
    for table, share in _by(values, lambda each: each.table).items():
        count = Counter(each.verdict for each in share)
        read = len(share) - count[Verdict.NOT_READ]
        rows.append(
            (
                table,
                f"{len({each.row for each in share}):,}",
                f"{len(share):,}",
                f"{read:,}",
                f"{count[Verdict.AGREES]:,}",
                f"{count[Verdict.DIFFERS]:,}",
                f"{count[Verdict.NOT_READ]:,}",
                f"{count[Verdict.UNEXPLAINED]:,}",
            )
        )
    heads = (
        "table",
        "rows",
        "values",
        "compared",
        "agree",
        "differ, with a reason",
        "not read, with a reason",
        "without a reason",
    )
    return markdown(heads, rows)


def _tolerances(rules: Rules) -> str:
    rows = [
        (
            each.table,
            each.column,
            each.unit,
            f"{each.within:.6f}".rstrip("0").rstrip("."),
            each.reason,
        )
        for each in rules.tolerances
    ]
    return markdown(("table", "column", "unit", "within", "why"), rows)


def _differences(rules: Rules) -> str:
    rows = [
        (kind, each.table, each.where, ", ".join(each.columns), f"{rules.met[each]:,}", each.reason)
        for kind, entries in (("differs", rules.differs), ("not read", rules.not_read))
        for each in entries
    ]
    return markdown(("", "table", "where", "columns", "values", "why"), rows)


def _columns(values: Sequence[Value]) -> str:
    units = {field.name: field.unit for known in MESSAGES.values() for field in known}
    read = [
        each
        for each in values
        if each.verdict in {Verdict.AGREES, Verdict.DIFFERS} and each.table.startswith("fit")
    ]
    rows = []
    for (where, column), share in sorted(_by(read, _message_and_column).items()):
        agree = sum(each.verdict is Verdict.AGREES for each in share)
        unit = units.get(column, "")
        rows.append((where, column, unit, f"{len(share):,}", f"{agree:,}"))
    return markdown(("message", "column", "unit", "compared", "agree"), rows)


def _message_and_column(value: Value) -> tuple[str, str]:
    """Where a value stands; definitions of all kinds of message together."""
    where = "definitions" if value.where.startswith("definition of") else value.where
    return where, value.column


def _list_unexplained(values: Sequence[Value]) -> str:
    found = unexplained(values)
    if not found:
        return ""
    lines = [
        f"- {each.table}, row {each.row}: {each.where} {each.column}: expected "
        f"{each.expected!r}, ours {each.ours!r}"
        for each in found[:FEW]
    ]
    return "\n".join(["\n**Without a reason:**\n", *lines, f"\n{len(found)} in all.\n"])


def _decoded_section(decoded: Sequence[FileValues]) -> str:
    uneven = [each for each in decoded if each.uneven_kinds or each.different]
    stopped = [each for each in decoded if each.more]
    rows = [
        ("recordings", f"{len(decoded):,}"),
        ("messages of every kind, counted by both", f"{sum(e.messages for e in decoded):,}"),
        ("recordings with an uneven count of any kind", f"{len(uneven):,}"),
        ("values compared, app fields included", f"{sum(e.values for e in decoded):,}"),
        ("values that differ", f"{sum(e.different for e in decoded):,}"),
        ("recordings at whose damage fitdecode stops", f"{len(stopped):,}"),
        ("messages only we have in those", f"{sum(e.more for e in stopped):,}"),
    ]
    named = [
        f"- {each.name}: kinds {list(each.uneven_kinds)}, {each.different} values differ"
        for each in uneven
    ]
    return "\n".join(
        ["\n## FIT messages and values beside fitdecode\n", markdown(("", ""), rows), *named]
    )


def _salvage_section(salvaged: Sequence[Salvaged]) -> str:
    rows = [
        (
            each.damage,
            f"{len(each.shares)}",
            f"{100 * each.mean:.1f} %",
            f"{100 * min(each.shares):.1f} %",
            f"{sum(share >= ENOUGH for share in each.shares)}",
            f"{each.told}",
        )
        for each in salvaged
    ]
    heads = ("damage", "damaged files", "mean", "worst file", "files at 95 % or more", "told")
    return "\n".join(["\n## Damaged FIT files\n", markdown(heads, rows)])


def _points_section(points: Sequence[FilePoints]) -> str:
    rows = []
    for kind, share in _by(points, lambda each: each.kind).items():
        rows.append(
            (
                kind.upper(),
                f"{len(share):,}",
                f"{sum(each.points for each in share):,}",
                f"{sum(each.timed for each in share):,}",
                f"{sum(each.kept for each in share):,}",
                f"{sum(each.told_of for each in share):,}",
                f"{sum(each.lost for each in share):,}",
            )
        )
    heads = (
        "format",
        "files",
        "points",
        "with a time",
        "kept",
        "left out and told",
        "lost without a word",
    )
    named = [f"- {each.name}: {each.lost} points lost" for each in points if each.lost]
    return "\n".join(["\n## TCX and GPX points\n", markdown(heads, rows), *named])


def _totals_section(totals: Sequence[Total]) -> str:
    rows = [
        (
            each.what,
            f"{len(each.differences_pct)}",
            f"{each.median_pct:+.2f} %",
            f"{each.typical_pct:.2f} %",
            f"{each.within(CLOSE_PCT)}",
            f"{each.largest_pct:.1f} %",
        )
        for each in totals
        if each.differences_pct
    ]
    heads = (
        "sum over the samples",
        "runs",
        "median",
        "median size",
        f"within {CLOSE_PCT:g} %",
        "largest",
    )
    return "\n".join(["\n## Our sums beside the watch's own\n", markdown(heads, rows)])


def _odd_section(odd: Sequence[OddFile]) -> str:
    rows = [(each.name, each.outcome, "; ".join(each.lines)[:LONGEST_CELL]) for each in odd]
    bad = [f"- {each.name}: not told" for each in odd if not each.is_told]
    table = markdown(("file", "outcome", "what the import says"), rows)
    return "\n".join(["\n## Odd files\n", table, *bad])


def _by(values: Iterable[V], key: Callable[[V], K]) -> dict[K, list[V]]:
    """The values by a key, keys in order of appearance."""
    found: dict[K, list[V]] = defaultdict(list)
    for each in values:
        found[key(each)].append(each)
    return found


def markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars inside a cell are escaped."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    return "\n".join([line(heads), line(["---"] * len(heads)), *(line(row) for row in rows)]) + "\n"
