"""Every step of a session as a table that leaves the app."""

from __future__ import annotations

from stridewell.app.gait_report import GaitReport
from stridewell.app.tables import CellKind, Table, TableColumn
from stridewell.gait.measured import Measured

DECIMALS = 4


def steps_table(report: GaitReport) -> Table:
    """One row for each metric of each step; ``t_s`` is when its contact began in the clip."""
    rows = [(each, step) for each in report.session.measured for step in each.steps]
    return Table(
        name=f"gait-{report.number}",
        columns=(
            _text("clip", [_clip(report, each) for each, _ in rows]),
            _text("metric", [each.id for each, _ in rows]),
            _text("side", [None if each.side is None else each.side.value for each, _ in rows]),
            _text("unit", [each.unit for each, _ in rows]),
            _number("t_s", [step.t_s for _, step in rows]),
            _number("value", [step.value for _, step in rows]),
        ),
    )


def _clip(report: GaitReport, found: Measured) -> str | None:
    """The file of the clip a value is from."""
    number = report.session.clip_of.get((found.id, found.side))
    return None if number is None else report.names[number]


def _text(name: str, cells: list[str | None]) -> TableColumn:
    return TableColumn(name, CellKind.TEXT, cells)


def _number(name: str, cells: list[float]) -> TableColumn:
    return TableColumn(name, CellKind.NUMBER, [round(each, DECIMALS) for each in cells])
