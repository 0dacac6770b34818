"""The routes of an Apple Health export, found by the name its workouts give them."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from stridewell.adapters.exports.apple import ROUTES, is_route
from stridewell.adapters.loading import Loader
from stridewell.adapters.shown_names import member_name
from stridewell.adapters.unpacking import FAULTS, MAX_FILE_BYTES
from stridewell.app.files import Place


class Routes:
    """Route files beside one export, on disk or in the same zip."""

    def __init__(self, place: Place, loader: Loader) -> None:
        """Look beside the export at the place.

        Raises:
            one of `stridewell.adapters.unpacking.FAULTS`: the zip cannot be read.
        """
        self._loader = loader
        self._places = _in_zip(place, loader) if place.members else _on_disk(place)
        self.unopened = set(self._places)

    def open(self, reference: str) -> IO[bytes] | None:
        """A route by the path a workout refers to, None where there is none that can be read."""
        name = reference.rpartition("/")[2].casefold()
        place = self._places.get(name)
        if place is None:
            return None
        self.unopened.discard(name)
        try:
            return self._loader.stream(place)
        except FAULTS:
            return None


def _on_disk(place: Place) -> dict[str, Place]:
    root = Path(place.file).parent
    files = [*root.glob("*.[gG][pP][xX]"), *(root / ROUTES).glob("*.[gG][pP][xX]")]
    return {
        path.name.casefold(): Place(str(path))
        for path in files
        if is_route(path.relative_to(root).as_posix()) and path.is_file()
    }


def _in_zip(place: Place, loader: Loader) -> dict[str, Place]:
    *outer, number = place.members
    members = loader.zips.at(Place(place.file, tuple(outer))).members
    own = member_name(members[number])
    root = own[: own.rfind("/") + 1]
    names = {at: member_name(info) for at, info in enumerate(members)}
    return {
        name.rpartition("/")[2].casefold(): Place(place.file, (*outer, at))
        for at, name in names.items()
        if name.startswith(root)
        and is_route(name[len(root) :])
        and members[at].file_size <= MAX_FILE_BYTES
    }
