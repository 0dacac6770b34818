"""Yours: everything out, a backup and back, and everything deleted with a proof."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Protocol

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from stridewell.app.desk import Desk
from stridewell.app.export_everything import everything
from stridewell.app.yours_ports import DeletionProof, RestoreReport, Standing
from stridewell.errors import StridewellError, UsageError
from stridewell.web.drafts import Drafts
from stridewell.web.errors_shown import status_of
from stridewell.web.once import Once
from stridewell.web.rendering import Page, Site
from stridewell.web.uploads import put_down
from stridewell.web.words import day_and_time

PAGE = Page("yours.html", "Yours", "/yours")
PROOF = Page("yours_proof.html", "Everything is deleted", "/yours")
TYPED = "delete everything"
ZIP = "application/zip"
PIECE = 1 << 20
_MEGABYTE = 1e6
_COUNTED = {
    "answer": "Answers (every change is kept)",
    "check_in": "Check-ins",
    "journal": "Entries in your journal",
    "result": "Judgements and plans",
    "activity": "Runs",
    "gait_session": "Filmed sessions",
    "walking_day": "Days of walking",
}


class _Shown(Protocol):
    """Shows the page again, with what was done or what went wrong."""

    def __call__(self, error: StridewellError | None = None, done: str = "") -> Response: ...


@dataclass(frozen=True, slots=True)
class Count:
    """How much of something there is."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class YoursContext:
    """What the page shows."""

    place: str
    """Where the data lie."""
    counts: tuple[Count, ...]
    """How much there is."""
    size: str
    """How large the files are; empty where nobody can see."""
    can_back_up: bool
    """Whether a backup can be made here."""
    can_undo: bool
    """Whether a restore can be taken back."""
    is_kept: bool
    """Whether the data outlive the program."""
    is_locked: bool
    """Whether there is a passphrase."""
    once: str
    """The name of the forms on this page."""
    typed: str
    """What has to be typed before everything is deleted."""
    done: str
    """What was just done; empty otherwise."""
    error: StridewellError | None
    """What went wrong; None when nothing did."""


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A table before and after."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ProofContext:
    """What the proof shows."""

    is_proven: bool
    """Whether everything is gone."""
    place: str
    """Where the database is."""
    rows: tuple[ProofRow, ...]
    """Every table."""
    removed: tuple[tuple[str, str], ...]
    """The files that were removed, with their sizes."""
    remaining: tuple[tuple[str, str], ...]
    """The files that remain."""
    leftovers: tuple[str, ...]
    """The files that could not be removed."""
    before: str
    """The size of all files before; empty where nobody can see."""
    after: str
    """The size now."""
    known: int | None
    """How many pieces were looked for; None where nobody can look."""
    found: int | None
    """How many were found again."""
    searched: tuple[str, ...]
    """The files that were looked through."""


def routes(desk: Desk, site: Site, drafts: Drafts) -> APIRouter:
    """The page, its downloads, and what it changes."""
    router = APIRouter(prefix="/yours", include_in_schema=False)

    def shown(error: StridewellError | None = None, done: str = "") -> Response:
        status = 200 if error is None else status_of(error)
        return site.show(PAGE, yours_context(desk, error, done), status)

    @router.get("")
    def show(done: str = "") -> Response:
        return shown(done=DONE.get(done, ""))

    router.include_router(_downloads(desk, shown))
    router.include_router(_restoring(desk, drafts, shown))
    router.include_router(_deleting(desk, site, drafts, shown))
    return router


def _downloads(desk: Desk, shown: _Shown) -> APIRouter:
    router = APIRouter()

    @router.get("/export.zip")
    def export() -> Response:
        now = desk.clock.now()
        try:
            desk.keeper.standing()
            pieces = desk.keeper.export(everything(desk, now), now, _untold)
        except StridewellError as error:
            return shown(error)
        return _download(pieces, f"stridewell-export-{now:%Y-%m-%d}.zip")

    @router.get("/backup.zip")
    def backup() -> Response:
        now = desk.clock.now()
        with ExitStack() as undo:
            folder = undo.enter_context(TemporaryDirectory(prefix="stridewell-backup-"))
            target = Path(folder) / "backup.zip"
            try:
                desk.keeper.backup(target, now, _untold)
            except StridewellError as error:
                return shown(error)
            pieces = _pieces(target, undo.pop_all())
        return _download(pieces, f"stridewell-backup-{now:%Y-%m-%d}.zip")

    return router


def _restoring(desk: Desk, drafts: Drafts, shown: _Shown) -> APIRouter:
    router, restored = APIRouter(), Once[RestoreReport]()

    @router.post("/restore")
    def restore(file: UploadFile, once: Annotated[str, Form()] = "") -> Response:
        try:
            with put_down(file) as path:
                done = restored.do(once, lambda: desk.keeper.restore(path))
        except StridewellError as error:
            return shown(error)
        drafts.clear()
        return shown(done=_restored(done))

    @router.post("/undo-restore")
    def undo_restore(once: Annotated[str, Form()] = "") -> Response:
        try:
            restored.do(once, desk.keeper.undo_restore)
        except StridewellError as error:
            return shown(error)
        drafts.clear()
        return RedirectResponse("/yours?done=undone", 303)

    return router


def _deleting(desk: Desk, site: Site, drafts: Drafts, shown: _Shown) -> APIRouter:
    router, deleted = APIRouter(), Once[DeletionProof]()

    @router.post("/delete")
    def delete(typed: Annotated[str, Form()] = "", once: Annotated[str, Form()] = "") -> Response:
        if " ".join(typed.lower().split()) != TYPED:
            return shown(UsageError("Nothing was deleted.", f"To delete, type: {TYPED}"))
        try:
            proof = deleted.do(once, desk.keeper.delete_all)
        except StridewellError as error:
            return shown(error)
        drafts.clear()
        return site.show(PROOF, proof_context(proof))

    return router


DONE: Mapping[str, str] = {
    "undone": "What was there before the restore is back.",
    "locked": "The pages are locked with your passphrase from now on.",
    "unlocked": "The lock is removed.",
}
"""What was done, by the word in the address."""


def yours_context(desk: Desk, error: StridewellError | None, done: str) -> YoursContext:
    """The page's context."""
    try:
        standing = desk.keeper.standing()
    except StridewellError as unkept:
        standing = Standing(unkept.text, {}, (), can_back_up=False, can_undo=False)
    counts = ((standing.rows.get(table, 0), what) for table, what in _COUNTED.items())
    size = sum(each.bytes for each in standing.files)
    return YoursContext(
        place=standing.place,
        counts=tuple(Count(number, what) for number, what in counts if number),
        size=sized(size) if size else "",
        can_back_up=standing.can_back_up,
        can_undo=standing.can_undo,
        is_kept=bool(standing.rows),
        is_locked=desk.lock.key() is not None,
        once=secrets.token_urlsafe(12),
        typed=TYPED,
        done=done,
        error=error,
    )


def proof_context(proof: DeletionProof) -> ProofContext:
    """The proof's context."""
    before, after = proof.bytes_before, proof.bytes_after
    rows = proof.rows_before.items()
    return ProofContext(
        is_proven=proof.is_proven,
        place=proof.place,
        rows=tuple(ProofRow(name, count, proof.rows_after[name]) for name, count in rows),
        removed=tuple((each.path, sized(each.bytes)) for each in proof.removed),
        remaining=tuple((each.path, sized(each.bytes)) for each in proof.remaining),
        leftovers=proof.leftovers,
        before="" if before is None else sized(before),
        after="" if after is None else sized(after),
        known=proof.known,
        found=proof.found,
        searched=proof.searched,
    )


def sized(size: int) -> str:
    """A size as a person reads it."""
    if size >= _MEGABYTE:
        return f"{size / _MEGABYTE:.1f} MB"
    return f"{size / 1000:.0f} kB"


def _restored(done: RestoreReport) -> str:
    when = "" if done.backed_up_at is None else f" of {day_and_time(done.backed_up_at)}"
    rows = done.rows
    return (
        f"The backup{when} is in place: answers {rows.get('answer', 0)}, "
        f"check-ins {rows.get('check_in', 0)}, runs {rows.get('activity', 0)}."
    )


def _untold(name: str) -> None:
    """The browser shows how far a download is."""
    del name


def _pieces(target: Path, folder: ExitStack) -> Iterator[bytes]:
    with folder, target.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _download(pieces: Iterator[bytes], name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type=ZIP, headers=headers)
