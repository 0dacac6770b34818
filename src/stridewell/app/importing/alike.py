"""Files that share a reason, as one line: an export may hold thousands of rides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stridewell.app.files import NotRun, Refused

NAMED_FILES = 3
"""So many files of one reason are named; of more the first."""
Entry = NotRun | Refused


@dataclass(frozen=True, slots=True)
class Alike:
    """The files of one reason: what to call them, and the reason."""

    files: str
    reason: str


def by_reason(
    entries: Sequence[Entry], name: Callable[[str], str] = lambda path: path
) -> Sequence[Alike]:
    """A line for each reason, the one of most files first.

    ``name`` is what to call a path; "" leaves it out.
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.reason, []).append(entry)
    ordered = sorted(found.items(), key=lambda each: -count_of(each[1]))
    return [Alike(_called(alike, name), reason) for reason, alike in ordered]


def count_of(entries: Sequence[Entry]) -> int:
    """How many files these are."""
    return sum(entry.count for entry in entries)


def files_told(count: int) -> str:
    """So many files, in words."""
    return "1 file" if count == 1 else f"{count:,} files"


def _called(alike: Sequence[Entry], name: Callable[[str], str]) -> str:
    names = list(dict.fromkeys(filter(None, (name(each.path) for each in alike))))
    count = count_of(alike)
    if names and len(alike) <= NAMED_FILES and count == len(alike):
        return ", ".join(names)
    first = f" ({names[0]}{', …' if len(names) > 1 else ''})" if names else ""
    return f"{files_told(count)}{first}"
