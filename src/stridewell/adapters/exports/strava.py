"""The export of Strava: a zip, or the folder it was unpacked to."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from stridewell.activity.notes import RunNotes
from stridewell.adapters.exports.export import Claim, Remark, Tree
from stridewell.adapters.exports.strava_table import (
    ListedActivity,
    file_key,
    read_activities,
    table_rows,
)
from stridewell.adapters.exports.words import gear_named, line_of
from stridewell.adapters.unpacking import FAULTS
from stridewell.app.files import NotRun, Refused

TABLE, SHOES, RECORDINGS = "activities.csv", "shoes.csv", "activities/"
_OTHER_PARTS = "other parts of the Strava export (photos, planned routes, tables)"
_OTHER_FOLDERS = ("media/", "routes/", "clubs/", "segments/", "messaging/")
_TOLD = 3


def holds_strava(names: Collection[str]) -> bool:
    """Whether a folder with entries of these names may be an export of Strava."""
    return any(name.casefold() == TABLE for name in names)


def strava_exports(tree: Tree) -> Iterator[StravaExport | UnreadableTable]:
    """Every export of Strava among the files."""
    for name in tree.places:
        root, base = name[: -len(TABLE)], name[-len(TABLE) :]
        if base.casefold() != TABLE or not (root == "" or root.endswith("/")):
            continue
        try:
            activities = read_activities(tree.read(tree.places[name]))
        except FAULTS as error:
            yield UnreadableTable(tree.shown(name), str(error))
            continue
        if activities is not None:
            shoes = _shoes(tree, root)
            yield StravaExport(root, tree.shown(name), activities, shoes)


def _shoes(tree: Tree, root: str) -> Mapping[str, str]:
    """What shoes are called in the table of activities, and how with make and model."""
    place = tree.places.get(root + SHOES)
    if place is None:
        return {}
    try:
        rows = [[line_of(cell) for cell in row] for row in table_rows(tree.read(place))]
    except (*FAULTS, csv.Error):
        return {}  # the shoes keep the names the activities give them
    return {
        name: gear_named(name, f"{make} {model}".strip())
        for name, make, model, *_ in (row for row in rows[1:] if len(row) > len("nmm") - 1)
    }


class UnreadableTable:
    """An export whose table cannot be read; its recordings can."""

    def __init__(self, path: str, fault: str) -> None:
        """Keep where it is and what is wrong."""
        self._path, self._fault = path, fault

    def claim(self, name: str, head: Callable[[], bytes]) -> Claim | None:  # noqa: ARG002
        """Nothing: the files speak for themselves."""
        return None

    def remarks(self) -> Iterator[Remark]:
        """What is missing for want of the table."""
        yield Refused(
            self._path,
            f"This table cannot be read ({self._fault}). The runs are imported without their "
            "titles, shoes and perceived effort. Export it again to get those too.",
        )


class StravaExport:
    """One export: what its table says of its recordings."""

    def __init__(
        self,
        root: str,
        path: str,
        activities: Sequence[ListedActivity],
        shoes: Mapping[str, str],
    ) -> None:
        """Root is the folder of the table, path the table as people are shown it."""
        self._root, self._path = root, path
        self._activities = activities
        self._notes = {file_key(each.file): each.notes for each in activities if each.file}
        self._shoes = shoes
        self._seen: set[str] = set()

    def claim(self, name: str, head: Callable[[], bytes]) -> Claim | None:  # noqa: ARG002
        """Recordings with their notes; photos, planned routes and tables to be passed over."""
        if not name.startswith(self._root):
            return None
        inner = name[len(self._root) :]
        key = file_key(inner)
        if key.startswith(RECORDINGS) or key in self._notes:
            self._seen.add(key)
            notes = self._notes.get(key)
            return Claim(notes=None if notes is None else self._shod(notes))
        is_table = "/" not in key and key.endswith(".csv")
        is_other = is_table or key.startswith(_OTHER_FOLDERS)
        return Claim(passed_as=_OTHER_PARTS) if is_other else None

    def _shod(self, notes: RunNotes) -> RunNotes:
        return replace(notes, gear=self._shoes.get(notes.gear, notes.gear))

    def remarks(self) -> Iterator[Remark]:
        """The activities that have no recording, in one line."""
        without = [each for each in self._activities if self._lacks_recording(each)]
        if not without:
            return
        told = ", ".join(each.told for each in without[:_TOLD])
        more = "" if len(without) <= _TOLD else " and others"
        held = "activity has" if len(without) == 1 else "activities have"
        yield NotRun(
            self._path,
            f"{len(without):,} {held} no recording in the export: {told}{more}. Nothing to do, "
            "unless you have their files elsewhere.",
            len(without),
        )

    def _lacks_recording(self, activity: ListedActivity) -> bool:
        may_be_run = activity.notes.sport in {"", "running"}
        return may_be_run and file_key(activity.file) not in self._seen
