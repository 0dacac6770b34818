"""The filter of the run list: out of an address and back into one, and the choices it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from stridewell.activity.exposure import Surface
from stridewell.app.run_archive import NO_SHOE, Archive, RunFilter
from stridewell.app.surface_words import SURFACE_WORDS
from stridewell.errors import UsageError

FIELDS = ("words", "year", "ground", "shoe", "from", "to", "jumps")
FARTHEST_KM = 1000.0


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter: its value, its words, whether it is chosen."""

    value: str
    text: str
    chosen: bool


def read_filter(sent: Mapping[str, str]) -> RunFilter:
    """The filter out of an address; what is empty asks for nothing.

    Raises:
        UsageError: a number is none, or there is no such ground.
    """
    told = {name: sent.get(name, "").strip() for name in FIELDS}
    year = _number(told["year"], "year")
    return RunFilter(
        year=None if year is None else int(year),
        ground=_ground(told["ground"]),
        shoe=told["shoe"],
        least_km=_number(told["from"], "distance"),
        most_km=_number(told["to"], "distance"),
        words=told["words"],
        jumps_only=bool(told["jumps"]),
    )


def _number(text: str, what: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value < 10 * FARTHEST_KM:
        raise UsageError(f"“{text}” is no {what}.", "Go back and give a number, such as 10.")
    return value


def _ground(text: str) -> Surface | None:
    if not text:
        return None
    try:
        return Surface(text)
    except ValueError as error:
        known = ", ".join(each.value for each in Surface)
        raise UsageError(f"There is no ground “{text}”.", f"There are: {known}.") from error


def told_filter(sent: Mapping[str, str]) -> Mapping[str, str]:
    """What was sent of the filter, so that the form shows it again."""
    return {name: sent.get(name, "").strip() for name in FIELDS}


def address(sent: Mapping[str, str], page: int) -> str:
    """The address of a page of the list under a filter."""
    kept = {name: value for name, value in told_filter(sent).items() if value}
    query = urlencode({**kept, **({"page": page} if page > 1 else {})})
    return f"/runs?{query}#all" if query else "/runs#all"


def year_choices(archive: Archive, wanted: RunFilter) -> tuple[Choice, ...]:
    """The years with runs, the newest first."""
    return tuple(Choice(str(year), str(year), year == wanted.year) for year in archive.years)


def ground_choices(archive: Archive, wanted: RunFilter) -> tuple[Choice, ...]:
    """The kinds of ground that runs were on."""
    found = {each.ground for each in archive.runs}
    return tuple(
        Choice(each.value, SURFACE_WORDS[each], each is wanted.ground)
        for each in Surface
        if each in found or each is wanted.ground
    )


def shoe_choices(archive: Archive, wanted: RunFilter) -> tuple[Choice, ...]:
    """The pairs of the log, and none; empty without a pair."""
    pairs = tuple(
        Choice(each.id, each.name, each.id == wanted.shoe) for each in archive.shoes.shoes
    )
    none = Choice(NO_SHOE, "no pair named", wanted.shoe == NO_SHOE)
    return (*pairs, none) if pairs else ()
