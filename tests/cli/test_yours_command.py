from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from command_line import mild_outer_hip, stridewell, write_case_file


@pytest.fixture
def known(tmp_path: Path) -> None:
    case = write_case_file(tmp_path, mild_outer_hip())
    assert stridewell("assess", case, "--save").status == 0


def is_forgotten() -> bool:
    """Whether the store knows no runner."""
    return "No check-in was made yet" in stridewell("today").err


def test_everything_goes_out_in_one_file(known: None, tmp_path: Path) -> None:
    target = tmp_path / "e.zip"
    assert stridewell("yours", "export", target).status == 0
    assert "records/answer.json" in zipfile.ZipFile(target).namelist()
    assert stridewell("yours", "export", target).refused(2, "is there already")


def test_a_backup_outlives_the_deletion(known: None, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    assert "not encrypted" in stridewell("yours", "backup", target).out
    assert stridewell("yours", "delete").refused(2, "--yes", "yours backup")
    done = stridewell("yours", "delete", "--yes")
    assert done.status == 0
    assert "answer: 0 rows" not in done.out
    assert ": 0 found." in done.out
    assert is_forgotten()
    done = stridewell("yours", "restore", target)
    assert "undo-restore" in done.out
    assert not is_forgotten()
    assert stridewell("yours", "undo-restore").status == 0
    assert is_forgotten()


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_text("no zip")
    assert stridewell("yours", "restore", file).refused(1, "not a backup")
    assert stridewell("yours", "restore", tmp_path / "none.zip").refused(1, "There is no file")
    assert stridewell("yours", "undo-restore").refused(1, "No restore")


def test_the_lock_is_set_told_and_removed(home: Path) -> None:
    assert "No lock" in stridewell("lock", "status").out
    done = stridewell("lock", "set", "--idle", "5", typed="otter lamp ninth\n")
    assert done.status == 0
    assert "not encrypted" in done.out
    assert (home / "lock.json").is_file()
    assert "after 5 minutes" in stridewell("lock", "status").out
    assert "is removed" in stridewell("lock", "remove").out
    assert "no lock" in stridewell("lock", "remove").out
    assert stridewell("lock", "set", typed="short\n").refused(2, "8 to 1024")
