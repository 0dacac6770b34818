"""Where the runner's data live on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import platformdirs

from stridewell.errors import SettingsError

HOME = "STRIDEWELL_HOME"
DATABASE_URL = "STRIDEWELL_DATABASE_URL"
DATABASE_NAME = "stridewell.db"
_SCHEMES = ("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:", "memory:")


def data_folder(environment: Mapping[str, str]) -> Path:
    """The folder of the runner's data; asking does not create it.

    STRIDEWELL_HOME where it is set, else the platform's folder for a user's data.

    Raises:
        SettingsError: STRIDEWELL_HOME cannot be a folder.
    """
    wanted = environment.get(HOME, "").strip()
    if not wanted:
        return platformdirs.user_data_path("stridewell", appauthor=False)
    if "\0" in wanted:
        raise SettingsError(f"{HOME} holds a zero byte.", f"Set {HOME} to the path of a folder.")
    try:
        folder = Path(wanted).expanduser().absolute()
    except RuntimeError as error:
        raise SettingsError(
            f"{HOME} is {wanted!r}, whose user is unknown.", "Write the path in full."
        ) from error
    if folder.exists() and not folder.is_dir():
        raise SettingsError(f"{HOME} is {wanted!r}, which is a file.", "Name a folder.")
    return folder


def database_url(environment: Mapping[str, str]) -> str:
    """The database: STRIDEWELL_DATABASE_URL where it is set, else a SQLite file in the folder.

    Raises:
        SettingsError: the setting cannot be used.
    """
    wanted = environment.get(DATABASE_URL, "").strip()
    if not wanted:
        return f"sqlite:///{data_folder(environment) / DATABASE_NAME}"
    if not wanted.startswith(_SCHEMES) or "\0" in wanted:
        # the value is not shown: it may hold a password
        raise SettingsError(
            f"{DATABASE_URL} names no database that stridewell can use.",
            "Give sqlite:///FILE or postgresql://USER@HOST/DATABASE.",
        )
    return wanted
