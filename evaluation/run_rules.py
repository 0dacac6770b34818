"""How far a value may lie from another program's, and every difference with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "run_differences.yaml"


class Verdict(StrEnum):
    """What became of one expected value."""

    AGREES = "agrees"
    DIFFERS = "differs, with a reason"
    NOT_READ = "not read, with a reason"
    UNEXPLAINED = "differs without a reason"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far ours may lie from an expected value of a column, in the column's unit, and why."""

    table: str
    column: str
    unit: str
    within: float
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Values that differ or are not read, and why; the three patterns are those of file names.

    ``where`` is the recording, or the kind of message in a decoded one.
    """

    table: str
    where: str
    columns: tuple[str, ...]
    reason: str

    def covers(self, table: str, where: str, column: str) -> bool:
        """Whether the value at this place is meant."""
        return (
            fnmatchcase(table, self.table)
            and fnmatchcase(where, self.where)
            and any(fnmatchcase(column, each) for each in self.columns)
        )


@dataclass(frozen=True, slots=True)
class Value:
    """One expected value and ours, as text; ``row`` counts from 1 below the heading."""

    table: str
    row: int
    where: str
    column: str
    expected: str
    ours: str
    verdict: Verdict
    reason: str = ""


@dataclass(slots=True)
class Rules:
    """The data file, and how often each difference was met."""

    tolerances: tuple[Tolerance, ...]
    differs: tuple[Difference, ...]
    not_read: tuple[Difference, ...]
    met: Counter[Difference] = field(default_factory=Counter)
    _seen: dict[tuple[str, str, str, Verdict], Difference | None] = field(default_factory=dict)

    def tolerance(self, table: str, column: str) -> Tolerance:
        """The tolerance of a column.

        Raises:
            LookupError: the data file has none.
        """
        for each in self.tolerances:
            if fnmatchcase(table, each.table) and fnmatchcase(column, each.column):
                return each
        raise LookupError(f"no tolerance for {column} of {table}")

    def judge(self, value: Value) -> Value:
        """The value; one that agrees stays, any other gets the reason the data file has.

        A reason of one kind never covers a value of the other: what is read and differs cannot
        pass as not read.
        """
        if value.verdict is Verdict.AGREES:
            return value
        place = (value.table, value.where, value.column, value.verdict)
        if place not in self._seen:
            self._seen[place] = self._find(*place)
        found = self._seen[place]
        if found is None:
            return _with(value, Verdict.UNEXPLAINED, "")
        self.met[found] += 1
        return _with(value, value.verdict, found.reason)

    def never_met(self) -> Sequence[Difference]:
        """Differences of the data file that no value shows any more."""
        return [each for each in (*self.differs, *self.not_read) if not self.met[each]]

    def _find(self, table: str, where: str, column: str, verdict: Verdict) -> Difference | None:
        kinds = {Verdict.DIFFERS: self.differs, Verdict.NOT_READ: self.not_read}
        covering = (e for e in kinds.get(verdict, ()) if e.covers(table, where, column))
        return next(covering, None)


def _with(value: Value, verdict: Verdict, reason: str) -> Value:
    return Value(
        value.table,
        value.row,
        value.where,
        value.column,
        value.expected,
        value.ours,
        verdict,
        reason,
    )


def load_rules(path: Path = FILE) -> Rules:
    """The tolerances and differences of the data file."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Rules(
        tolerances=tuple(Tolerance(**each) for each in content["tolerances"]),
        differs=tuple(_difference(each) for each in content["differs"]),
        not_read=tuple(_difference(each) for each in content["not_read"]),
    )


def _difference(entry: Mapping[str, str]) -> Difference:
    columns = tuple(each.strip() for each in entry["columns"].split(","))
    return Difference(entry["table"], entry["where"], columns, entry["reason"])
