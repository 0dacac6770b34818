"""The composition root: the only place where real adapters are chosen, each when it is used."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stridewell.cli.main import run

if TYPE_CHECKING:
    from stridewell.app.case import Case
    from stridewell.app.desk import Desk
    from stridewell.app.gait_tools import GaitTools
    from stridewell.app.import_desk import ImportDesk
    from stridewell.app.yours_ports import Lock
    from stridewell.cli.doors import ExampleFilm, ExampleRunner
    from stridewell.gait.contact_model import ContactModel
    from stridewell.knowledge.library import Library
    from stridewell.knowledge.records import Knowledge

VIDEOS = "videos"
"""The folder of kept films within the data folder."""
LOCK = "lock.json"
"""The file of the lock within it."""
SQLITE_FILE = "sqlite:///"

# Adapters are imported inside the functions: `stridewell --help` must not wait for a database.


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: the example runners live on their own day."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment


def _contact_model() -> ContactModel:
    """The model of contacts, read when it is first used."""
    from stridewell.adapters.gait_model import load_contact_model

    return load_contact_model()


class LocalDoors:
    """The real doors of this machine."""

    @contextmanager
    def desk(self, url: str | None = None, example: str | None = None) -> Iterator[Desk]:
        """Open the runner's store; with an example its clock stands at the example's moment."""
        from stridewell.adapters.activity_files import LocalActivityFiles
        from stridewell.adapters.calendar_file import calendar_file
        from stridewell.adapters.case_files import write_case
        from stridewell.adapters.clock import SystemClock
        from stridewell.adapters.data_folder import database_url
        from stridewell.adapters.fit_workout import workout_file
        from stridewell.adapters.osm import read_ways
        from stridewell.adapters.store import open_store
        from stridewell.adapters.table_files import table_file
        from stridewell.adapters.yours.keeper import LocalKeeper
        from stridewell.app.care import Writers
        from stridewell.app.day_contract import day_json
        from stridewell.app.desk import Desk
        from stridewell.app.exports import Exports

        clock = SystemClock() if example is None else FixedClock(self.examples()[example].case.at)
        place = url or database_url(os.environ)
        store = open_store(place)
        folder = self._folder(url)
        try:
            yield Desk(
                store=store,
                clock=clock,
                knowledge=self.knowledge(),
                files=LocalActivityFiles(),
                writers=Writers(record=write_case, outcome=day_json),
                library=self.library,
                exports=Exports(calendar_file, workout_file, table_file),
                maps=read_ways,
                gait=self._gait_tools(),
                keeper=LocalKeeper(place, folder / VIDEOS, folder / LOCK),
                lock=self._lock(folder),
            )
        finally:
            store.close()

    @staticmethod
    def _folder(url: str | None) -> Path:
        """The data folder; that of the file for a database that is named, as an example's is."""
        from stridewell.adapters.data_folder import data_folder

        if url is not None and url.startswith(SQLITE_FILE):
            return Path(url.removeprefix(SQLITE_FILE)).parent
        return data_folder(os.environ)

    @staticmethod
    def _lock(folder: Path) -> Lock:
        """The passphrase before the pages."""
        from stridewell.adapters.yours.lock_file import LockFile

        return LockFile(folder / LOCK)

    def lock(self) -> Lock:
        """The passphrase before the pages; no database is opened for it."""
        return self._lock(self._folder(None))

    @staticmethod
    def _gait_tools() -> GaitTools:
        """The readers of clips; what they need is imported when they are used."""
        from stridewell.adapters.clip_files import read_clip, write_film
        from stridewell.adapters.data_folder import data_folder
        from stridewell.adapters.kept_videos import KeptVideos
        from stridewell.adapters.pose.choosing import reads_video
        from stridewell.adapters.video.film import is_film
        from stridewell.app.gait_tools import GaitTools

        return GaitTools(
            read=read_clip,
            is_video=is_film,
            reads_video=reads_video(),
            contacts=_contact_model,
            videos=KeptVideos(data_folder(os.environ) / VIDEOS),
            annotate=write_film,
        )

    @contextmanager
    def import_desk(self) -> Iterator[ImportDesk]:
        """Open the runner's store for an import, which needs no knowledge."""
        from stridewell.adapters.activity_files import LocalActivityFiles
        from stridewell.adapters.clock import SystemClock
        from stridewell.adapters.data_folder import database_url
        from stridewell.adapters.store import open_store
        from stridewell.app.import_desk import ImportDesk

        store = open_store(database_url(os.environ))
        try:
            yield ImportDesk(store, SystemClock(), LocalActivityFiles())
        finally:
            store.close()

    def knowledge(self, folder: Path | None = None, added: Path | None = None) -> Knowledge:
        """The packaged knowledge or that of a folder, with a further folder of the user's own.

        The packaged knowledge has the folder of the user's settings added where none is named.
        """
        from stridewell.adapters.own_knowledge import chosen_knowledge, named_knowledge

        if folder is None and added is None:
            return chosen_knowledge(os.environ)
        return named_knowledge(folder, added)

    def library(self, folder: Path | None = None, added: Path | None = None) -> Library:
        """What runners can read up, from the same folders."""
        from stridewell.adapters.own_knowledge import chosen_library, named_library

        if folder is None and added is None:
            return chosen_library(os.environ)
        return named_library(folder, added)

    def file_of(
        self, where: str, folder: Path | None = None, added: Path | None = None
    ) -> str | None:
        """The knowledge file that holds an entry such as ``rules.E1``; None where none does."""
        from stridewell.adapters.own_knowledge import file_of

        return file_of(where, folder, added)

    def read_case(self, path: Path) -> Case:
        """A case from a file."""
        from stridewell.adapters.case_files import read_case

        return read_case(path)

    def write_case(self, case: Case) -> str:
        """A case as the JSON record it can be replayed from."""
        from stridewell.adapters.case_files import write_case

        return write_case(case)

    def write_case_as_yaml(self, case: Case) -> str:
        """A case as a file that a person can read and go on with."""
        from stridewell.adapters.case_files import write_case_as_yaml

        return write_case_as_yaml(case)

    def now(self) -> datetime:
        """This moment, in the machine's time zone."""
        from stridewell.adapters.clock import SystemClock

        return SystemClock().now()

    def examples(self) -> Mapping[str, ExampleRunner]:
        """The synthetic runners by id."""
        from stridewell.adapters.case_files import parse_case
        from stridewell.cli.doors import ExampleRunner
        from stridewell.simulate.examples import EXAMPLES
        from stridewell.simulate.examples.case import case_text

        return {
            example.id: ExampleRunner(
                example.id,
                example.title,
                example.story,
                parse_case(case_text(example.id), f"the example {example.id}"),
            )
            for example in EXAMPLES.values()
        }

    def write_example_runs(self, example: str, folder: Path) -> int:
        """Write a synthetic runner's run files; returns how many."""
        from stridewell.simulate.examples import EXAMPLES, write_runs

        return len(write_runs(EXAMPLES[example], folder))

    def write_example_film(self, example: str, folder: Path) -> ExampleFilm | None:
        """Write the body points of a film; only the runner with the sore outer hip was filmed."""
        from stridewell.cli.doors import ExampleFilm
        from stridewell.gait.keypoints import View
        from stridewell.simulate.examples import LATERAL_HIP

        if example != LATERAL_HIP.id:
            return None
        from stridewell.simulate.gait_example import DEMO_RATE_HZ, DEMO_RUNNER, demo_files

        folder.mkdir(parents=True, exist_ok=True)
        files: dict[View, Path] = {}
        for name, content in demo_files().items():
            place = files[View(Path(name).stem)] = folder / name
            place.write_bytes(content)
        return ExampleFilm(
            files=files,
            rate_hz=DEMO_RATE_HZ,
            height_m=DEMO_RUNNER.height_m,
            speed_mps=DEMO_RUNNER.speed_mps,
        )

    def serve(self, host: str, port: int) -> None:
        """Run the app until it is stopped."""
        from stridewell.web.server import serve

        with self.desk() as desk:
            serve(desk, host, port)


def main() -> None:
    """The `stridewell` command."""
    run(LocalDoors())
