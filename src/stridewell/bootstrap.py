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
    from stridewell.cli.doors import ExampleRunner
    from stridewell.knowledge.records import Knowledge

# Adapters are imported inside the functions: `stridewell --help` must not wait for a database.


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: the example runners live on their own day."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment


class LocalDoors:
    """The real doors of this machine."""

    @contextmanager
    def desk(self, url: str | None = None, example: str | None = None) -> Iterator[Desk]:
        """Open the runner's store; with an example its clock stands at the example's moment."""
        from stridewell.adapters.activity_files import LocalActivityFiles
        from stridewell.adapters.case_files import write_case
        from stridewell.adapters.clock import SystemClock
        from stridewell.adapters.data_folder import database_url
        from stridewell.adapters.store import open_store
        from stridewell.app.care import Writers
        from stridewell.app.day_contract import day_json
        from stridewell.app.desk import Desk

        clock = SystemClock() if example is None else FixedClock(self.examples()[example].case.at)
        store = open_store(url or database_url(os.environ))
        try:
            yield Desk(
                store=store,
                clock=clock,
                knowledge=self.knowledge(),
                files=LocalActivityFiles(),
                writers=Writers(record=write_case, outcome=day_json),
            )
        finally:
            store.close()

    def knowledge(self, folder: Path | None = None) -> Knowledge:
        """The packaged knowledge, or that of a folder."""
        from stridewell.adapters.knowledge_files import load_knowledge, packaged_knowledge

        return packaged_knowledge() if folder is None else load_knowledge(folder)

    def read_case(self, path: Path) -> Case:
        """A case from a file."""
        from stridewell.adapters.case_files import read_case

        return read_case(path)

    def write_case(self, case: Case) -> str:
        """A case as the JSON record it can be replayed from."""
        from stridewell.adapters.case_files import write_case

        return write_case(case)

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

    def serve(self, host: str, port: int) -> None:
        """Run the app until it is stopped."""
        from stridewell.web.server import serve

        with self.desk() as desk:
            serve(desk, host, port)


def main() -> None:
    """The `stridewell` command."""
    run(LocalDoors())
