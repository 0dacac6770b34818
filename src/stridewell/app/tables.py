"""Plain tables in which data leave the app: named columns of one kind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | None


class TableFormat(StrEnum):
    """The files a table can be written as."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class CellKind(StrEnum):
    """What a column holds; every cell may be None as well, which means not known."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its name with its unit, its kind, and its cells."""

    name: str
    kind: CellKind
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length; the name may hold a folder, as in ``samples/run-3``.

    Raises:
        ValueError: the columns differ in length.
    """

    name: str
    columns: tuple[TableColumn, ...]

    def __post_init__(self) -> None:
        """Refuse columns of different length."""
        if len({len(each.cells) for each in self.columns}) > 1:
            raise ValueError(f"the columns of {self.name} differ in length")

    @property
    def size(self) -> int:
        """How many rows it has."""
        return len(self.columns[0].cells) if self.columns else 0
