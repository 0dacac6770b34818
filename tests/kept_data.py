"""A data folder with something of everything in it, for tests of export, backup and deletion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from command_line import write_run
from filmed import session, still
from stridewell.app.desk import Desk
from stridewell.app.gait_shelf import FilmedClip
from stridewell.app.import_runs import import_runs
from stridewell.app.ports import CheckIn
from web_app import desk_of, tell

AT = datetime(2026, 5, 11, 7, 0, tzinfo=UTC)
SECRET = "the sore place behind the old oak in Freudenstadt"
FILM = "2026-05-11-rear.mp4"
FILM_BYTES = b"a film of somebody running past the town hall" * 100


def database_of(folder: Path) -> str:
    """The URL of the database in a data folder."""
    return f"sqlite:///{folder / 'stridewell.db'}"


def fill(desk: Desk) -> None:
    """Answers, a run, a check-in with a note, and a filmed session."""
    with TemporaryDirectory() as runs:
        write_run(Path(runs) / "run.fit")
        import_runs([Path(runs)], desk.files, desk.store)
    tell(desk)
    clips = (FilmedClip("rear.json", still(), FILM),)
    with desk.store.transaction() as transaction:
        transaction.add_check_in(CheckIn(AT, 2, 3, note=SECRET))
        transaction.gait().add(replace(session(AT, ()), clips=clips))


@contextmanager
def full_desk(folder: Path) -> Iterator[Desk]:
    """A desk over a data folder with something of everything."""
    folder.mkdir(exist_ok=True)
    with desk_of(url=database_of(folder)) as desk:
        fill(desk)
        (folder / "videos").mkdir()
        (folder / "videos" / FILM).write_bytes(FILM_BYTES)
        yield desk


def untold(name: str) -> None:
    """Nobody watches."""
    del name


def notes_of(desk: Desk) -> list[str]:
    """What the check-ins say."""
    with desk.store.transaction() as transaction:
        return [each.note for each in transaction.check_ins() if each.note]
