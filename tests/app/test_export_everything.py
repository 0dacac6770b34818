from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kept_data import AT, FILM_BYTES, SECRET, full_desk, untold
from stridewell.adapters.store.tables import metadata
from stridewell.app.desk import Desk
from stridewell.app.export_everything import everything
from stridewell.errors import SettingsError
from web_app import desk_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with full_desk(tmp_path / "data") as opened:
        yield opened


def exported(desk: Desk) -> dict[str, bytes]:
    content = b"".join(desk.keeper.export(everything(desk, AT), AT, untold))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_every_table_is_in_it_and_the_readme_names_each(desk: Desk) -> None:
    files = exported(desk)
    readme = files["README.txt"].decode()
    for table in metadata.tables:
        assert isinstance(json.loads(files[f"records/{table}.json"]), list)
        assert f"records/{table}.json" in readme
    for name in files:
        if name.startswith("tables/") and "samples" not in name:
            assert name in readme
    assert desk.keeper.schema() in readme


def test_the_manifest_has_the_digest_of_every_file(desk: Desk) -> None:
    files = exported(desk)
    manifest = json.loads(files.pop("manifest.json"))
    told = {each["name"]: (each["sha256"], each["bytes"]) for each in manifest["files"]}
    assert told == {
        name: (hashlib.sha256(each).hexdigest(), len(each)) for name, each in files.items()
    }
    assert manifest["schema"] == desk.keeper.schema()


def test_answers_come_with_their_history_and_those_taken_back(desk: Desk) -> None:
    with desk.store.transaction() as transaction:
        transaction.add_answers({"pain_daily": 7}, AT)
        transaction.withdraw_answers(["pain_daily"], AT)
        number = transaction.add_entry("note", AT, {"text": "taken back"})
        transaction.withdraw_entry(number)
    files = exported(desk)
    given = [
        each
        for each in json.loads(files["records/answer.json"])
        if each["question"] == "pain_daily"
    ]
    assert [(each["value"], each["withdrawn"]) for each in given[-2:]] == [
        (7, False),
        (None, True),
    ]
    journal = json.loads(files["records/journal.json"])
    assert journal[-1]["data"] == {"text": "taken back"}
    assert journal[-1]["withdrawn"] is True
    assert SECRET in files["records/check_in.json"].decode()


def test_results_are_open_json_and_not_text_in_text(desk: Desk) -> None:
    (result, *_) = json.loads(exported(desk)["records/result.json"])
    assert isinstance(result["record"], dict)
    assert isinstance(result["outcome"], dict)


def test_runs_and_body_points_come_as_tables(desk: Desk) -> None:
    files = exported(desk)
    (run,) = rows(files["tables/runs.csv"])
    samples = rows(files[f"tables/samples/run-{run['id']}.csv"])
    assert float(samples[-1]["time_s"]) > 300
    points = rows(files["gait/session-1-clip-1.csv"])
    assert points[1]["time_s"] == "0.0167"
    assert points[0]["left_heel_confidence"] == "1.0"
    assert not any(FILM_BYTES in each for each in files.values())


def test_long_tables_are_read_in_pages_and_whole(desk: Desk) -> None:
    with desk.store.transaction() as transaction:
        for number in range(1203):
            transaction.add_entry("note", AT, {"number": number})
    journal = json.loads(exported(desk)["records/journal.json"])
    told = [each["data"]["number"] for each in journal if each["kind"] == "note"]
    assert told == list(range(1203))


def test_in_memory_there_is_nothing_to_export() -> None:
    with desk_of() as desk, pytest.raises(SettingsError, match="memory"):
        desk.keeper.export(everything(desk, AT), AT, untold)
