from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from stridewell.adapters.yours.lock_file import LONGEST, LockFile
from stridewell.errors import SettingsError, UsageError

WORDS = "otter lamp ninth café"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "home" / "lock.json"


@pytest.fixture
def lock(place: Path) -> LockFile:
    made = LockFile(place)
    made.set(WORDS, 10)
    return made


def test_without_a_file_there_is_no_lock(place: Path) -> None:
    assert LockFile(place).key() is None
    assert not LockFile(place).remove()


def test_only_the_passphrase_fits(lock: LockFile) -> None:
    assert lock.matches(WORDS)
    assert lock.matches("otter lamp ninth cafe\u0301")
    assert not lock.matches(WORDS + " ")
    assert not lock.matches("")
    assert not lock.matches("x" * (LONGEST + 1))


def test_the_file_holds_no_passphrase_and_is_for_the_owner_only(
    lock: LockFile, place: Path
) -> None:
    text = place.read_text(encoding="utf-8")
    assert "otter" not in text
    assert lock.idle_minutes() == 10
    if sys.platform != "win32":
        assert place.stat().st_mode & 0o077 == 0


def test_the_same_passphrase_again_is_another_key(lock: LockFile) -> None:
    before = lock.key()
    lock.set(WORDS, 10)
    assert lock.key() not in {None, before}
    assert lock.remove()
    assert lock.key() is None


@pytest.mark.parametrize(
    ("passphrase", "minutes"), [("short", 10), ("x" * 1025, 10), (WORDS, 0), (WORDS, 1441)]
)
def test_what_cannot_be_used_is_refused_and_the_lock_stays(
    lock: LockFile, passphrase: str, minutes: int
) -> None:
    with pytest.raises(UsageError):
        lock.set(passphrase, minutes)
    assert lock.matches(WORDS)


@pytest.mark.parametrize(
    "change",
    [
        {"cost": 2**30},
        {"salt": "no hex"},
        {"hash": "00"},
        {"layout": 2},
        {"idle_minutes": "ten"},
        {"more": 1},
    ],
)
def test_a_damaged_file_locks_everybody_out(
    lock: LockFile, place: Path, change: dict[str, object]
) -> None:
    place.write_text(json.dumps(json.loads(place.read_text()) | change))
    assert lock.key() is not None
    with pytest.raises(SettingsError, match="damaged"):
        lock.matches(WORDS)


def test_no_text_at_all_is_damaged_too(lock: LockFile, place: Path) -> None:
    place.write_bytes(b"\xff\xfe")
    assert lock.key() == "damaged"
