"""Everything a use case needs from outside, chosen once by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stridewell.app.care import Writers
from stridewell.app.exports import Exports
from stridewell.app.files import ActivityFiles
from stridewell.app.gait_tools import GaitTools
from stridewell.app.map_reader import MapReader
from stridewell.app.ports import Clock, Store
from stridewell.app.yours_ports import Keeper, Lock
from stridewell.knowledge.library import Library
from stridewell.knowledge.records import Knowledge


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the clock, the knowledge, and the doors for files, records, maps and films.

    ``library`` reads what runners can read up, once, when somebody first asks for it. ``keeper``
    keeps the data as one whole; ``lock`` is the passphrase before the pages.
    """

    store: Store
    clock: Clock
    knowledge: Knowledge
    files: ActivityFiles
    writers: Writers
    library: Callable[[], Library]
    exports: Exports
    maps: MapReader
    gait: GaitTools
    keeper: Keeper
    lock: Lock
