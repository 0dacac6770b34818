"""Folders and zips → what lies in them, without reading it."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from stridewell.adapters.exports import Claim, Export, Tree, exports_in, is_export_root
from stridewell.adapters.file_kinds import NameKind, is_apple_health, name_kind
from stridewell.adapters.loading import Loader
from stridewell.adapters.open_zips import OpenZip, is_locked
from stridewell.adapters.passed_over import LOCKED, OTHER_KINDS, SIDE_FILES, TOO_LARGE, PassedOver
from stridewell.adapters.shown_names import member_name, shown
from stridewell.adapters.unpacking import FAULTS, MAX_FILE_BYTES, limit_for, too_large, why
from stridewell.app.files import Listed, ListedKind, Place, Refused, Sighting, Unchanged

_DEEPEST_ZIP = 1
"""Zips within zips are opened; Garmin's export is packed that way."""

_TOO_LARGE_ON_DISK = (
    f"This is far larger than an activity file can be (over {MAX_FILE_BYTES:,} bytes). Leave it "
    "out, or export the activity again."
)
_NOT_REGULAR = "This is not a regular file. Leave it out of the folder."
_LINKED_FOLDER = "This is a link to a folder. Import that folder itself instead."
_FOREIGN = "stridewell opens zip and gz only. Unpack this and import the folder."


@dataclass(frozen=True, slots=True)
class _Item:
    """One file on its way to be listed; ``name`` is its name in its export, zip or folder."""

    name: str
    listed: Listed
    limit: int = MAX_FILE_BYTES


class Lister:
    """Lists what lies at paths."""

    def __init__(self, unchanged: Unchanged, loader: Loader) -> None:
        """Open zips with the loader, but those that are unchanged."""
        self._unchanged = unchanged
        self._loader = loader

    def at(self, top: Path) -> Iterator[Sighting]:
        """Everything at one path; what cannot be read never stops the listing."""
        passed = PassedOver(shown(str(top)))
        for each in _below(top):
            match each:
                case Refused():
                    yield each
                case _Root():
                    yield from self._export_folder(each.path, passed)
                case _OnDisk():
                    yield from self._on_disk(each, each.path.name, (), passed)
        yield from passed.lines()

    def _export_folder(self, root: Path, passed: PassedOver) -> Iterator[Sighting]:
        files: dict[str, _OnDisk] = {}
        for each in _below(root, finds_exports=False):
            if isinstance(each, _OnDisk):
                files[each.path.relative_to(root).as_posix()] = each
            elif isinstance(each, Refused):
                yield each
        places = {name: Place(str(file.path)) for name, file in files.items()}
        exports = exports_in(self._tree(f"{shown(str(root))}/", places))
        for name, file in files.items():
            yield from self._on_disk(file, name, exports, passed)
        for export in exports:
            yield from export.remarks()

    def _on_disk(
        self, file: _OnDisk, name: str, exports: Sequence[Export], passed: PassedOver
    ) -> Iterator[Sighting]:
        raw = str(file.path)
        fingerprint = f"{file.size}-{file.changed_ns}"
        listed = Listed(shown(raw), ListedKind.PERHAPS, file.size, fingerprint, Place(raw))
        yield from self._item(_Item(name, listed), exports, passed)

    def _item(
        self, item: _Item, exports: Sequence[Export], passed: PassedOver
    ) -> Iterator[Sighting]:
        """A file sorted by its name, and by the export it lies in."""
        kind = name_kind(item.name)
        path = item.listed.path
        if kind is NameKind.SIDE_FILE:
            passed.add(SIDE_FILES, path)
            return
        claim = self._claim(item, exports)
        if claim.passed_as:
            passed.add(claim.passed_as, path)
        elif kind is NameKind.ARCHIVE:
            yield from self._archive(item.listed, claim)
        elif kind is NameKind.FOREIGN_ARCHIVE:
            yield Refused(path, _FOREIGN)
        elif kind is NameKind.OTHER:
            passed.add(OTHER_KINDS, path)
        else:
            yield from self._candidate(item, kind, claim, passed)

    def _claim(self, item: _Item, exports: Sequence[Export]) -> Claim:
        head = partial(self._head, item.listed.place)
        claims = (export.claim(item.name, head) for export in exports)
        return next((claim for claim in claims if claim is not None), Claim())

    def _head(self, place: Place) -> bytes:
        """The first bytes; none where they cannot be read, which loading will tell."""
        try:
            return self._loader.head(place)
        except FAULTS:
            return b""

    def _candidate(
        self, item: _Item, kind: NameKind, claim: Claim, passed: PassedOver
    ) -> Iterator[Sighting]:
        named = ListedKind.ACTIVITY if kind is NameKind.ACTIVITY else ListedKind.PERHAPS
        if item.name.casefold().endswith(".xml") and is_apple_health(self._head(item.listed.place)):
            named = ListedKind.APPLE_HEALTH
        listed = replace(item.listed, kind=claim.kind or named, notes=claim.notes)
        is_too_large = listed.size > item.limit and listed.kind is not ListedKind.APPLE_HEALTH
        if not is_too_large:
            yield listed
        elif listed.kind is ListedKind.ACTIVITY:
            told = why(too_large(item.limit)) if listed.place.members else _TOO_LARGE_ON_DISK
            yield Refused(listed.path, told)
        else:
            passed.add(TOO_LARGE, listed.path)

    def _archive(self, listed: Listed, claim: Claim) -> Iterator[Sighting]:
        if len(listed.place.members) > _DEEPEST_ZIP:
            told = "This is a zip in a zip in a zip. Unpack the outer one first."
            yield Refused(listed.path, told)
            return
        if not listed.place.members:
            listed = replace(listed, kind=ListedKind.ARCHIVE, archive=listed.path)
            yield listed
            if self._unchanged(listed):
                return
        try:
            opened = self._loader.zips.at(listed.place)
        except FAULTS as error:
            yield Refused(listed.path, why(error))
            return
        yield from self._members(listed, opened, claim.inside)

    def _members(self, outer: Listed, opened: OpenZip, inside: Export | None) -> Iterator[Sighting]:
        if opened.fault:
            yield Refused(outer.path, opened.fault)
        passed = PassedOver(outer.path)
        items = [
            _member(outer, number, info)
            for number, info in enumerate(opened.members)
            if not info.filename.endswith("/")
        ]
        exports = self._exports(outer, items) if inside is None else (inside,)
        for item in items:
            if is_locked(opened.members[item.listed.place.members[-1]]):
                passed.add(LOCKED, item.listed.path)
            else:
                yield from self._item(item, exports, passed)
        yield from passed.lines()
        if inside is None:
            for export in exports:
                yield from export.remarks()

    def _exports(self, outer: Listed, items: Sequence[_Item]) -> tuple[Export, ...]:
        places = {item.name: item.listed.place for item in items}
        return exports_in(self._tree(f"{outer.path}!", places))

    def _tree(self, path: str, places: dict[str, Place]) -> Tree:
        return Tree(path, places, self._head, self._loader.read)


def _member(outer: Listed, number: int, info: zipfile.ZipInfo) -> _Item:
    name = member_name(info)
    listed = Listed(
        f"{outer.path}!{shown(name)}",
        ListedKind.PERHAPS,
        info.file_size,
        f"{info.CRC:08x}-{info.compress_size}-{info.file_size}",
        Place(outer.place.file, (*outer.place.members, number)),
        outer.archive,
    )
    return _Item(name, listed, limit_for(info.compress_size))


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """A regular file; its size is in bytes."""

    path: Path
    size: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class _Root:
    """The root folder of an export."""

    path: Path


def _below(top: Path, *, finds_exports: bool = True) -> Iterator[_OnDisk | _Root | Refused]:
    """Every regular file at or below a path in sorted order, and what is none."""
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            entries = sorted(path.iterdir()) if stat.S_ISDIR(status.st_mode) else []
        except OSError as error:
            yield Refused(shown(str(path)), why(error))
            continue
        if stat.S_ISREG(status.st_mode):
            yield _OnDisk(path, status.st_size, status.st_mtime_ns)
        elif not stat.S_ISDIR(status.st_mode):
            yield Refused(shown(str(path)), _NOT_REGULAR)
        elif path != top and path.is_symlink():
            yield Refused(shown(str(path)), _LINKED_FOLDER)
        elif finds_exports and is_export_root({entry.name for entry in entries}):
            yield _Root(path)
        else:
            waiting.extend(reversed(entries))
