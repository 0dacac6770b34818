"""Export and deletion are the same for a file and a server, and touch one runner only on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import AT
from kept_data import untold
from stridewell.adapters.store import open_store
from stridewell.adapters.yours.keeper import LocalKeeper
from stridewell.app.ports import CheckIn, Store
from stridewell.errors import SettingsError


def keeper_of(database: str, runner_id: str, folder: Path) -> LocalKeeper:
    return LocalKeeper(database, folder / "videos", folder / "lock.json", runner_id)


def say(store: Store, note: str) -> None:
    with store.transaction() as transaction:
        transaction.add_check_in(CheckIn(AT, 1, 2, note=note))
        transaction.add_answers({"pain_daily": 2}, AT)


def test_everything_is_listed_and_deleted(database: str, runner_id: str, tmp_path: Path) -> None:
    store = open_store(database, runner_id)
    say(store, "mine alone")
    keeper = keeper_of(database, runner_id, tmp_path)
    (tmp_path / "videos").mkdir()
    (tmp_path / "videos" / "a.mp4").write_bytes(b"film")
    records = {name: list(rows) for name, rows in keeper.records()}
    assert [each["note"] for each in records["check_in"]] == ["mine alone"]
    assert "runner_id" not in records["check_in"][0]
    proof = keeper.delete_all()
    assert (proof.rows_before["check_in"], proof.rows_after["check_in"]) == (1, 0)
    assert proof.is_proven
    assert not (tmp_path / "videos" / "a.mp4").exists()
    with store.transaction() as transaction:
        assert transaction.check_ins() == ()
        assert transaction.answers() == ()
    store.close()


def test_on_a_server_others_keep_theirs(database: str, runner_id: str, tmp_path: Path) -> None:
    if database.startswith("sqlite"):
        pytest.skip("a file belongs to one runner")
    other = open_store(database, f"{runner_id}-other")
    say(other, "theirs")
    keeper = keeper_of(database, runner_id, tmp_path)
    proof = keeper.delete_all()
    assert (proof.known, proof.found) == (None, None)
    with other.transaction() as transaction:
        assert [each.note for each in transaction.check_ins()] == ["theirs"]
    keeper_of(database, f"{runner_id}-other", tmp_path).delete_all()
    other.close()
    assert not keeper.standing().can_back_up
    with pytest.raises(SettingsError, match="server"):
        keeper.backup(tmp_path / "b.zip", AT, untold)
