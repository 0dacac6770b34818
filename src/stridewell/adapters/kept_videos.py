"""Films that a runner asked to keep, as files in the data folder."""

from __future__ import annotations

import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path

from stridewell.errors import SettingsError

_OWN_EYES = 0o700


class KeptVideos:
    """A folder of films; it is made with the first one."""

    def __init__(self, folder: Path) -> None:
        """Keep films in this folder."""
        self._folder = folder

    def keep(self, path: Path, name: str) -> str:
        """Copy a film; returns the name it is kept under, another than asked for if that is taken.

        Raises:
            SettingsError: it cannot be written.
        """
        target = self._free(name)
        try:
            self._folder.mkdir(mode=_OWN_EYES, parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        except OSError as error:
            with suppress(OSError):
                target.unlink()
            raise SettingsError(
                f"The video cannot be kept in {self._folder}: {error.strerror}.",
                "Make room there, or leave --keep-video out.",
            ) from error
        return target.name

    def _free(self, name: str) -> Path:
        """A place under this name, or under one like it that no film has yet."""
        target = self._folder / name
        for copy in count(2):
            if not target.exists():
                break
            target = self._folder / f"{Path(name).stem}-{copy}{Path(name).suffix}"
        return target

    def place(self, name: str) -> Path | None:
        """Where a kept film lies; None where it is gone."""
        target = self._folder / Path(name).name
        return target if target.is_file() else None

    def forget(self, name: str) -> None:
        """Delete a kept film for good; one that is gone already is no error."""
        (self._folder / Path(name).name).unlink(missing_ok=True)
