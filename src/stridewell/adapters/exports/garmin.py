"""The export of Garmin: recordings lie in zips within it, among thousands of other FIT files."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from stridewell.adapters.exports.export import Claim, Remark, Tree
from stridewell.adapters.exports.fit_head import ACTIVITY, read_fit_head
from stridewell.adapters.exports.garmin_tables import (
    GarminActivity,
    GarminNotes,
    read_garmin_activities,
    read_garmin_gear,
)
from stridewell.adapters.file_kinds import NameKind, name_kind
from stridewell.adapters.unpacking import FAULTS
from stridewell.app.files import Refused

ROOT, FITNESS = "DI_CONNECT", "DI-Connect-Fitness"
_MARK = re.compile(r"(?:^|/)(?=DI-Connect-[^/]+/)")
_ACTIVITIES, _GEAR = "summarizedactivities.json", "_gear.json"
_OTHER_FIT = "FIT files of other kinds, such as monitoring, sleep and settings"
_OTHER_PARTS = "other parts of the Garmin export (tables, pictures)"
_NUMBER = re.compile(r"(\d{5,})\.[A-Za-z.]+$")


def holds_garmin(names: Collection[str]) -> bool:
    """Whether a folder with entries of these names is an export of Garmin."""
    return ROOT in names or FITNESS in names


def garmin_exports(tree: Tree) -> Iterator[GarminExport]:
    """The export of Garmin among the files, if there is one."""
    roots = {name[: mark.end()] for name in tree.places if (mark := _MARK.search(name))}
    for root in sorted(roots):
        yield GarminExport(root, tree)


class GarminExport:
    """One export: tells recordings from the rest, and what its tables say of them."""

    def __init__(self, root: str, tree: Tree) -> None:
        """Root is the folder that holds the ``DI-Connect-…`` folders."""
        self._root = root
        self._faults: list[Remark] = []
        self._notes = self._read_tables(tree)

    def _read_tables(self, tree: Tree) -> GarminNotes:
        activities: list[GarminActivity] = []
        gear: dict[str, str] = {}
        for name, place in tree.places.items():
            lowered = name.casefold()
            if not name.startswith(self._root) or not lowered.endswith((_ACTIVITIES, _GEAR)):
                continue
            try:
                if lowered.endswith(_GEAR):
                    gear |= read_garmin_gear(tree.read(place))
                else:
                    activities.extend(read_garmin_activities(tree.read(place)))
            except FAULTS as error:
                self._faults.append(_unreadable(tree.shown(name), error))
        return GarminNotes(activities, gear)

    def claim(self, name: str, head: Callable[[], bytes]) -> Claim | None:
        """Recordings with their notes; everything else to be passed over."""
        if not name.startswith(self._root):
            return None
        match name_kind(name):
            case NameKind.ARCHIVE:
                return Claim(inside=_InnerZip(self))
            case NameKind.ACTIVITY:
                return self.recording(name, head)
            case NameKind.OTHER:
                return Claim(passed_as=_OTHER_PARTS)
            case _:
                return None

    def recording(self, name: str, head: Callable[[], bytes]) -> Claim:
        """A recording with its notes, or a FIT file of another kind."""
        number = _NUMBER.search(name)
        fit = read_fit_head(head()) if ".fit" in name.casefold() else None
        if fit is not None and fit.kind not in {None, ACTIVITY}:
            return Claim(passed_as=_OTHER_FIT)
        start_s = None if fit is None else fit.created_s
        return Claim(notes=self._notes.of(number[1] if number else "", start_s))

    def remarks(self) -> Iterator[Remark]:
        """The tables that could not be read."""
        yield from self._faults


class _InnerZip:
    """A zip of recordings within the export, whose members have names of their own."""

    def __init__(self, export: GarminExport) -> None:
        self._export = export

    def claim(self, name: str, head: Callable[[], bytes]) -> Claim | None:
        is_recording = name_kind(name) is NameKind.ACTIVITY
        return self._export.recording(name, head) if is_recording else None

    def remarks(self) -> Iterator[Remark]:
        return iter(())


def _unreadable(path: str, error: Exception) -> Refused:
    return Refused(
        path,
        f"This table cannot be read ({error}). The runs are imported without the titles, shoes "
        "and perceived effort in it. Export it again to get those too.",
    )
