"""Database URLs: what they name, and how a person is told."""

from __future__ import annotations

import sqlalchemy as sa

from stridewell.errors import SettingsError

SQLITE = "sqlite"
_SQLITE_PREFIX = "sqlite:///"
_POSTGRES = "postgresql+psycopg"
_HOW = "Give STRIDEWELL_DATABASE_URL as sqlite:///FILE or postgresql://USER@HOST/DATABASE."


def parse_url(url: str) -> sa.URL:
    """The URL with the driver we use; what follows ``sqlite:///`` is a path as it is.

    Raises:
        SettingsError: it names no database that can be used.
    """
    if url.startswith(_SQLITE_PREFIX):
        return _file_url(url.removeprefix(_SQLITE_PREFIX))
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise SettingsError("The database URL cannot be read.", _HOW) from error
    if parsed.drivername not in {"postgres", "postgresql", _POSTGRES}:
        raise SettingsError(f"stridewell cannot use {parsed.drivername} in this way.", _HOW)
    return parsed.set(drivername=_POSTGRES)


def place_of(url: sa.URL) -> str:
    """Where the data lie, for a person: the file, or the URL without its password."""
    if url.get_backend_name() == SQLITE:
        return url.database or ""
    return url.render_as_string(hide_password=True)


def _file_url(path: str) -> sa.URL:
    if path in {"", ":memory:"}:
        raise SettingsError("The database URL names no file.", _HOW)
    return sa.URL.create(SQLITE, database=path)
