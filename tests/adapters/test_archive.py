"""Walking folders and archives: everything is found, nothing stops the walk."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.adapters import archive
from stridewell.adapters.archive import walk
from stridewell.app.files import Found, FoundFile, NotRun, Refused

GPX = b"<gpx><trk/></gpx>"
FIT = b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00\x00"


def zipped(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return buffer.getvalue()


def found_in(folder: Path, files: Mapping[str, bytes]) -> list[Found]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return list(walk([folder]))


def reason(found: Found) -> str:
    assert not isinstance(found, FoundFile)
    return found.reason


def names(found: list[Found]) -> list[str]:
    return [each.path.rpartition("/")[2] for each in found if isinstance(each, FoundFile)]


def test_folders_are_walked_to_the_bottom_in_sorted_order(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"b.gpx": GPX, "a/deep/z.fit": FIT, "c.tcx": b""})
    assert names(found) == ["z.fit", "b.gpx", "c.tcx"]


def test_a_found_file_carries_its_content_and_digest(tmp_path: Path) -> None:
    expected = FoundFile(str(tmp_path / "a.gpx"), GPX, hashlib.sha256(GPX).hexdigest())
    assert found_in(tmp_path, {"a.gpx": GPX}) == [expected]


def test_packed_and_plain_files_have_the_same_digest(tmp_path: Path) -> None:
    files = {"a.fit": FIT, "b.fit.gz": gzip.compress(FIT), "c.zip": zipped({"x.fit": FIT})}
    digests = {each.sha256 for each in found_in(tmp_path, files) if isinstance(each, FoundFile)}
    assert len(digests) == 1


def test_zips_within_zips_and_packed_members_are_opened(tmp_path: Path) -> None:
    inner = zipped({"deep.fit": FIT, "run.tcx.gz": gzip.compress(b"<x/>")})
    found = found_in(tmp_path, {"all.zip": zipped({"one.gpx": GPX, "part.zip": inner})})
    assert names(found) == [
        "all.zip!one.gpx",
        "all.zip!part.zip!deep.fit",
        "all.zip!part.zip!run.tcx.gz",
    ]


def test_a_third_level_of_zips_is_refused(tmp_path: Path) -> None:
    deep = zipped({"b.zip": zipped({"c.zip": zipped({"x.fit": FIT})})})
    (refused,) = found_in(tmp_path, {"a.zip": deep})
    assert isinstance(refused, Refused)
    assert "zip in a zip in a zip" in refused.reason


def test_a_misnamed_activity_is_found_by_its_content(tmp_path: Path) -> None:
    assert names(found_in(tmp_path, {"export.xml": GPX, "12345": FIT})) == ["12345", "export.xml"]


@pytest.mark.parametrize("name", ["photo.png", "activities.csv", "export.xml", "notes"])
def test_unrelated_files_are_passed_over(tmp_path: Path, name: str) -> None:
    (found,) = found_in(tmp_path, {name: b"<HealthData/>"})
    assert isinstance(found, NotRun)


@pytest.mark.parametrize("name", ["._run.fit", "__MACOSX/run.fit", ".DS_Store"])
def test_side_files_of_macos_are_passed_over(tmp_path: Path, name: str) -> None:
    (found,) = found_in(tmp_path, {"a.zip": zipped({name: FIT})})
    assert isinstance(found, NotRun)
    assert "macOS" in found.reason


def test_an_empty_folder_yields_nothing(tmp_path: Path) -> None:
    assert list(walk([tmp_path])) == []


def test_a_missing_path_is_named_and_the_walk_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)
    missing, found = walk([tmp_path / "none", tmp_path / "a.gpx"])
    assert missing == Refused(str(tmp_path / "none"), "There is no such file or folder.")
    assert isinstance(found, FoundFile)


def test_a_forbidden_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("pathlib.Path.open", forbid)
    (found,) = walk([tmp_path])
    assert reason(found) == "Reading this is not permitted."


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "run.fit")
    (found,) = walk([tmp_path])
    assert reason(found) == "This is not a regular file."


def test_a_link_back_to_its_own_folder_ends(tmp_path: Path) -> None:
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (found,) = walk([tmp_path])
    assert "link to a folder" in reason(found)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", b"not a zip", "damaged"),
        ("a.zip", zipped({"x.fit": FIT})[:-30], "damaged"),
        ("a.fit.gz", b"not a gz", "damaged"),
        ("a.fit.gz", gzip.compress(FIT * 99)[:-9], "cut short"),
    ],
)
def test_a_damaged_archive_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    broken, intact = found_in(tmp_path, {name: content, "b.gpx": GPX})
    assert said in reason(broken)
    assert isinstance(intact, FoundFile)


def test_a_damaged_member_does_not_hide_the_others(tmp_path: Path) -> None:
    whole = zipped({"a.gpx": GPX, "b.gpx": GPX}, zipfile.ZIP_STORED)
    broken, intact = found_in(tmp_path, {"a.zip": whole.replace(GPX, b"#" * len(GPX), 1)})
    assert "damaged" in reason(broken)
    assert isinstance(intact, FoundFile)


def test_a_locked_member_is_named(tmp_path: Path) -> None:
    locked = bytearray(zipped({"a.fit": FIT}))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    (found,) = found_in(tmp_path, {"a.zip": bytes(locked)})
    assert "password" in reason(found)


BOMB = GPX + b" " * (archive.SMALL_BYTES * 4)


@pytest.mark.parametrize(
    ("name", "packed"), [("a.gpx.gz", gzip.compress(BOMB)), ("a.zip", zipped({"b.gpx": BOMB}))]
)
def test_a_bomb_is_refused(tmp_path: Path, name: str, packed: bytes) -> None:
    (found,) = found_in(tmp_path, {name: packed})
    assert "unpacks to far more" in reason(found)


def test_the_same_bytes_unpacked_are_no_bomb(tmp_path: Path) -> None:
    assert names(found_in(tmp_path, {"a.gpx": BOMB})) == ["a.gpx"]


def test_a_nested_bomb_is_refused(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, {"a.zip": zipped({"b.gpx.gz": gzip.compress(BOMB)})})
    assert "unpacks to far more" in reason(found)


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 10)
    (found,) = found_in(tmp_path, {"a.gpx": GPX})
    assert isinstance(found, Refused)


def test_a_file_at_the_limit_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", len(GPX))
    assert names(found_in(tmp_path, {"a.gpx": GPX})) == ["a.gpx"]


WHOLE = zipped({"a.gpx": GPX, "b.fit": FIT, "c.zip": zipped({"d.fit.gz": gzip.compress(FIT)})})


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(1, len(WHOLE)))
def test_no_damage_stops_the_walk(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int, length: int
) -> None:
    damaged = WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :]
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(damaged[:length])
    assert all(each.path.startswith(str(path)) for each in walk([path]))
