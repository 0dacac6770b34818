"""Rows of numbers in a text file: blanks, padding, decimal commas and cut rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.errors import FileRefusedError
from stridewell.gait.keypoints import Floats, Stated

BLANKS = frozenset(
    {"", "nan", "-nan", "nan(ind)", "-nan(ind)", "na", "n/a", "#n/a", "null", "none"}
)

LARGEST = 1e9


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Numbers (rows, columns), NaN where a field was blank, and what was noticed."""

    numbers: Floats
    stated: tuple[Stated, ...] = ()


def text_of(content: bytes) -> str:
    """The file's text; bytes that are none are replaced, since they only stand in names.

    Raises:
        FileRefusedError: it is binary.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:4096]:
        raise FileRefusedError("It is not a text file.", "Export it again.")
    return content.decode("utf-8-sig", errors="replace")


def fields_of(line: str) -> list[str]:
    """The fields of a row: between tabs, or between blanks where there are no tabs."""
    return line.split("\t") if "\t" in line.strip() else line.split()


def table(lines: Sequence[str], columns: Sequence[str], first_line: int) -> Table:
    """The rows as numbers, a column for each name.

    ``first_line`` is the number of the first row in the file, counted from 1. Rows that end early
    have been trimmed of blanks; the last one has been cut and is left out.

    Raises:
        FileRefusedError: a field is no number; its row and column are named.
    """
    width = len(columns)
    rows = [fields_of(line) for line in lines]
    stated: tuple[Stated, ...] = ()
    if len(rows) > 1 and _filled(rows[-1]) < min(width, _filled(rows[-2])):
        rows.pop()
        cut = f"row {first_line + len(rows)} left out"
        stated = (Stated("last row", cut, "it ends before its last column: the file is cut short"),)
    padded = [(row + [""] * (width - len(row)))[:width] for row in rows]
    try:
        numbers = np.array([[float(field) for field in row] for row in padded], dtype=np.float64)
    except ValueError:
        numbers = np.array(
            [
                [_number(field, first_line + at, columns[c]) for c, field in enumerate(row)]
                for at, row in enumerate(padded)
            ],
            dtype=np.float64,
        )
    # no body is so far away: a damaged field
    numbers = np.where(np.abs(numbers) < LARGEST, numbers, np.nan)
    return Table(numbers.reshape(len(rows), width), stated)


def _filled(row: Sequence[str]) -> int:
    """How many fields there are up to the last that holds something."""
    return max((at for at, field in enumerate(row, start=1) if field.strip()), default=0)


def _number(field: str, line: int, column: str) -> float:
    bare = field.strip()
    try:
        return float(bare)
    except ValueError:
        pass
    if bare.lower() in BLANKS:
        return np.nan
    try:
        return float(bare.replace(",", ".", 1))
    except ValueError as error:
        raise FileRefusedError(
            f"Line {line}, column {column}: “{bare[:30]}” is not a number.",
            "Correct or blank that field, or export the file again.",
        ) from error
