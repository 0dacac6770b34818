"""Walk folders, zips and gz files: list what lies in them, and load it one file at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from stridewell.adapters.listing import Lister
from stridewell.adapters.loading import Loader
from stridewell.app.files import Found, Listed, ListedKind, Sighting, Unchanged, never


def list_files(paths: Sequence[Path], unchanged: Unchanged = never) -> Iterator[Sighting]:
    """Everything under the paths, in sorted order; what cannot be read never stops the listing.

    Folders are searched to the bottom, zips to a zip within a zip. A path that holds nothing
    yields nothing.
    """
    loader = Loader()
    try:
        yield from _listed(paths, unchanged, loader)
    finally:
        loader.zips.close()


def walk(paths: Sequence[Path]) -> Iterator[Found]:
    """Everything under the paths, listed and loaded one after the other."""
    loader = Loader()
    try:
        for each in _listed(paths, never, loader):
            if not isinstance(each, Listed):
                yield each
            elif each.kind is not ListedKind.ARCHIVE:
                yield loader.load(each)
    finally:
        loader.zips.close()


def _listed(paths: Sequence[Path], unchanged: Unchanged, loader: Loader) -> Iterator[Sighting]:
    lister = Lister(unchanged, loader)
    for path in paths:
        yield from lister.at(path)
