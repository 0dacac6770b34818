"""Writing a record to a file, and taking a case over as one's own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from stridewell.errors import SettingsError

if TYPE_CHECKING:
    from stridewell.app.case import Case
    from stridewell.cli.doors import Doors


def write_record(path: Path, text: str) -> None:
    """Write the whole file or nothing: the old content stays until the new one is complete.

    Raises:
        SettingsError: the file cannot be written.
    """
    write_bytes(path, f"{text}\n".encode(), "The record")


def write_bytes(path: Path, content: bytes, what: str = "The file") -> None:
    """Write the whole file or nothing, as ``write_record`` does.

    Raises:
        SettingsError: the file cannot be written.
    """
    if path.is_dir():
        raise SettingsError(f"{path} is a folder.", "Name a file in it.")
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise SettingsError(
            f"{what} cannot be written to {path}: {error.strerror}.",
            "Name a file in a folder that can be written.",
        ) from error


def save_own(doors: Doors, case: Case) -> None:
    """Take a case over as the runner's own newest answers."""
    from stridewell.app.check_in import save_case

    with doors.desk() as desk:
        save_case(desk.store, case, desk.knowledge, desk.writers)
