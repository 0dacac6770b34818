"""The export of Apple Health: one huge XML file, and the routes that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from stridewell.adapters.exports.export import Claim, Remark, Tree
from stridewell.adapters.file_kinds import is_apple_health
from stridewell.app.files import ListedKind

ROUTES = "workout-routes/"
_ROUTES_TOLD = "routes of Apple Health, read together with its workouts"
_OTHER_PARTS = "other parts of the Apple Health export"
_OTHER_FOLDERS = ("electrocardiograms/",)


def holds_apple(names: Collection[str]) -> bool:
    """Whether a folder with entries of these names may be an export of Apple Health."""
    lowered = {name.casefold() for name in names}
    has_parts = not lowered.isdisjoint({"export.xml", "export_cda.xml", ROUTES.rstrip("/")})
    return has_parts and any(name.endswith(".xml") for name in lowered)


def apple_exports(tree: Tree) -> Iterator[AppleExport]:
    """Every export of Apple Health among the files; its file is named in the phone's language."""
    for name, place in tree.places.items():
        if name.casefold().endswith(".xml") and is_apple_health(tree.head(place)):
            yield AppleExport(name, tree.places)


class AppleExport:
    """One export: its own file, its routes, and what goes with them."""

    def __init__(self, name: str, names: Collection[str]) -> None:
        """Name is that of the XML file."""
        self._name = name
        self._root = name[: name.rfind("/") + 1]
        self._has_folder = any(each.startswith(self._root + ROUTES) for each in names)

    def claim(self, name: str, head: Callable[[], bytes]) -> Claim | None:  # noqa: ARG002
        """The export itself; its routes and the rest to be passed over."""
        if name == self._name:
            return Claim(kind=ListedKind.APPLE_HEALTH)
        if not name.startswith(self._root):
            return None
        inner = name[len(self._root) :].casefold()
        if is_route(inner):
            return Claim(passed_as=_ROUTES_TOLD)
        is_other = inner == "export_cda.xml" or inner.startswith(_OTHER_FOLDERS)
        return Claim(passed_as=_OTHER_PARTS) if is_other else None

    def remarks(self) -> Iterator[Remark]:
        """Nothing."""
        return iter(())


def is_route(inner: str) -> bool:
    """Whether a file is a route, by its name below the folder of the export."""
    lowered = inner.casefold()
    stem = lowered.removeprefix(ROUTES)
    return (
        lowered.endswith(".gpx")
        and "/" not in stem
        and (stem != lowered or stem.startswith("route_"))
    )
