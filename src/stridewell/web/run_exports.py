"""Everything about the runs out of the app: one zip of tables as CSV, JSON or Parquet."""

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from stridewell.app.desk import Desk
from stridewell.app.export_runs import export_tables
from stridewell.app.tables import TableFormat
from stridewell.errors import SettingsError
from stridewell.web.rendering import Page, Site

PAGE = Page("run_export.html", "Take your runs out", "/runs")
PIECE = 1 << 16
WORDS = {
    TableFormat.CSV: "CSV, for a spreadsheet",
    TableFormat.JSON: "JSON, for programs",
    TableFormat.PARQUET: "Parquet, for data tools",
}


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """A format that may be asked for."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ExportContext:
    """What the page of the export shows."""

    formats: tuple[FormatChoice, ...]
    """The formats to choose from."""
    error: str
    """Why the last choice could not be written; empty if it could."""
    next_step: str
    """What to do about it."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page that offers the export, and the zip itself."""
    router = APIRouter(prefix="/runs/export", include_in_schema=False)

    @router.get("")
    def offer() -> HTMLResponse:
        return site.show(PAGE, export_context())

    @router.get("/stridewell-runs.zip")
    def export(
        table_format: Annotated[TableFormat, Query(alias="format")] = TableFormat.CSV,
        *,
        samples: Annotated[bool, Query()] = False,
    ) -> Response:
        try:
            packed = pack(desk, table_format, samples=samples)
        except SettingsError as error:
            return site.show(PAGE, export_context(table_format, error), 400)
        name = f"stridewell-runs-{table_format.value}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(_pieces(packed), media_type="application/zip", headers=headers)

    return router


def export_context(
    chosen: TableFormat = TableFormat.CSV, error: SettingsError | None = None
) -> ExportContext:
    """The page's context, with what went wrong with the last choice."""
    return ExportContext(
        formats=tuple(FormatChoice(each.value, WORDS[each], each is chosen) for each in WORDS),
        error="" if error is None else error.text,
        next_step="" if error is None else error.next_step,
    )


def pack(desk: Desk, table_format: TableFormat, *, samples: bool) -> IO[bytes]:
    """A zip of every table in a file without a name, to be read and closed by the caller.

    It is packed on the disk, not in memory: samples of years of runs are large.

    Raises:
        SettingsError: the format cannot be written here.
    """
    with ExitStack() as undo:
        target = undo.enter_context(TemporaryFile(prefix="stridewell-export-"))
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for table in export_tables(desk, samples=samples):
                content = desk.exports.table(table, table_format)
                packed.writestr(f"{table.name}.{table_format.value}", content)
        target.seek(0)
        undo.pop_all()
        return target


def _pieces(target: IO[bytes]) -> Iterator[bytes]:
    with target:
        while piece := target.read(PIECE):
            yield piece
