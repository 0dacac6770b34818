from __future__ import annotations

import pytest

from stridewell.adapters.store.urls import parse_url, place_of


@pytest.mark.parametrize("path", ["my.db", "/home/me/my.db", "/a b/50 %25/why?/#1.db"])
def test_a_sqlite_path_is_taken_as_it_is(path: str) -> None:
    assert place_of(parse_url(f"sqlite:///{path}")) == path


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_by_one_driver(scheme: str) -> None:
    assert parse_url(f"{scheme}://me@host/runs").drivername == "postgresql+psycopg"


def test_a_place_never_shows_the_password() -> None:
    assert "secret" not in place_of(parse_url("postgresql://me:secret@host/runs"))
