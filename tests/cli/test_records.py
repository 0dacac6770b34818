"""Writing a record to a file: all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from stridewell.cli.records import write_record
from stridewell.errors import SettingsError


def test_a_record_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text("old")
    write_record(path, "new")
    assert path.read_text() == "new\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", [".", "records", "none/here.json"])
def test_what_is_no_file_is_refused_and_nothing_is_left(tmp_path: Path, name: str) -> None:
    (tmp_path / "records").mkdir()
    with pytest.raises(SettingsError):
        write_record(tmp_path / name, "new")
    assert list(tmp_path.iterdir()) == [tmp_path / "records"]
