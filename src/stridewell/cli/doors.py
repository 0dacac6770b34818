"""What the commands ask of the composition root; nothing is opened before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from stridewell.app.case import Case
from stridewell.app.desk import Desk
from stridewell.app.import_desk import ImportDesk
from stridewell.app.yours_ports import Lock
from stridewell.gait.keypoints import View
from stridewell.knowledge.library import Library
from stridewell.knowledge.records import Knowledge


@dataclass(frozen=True, slots=True)
class ExampleRunner:
    """A synthetic runner: their case, and a writer of their run files."""

    id: str
    title: str
    story: str
    case: Case


@dataclass(frozen=True, slots=True)
class ExampleFilm:
    """How a synthetic runner was filmed: files by view, and what is told beside them."""

    files: Mapping[View, Path]
    rate_hz: float
    height_m: float
    speed_mps: float


class Doors(Protocol):
    """Makers of everything a command may need."""

    def desk(
        self, url: str | None = None, example: str | None = None
    ) -> AbstractContextManager[Desk]:
        """Open the runner's store; with an example its clock stands at the example's moment."""
        ...

    def import_desk(self) -> AbstractContextManager[ImportDesk]:
        """Open the runner's store for an import, which needs no knowledge."""
        ...

    def lock(self) -> Lock:
        """The passphrase before the pages; no database is opened for it."""
        ...

    def knowledge(self, folder: Path | None = None, added: Path | None = None) -> Knowledge:
        """The packaged knowledge or that of a folder, with a further folder of the user's own.

        The packaged knowledge has the folder of the user's settings added where none is named.
        """
        ...

    def library(self, folder: Path | None = None, added: Path | None = None) -> Library:
        """What runners can read up, from the same folders."""
        ...

    def file_of(
        self, where: str, folder: Path | None = None, added: Path | None = None
    ) -> str | None:
        """The knowledge file that holds an entry such as ``rules.E1``; None where none does."""
        ...

    def read_case(self, path: Path) -> Case:
        """A case from a file."""
        ...

    def write_case(self, case: Case) -> str:
        """A case as the JSON record it can be replayed from."""
        ...

    def write_case_as_yaml(self, case: Case) -> str:
        """A case as a file that a person can read and go on with."""
        ...

    def now(self) -> datetime:
        """This moment, in the machine's time zone."""
        ...

    def examples(self) -> Mapping[str, ExampleRunner]:
        """The synthetic runners by id."""
        ...

    def write_example_runs(self, example: str, folder: Path) -> int:
        """Write a synthetic runner's run files; returns how many."""
        ...

    def write_example_film(self, example: str, folder: Path) -> ExampleFilm | None:
        """Write a synthetic runner's body points; None for a runner nobody filmed."""
        ...

    def serve(self, host: str, port: int) -> None:
        """Run the app until it is stopped."""
        ...
