"""A listed file → its unpacked bytes, in whatever process asks for them."""

from __future__ import annotations

import atexit
import hashlib
import os
import threading
from pathlib import Path
from typing import IO

from stridewell.adapters.file_kinds import (
    SNIFFED_BYTES,
    kind_by_content,
)
from stridewell.adapters.open_zips import OpenZips
from stridewell.adapters.unpacking import (
    FAULTS,
    GZIP,
    MAX_FILE_BYTES,
    Unpacked,
    beginning,
    inflate,
    is_gzip,
    limit_for,
    too_large,
    why,
)
from stridewell.app.files import Found, FoundFile, Listed, ListedKind, NotRun, Place, Refused
from stridewell.values.evidence import Issue, Severity

NO_ACTIVITY_FILE = "This is neither a FIT, a TCX nor a GPX file."
_UNLIKE_ITS_NAME = (
    "This does not begin like the FIT, TCX or GPX file it is called. Export it again."
)
MAX_TABLE_BYTES = 64 * 2**20
"""Strava lists 100,000 activities in this."""

_SNIFFED_FIRST = 2**20
"""Larger files are not unpacked whole before their beginning was seen."""


class Loader:
    """Loads files and keeps the zips they lie in open for the next one. For one thread."""

    def __init__(self, zips: OpenZips | None = None) -> None:
        """Use zips that others have opened too, or its own."""
        self.zips = OpenZips() if zips is None else zips

    def load(self, listed: Listed) -> Found:
        """The file, or what is wrong with it; never raises for what is in the file."""
        try:
            if listed.kind is ListedKind.APPLE_HEALTH:
                return self._streamed(listed)
            return self._loaded(listed)
        except FAULTS as error:
            return Refused(listed.path, why(error))

    def head(self, place: Place, size: int = SNIFFED_BYTES) -> bytes:
        """The first bytes of a file, unpacked where it is a gz file.

        Raises:
            one of `stridewell.adapters.unpacking.FAULTS`: it cannot be read.
        """
        if place.members:
            *outer, number = place.members
            head = self.zips.at(Place(place.file, tuple(outer))).head(number, size)
        else:
            with Path(place.file).open("rb") as stream:
                head = stream.read(size)
        return beginning(head, GZIP, size) if is_gzip(head) else head

    def stream(self, place: Place) -> IO[bytes]:
        """The file as a stream, for those too large for the memory.

        Raises:
            one of `stridewell.adapters.unpacking.FAULTS`: it cannot be opened.
        """
        if not place.members:
            return Path(place.file).open("rb")
        *outer, number = place.members
        return self.zips.at(Place(place.file, tuple(outer))).open(number)

    def read(self, place: Place) -> bytes:
        """A whole table of an export.

        Raises:
            one of `stridewell.adapters.unpacking.FAULTS`: it cannot be read whole, or is far
            larger than the table of many thousand activities.
        """
        unpacked = self._stored(place)
        if len(unpacked.content) > MAX_TABLE_BYTES:
            raise ValueError(f"it is longer than {MAX_TABLE_BYTES:,} bytes")
        if unpacked.fault:
            raise ValueError(unpacked.fault)
        return unpacked.content

    def _stored(self, place: Place) -> Unpacked:
        if place.members:
            *outer, number = place.members
            return self.zips.at(Place(place.file, tuple(outer))).unpack(number)
        with Path(place.file).open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > MAX_FILE_BYTES:
                raise too_large(MAX_FILE_BYTES)
            return Unpacked(stream.read(size))

    def _streamed(self, listed: Listed) -> Found:
        head = self.head(listed.place, _DIGESTED_BYTES)
        digest = hashlib.sha256(b"%d\n" % listed.size + head).hexdigest()
        return FoundFile(listed.path, b"", digest, listed.notes, listed=listed)

    def _loaded(self, listed: Listed) -> Found:
        if listed.kind is ListedKind.PERHAPS:
            head = self.head(listed.place)
            if head.startswith(_ZIP_MARK):
                return Refused(listed.path, "This is a zip by another name. Add .zip to its name.")
            if kind_by_content(head) is None:
                return NotRun(listed.path, NO_ACTIVITY_FILE)
        if listed.size > _SNIFFED_FIRST and kind_by_content(self.head(listed.place)) is None:
            return Refused(listed.path, _UNLIKE_ITS_NAME)
        stored = self._stored(listed.place)
        unpacked = _gunzipped(stored, listed.path)
        if unpacked.fault and kind_by_content(unpacked.content[:SNIFFED_BYTES]) is None:
            raise ValueError(unpacked.fault)
        digest = hashlib.sha256(unpacked.content).hexdigest()
        issues = _packing_issues(listed.path, unpacked)
        return FoundFile(listed.path, unpacked.content, digest, listed.notes, issues, listed)


_ZIP_MARK = b"PK\x03\x04"
_DIGESTED_BYTES = 64 * 2**10


def _gunzipped(stored: Unpacked, path: str) -> Unpacked:
    """The content of a gz file; anything else as it is (some are only called ``.gz``)."""
    if is_gzip(stored.content):
        inner = inflate(stored.content, GZIP, limit_for(len(stored.content)))
        return Unpacked(inner.content, stored.fault or inner.fault)
    is_plain = kind_by_content(stored.content[:SNIFFED_BYTES]) is not None
    if path.lower().endswith(".gz") and not is_plain:
        return Unpacked(stored.content, stored.fault or "it is not packed as its name says")
    return stored


def _packing_issues(path: str, unpacked: Unpacked) -> tuple[Issue, ...]:
    if not unpacked.fault:
        return ()
    text = (
        f"The packed file is damaged ({unpacked.fault}); {len(unpacked.content):,} bytes of it "
        "could be unpacked."
    )
    remedy = "What they hold was read. For the rest, export or copy the file again."
    return (Issue(Severity.WARNING, path, text, remedy),)


class _PerThread(threading.local):
    loader: Loader | None = None
    pid: int = -1


_KEPT = _PerThread()


def own_loader() -> Loader:
    """The loader of this thread of this process; what a parent process opened is not reused."""
    if _KEPT.loader is None or _KEPT.pid != os.getpid():
        _KEPT.loader, _KEPT.pid = Loader(), os.getpid()
    return _KEPT.loader


def close_own_loader() -> None:
    """Close what this thread has kept open."""
    if _KEPT.loader is not None:
        _KEPT.loader.zips.close()


atexit.register(close_own_loader)
