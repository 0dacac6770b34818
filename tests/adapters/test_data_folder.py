from __future__ import annotations

from pathlib import Path

import pytest

from stridewell.adapters.data_folder import data_folder, database_url
from stridewell.adapters.store import open_store
from stridewell.errors import SettingsError


def test_without_settings_it_is_the_platforms_folder() -> None:
    assert data_folder({}).name == "stridewell"
    assert data_folder({"STRIDEWELL_HOME": " "}) == data_folder({})


def test_asking_creates_nothing(tmp_path: Path) -> None:
    home = {"STRIDEWELL_HOME": str(tmp_path / "runs")}
    assert database_url(home) == f"sqlite:///{tmp_path / 'runs' / 'stridewell.db'}"
    assert data_folder(home) == tmp_path / "runs"
    assert list(tmp_path.iterdir()) == []


def test_a_relative_folder_is_told_in_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder({"STRIDEWELL_HOME": "runs"}) == tmp_path / "runs"


def test_a_tilde_is_the_users_home() -> None:
    assert data_folder({"STRIDEWELL_HOME": "~/runs"}) == Path.home() / "runs"


@pytest.mark.parametrize("wanted", ["a\0b", "~nobody-of-this-name/x", __file__])
def test_a_home_that_can_be_no_folder_is_refused(wanted: str) -> None:
    with pytest.raises(SettingsError, match="STRIDEWELL_HOME") as raised:
        data_folder({"STRIDEWELL_HOME": wanted})
    assert raised.value.next_step


def test_a_database_url_is_used_as_it_is() -> None:
    url = "postgresql://me@localhost/runs"
    assert database_url({"STRIDEWELL_DATABASE_URL": url}) == url


def test_a_wrong_database_url_is_refused_without_showing_it() -> None:
    with pytest.raises(SettingsError, match="STRIDEWELL_DATABASE_URL") as raised:
        database_url({"STRIDEWELL_DATABASE_URL": "mysql://me:secret@host/db"})
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("name", ["plain", "two words", "50 %25 #1", "why?", "läufe"])
def test_the_database_lies_in_the_folder(tmp_path: Path, name: str) -> None:
    open_store(database_url({"STRIDEWELL_HOME": str(tmp_path / name)})).close()
    assert (tmp_path / name / "stridewell.db").is_file()
