"""Walking folders and archives: everything is found, nothing stops the walk."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from packed import FIT, GPX, lay_out, zipped
from stridewell.adapters import unpacking
from stridewell.adapters.archive import list_files, walk
from stridewell.adapters.loading import close_own_loader, own_loader
from stridewell.app.files import Found, FoundFile, Listed, ListedKind, NotRun, Refused


def found_in(folder: Path, files: Mapping[str, bytes]) -> list[Found]:
    return list(walk([lay_out(folder, files)]))


def reason(found: Found) -> str:
    assert not isinstance(found, FoundFile)
    return found.reason


def names(found: list[Found]) -> list[str]:
    return [each.path.rpartition("/")[2] for each in found if isinstance(each, FoundFile)]


def test_folders_are_walked_to_the_bottom_in_sorted_order(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"b.gpx": GPX, "a/deep/z.fit": FIT, "c.tcx": b""})
    assert names(found) == ["z.fit", "b.gpx", "c.tcx"]


def test_a_found_file_carries_its_content_and_digest(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, {"a.gpx": GPX})
    assert isinstance(found, FoundFile)
    assert found.path == str(tmp_path / "a.gpx")
    assert (found.content, found.sha256) == (GPX, hashlib.sha256(GPX).hexdigest())


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
    told = "There is no such file or folder. Check the name."
    assert missing == Refused(str(tmp_path / "none"), told)
    assert isinstance(found, FoundFile)


def test_a_forbidden_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("pathlib.Path.open", forbid)
    (found,) = walk([tmp_path])
    assert reason(found).startswith("Reading this is not permitted.")


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "run.fit")
    (found,) = walk([tmp_path])
    assert reason(found).startswith("This is not a regular file.")


def test_a_link_back_to_its_own_folder_ends(tmp_path: Path) -> None:
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (found,) = walk([tmp_path])
    assert "link to a folder" in reason(found)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", b"not a zip", "damaged"),
        ("a.zip", zipped({"x.fit": FIT})[9:40], "damaged"),
        ("a.fit.gz", b"not a gz", "damaged"),
        ("a.fit.gz", gzip.compress(b"#" * 99)[:-9], "cut short"),
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


BOMB = GPX + b" " * (unpacking.SMALL_BYTES * 4)


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


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as stream:
        stream.truncate(size)


def test_two_gigabytes_of_blanks_are_refused_by_their_size(tmp_path: Path) -> None:
    sparse(tmp_path / "run.fit", 2**31)
    (found,) = walk([tmp_path])
    assert isinstance(found, Refused)
    assert "far larger than an activity file can be" in found.reason


def test_a_file_at_the_limit_is_listed(tmp_path: Path) -> None:
    sparse(tmp_path / "run.fit", unpacking.MAX_FILE_BYTES)
    (listed,) = list_files([tmp_path])
    assert isinstance(listed, Listed)


def test_blanks_with_the_name_of_a_run_are_refused_by_their_beginning(tmp_path: Path) -> None:
    sparse(tmp_path / "run.fit", unpacking.MAX_FILE_BYTES)
    (found,) = walk([tmp_path])
    assert "does not begin like" in reason(found)


def test_large_files_of_other_kinds_are_only_counted(tmp_path: Path) -> None:
    sparse(tmp_path / "disk.image", 2**31)
    (found,) = walk([tmp_path])
    assert isinstance(found, NotRun)


def test_a_salvaged_gz_file_says_how_much_was_there(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, {"a.fit.gz": gzip.compress(FIT * 99)[:-9]})
    assert isinstance(found, FoundFile)
    assert found.content == (FIT * 99)[: len(found.content)]
    assert "cut short" in found.issues[0].text


def test_a_wrong_checksum_loses_nothing(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(FIT * 99))
    packed[-8] ^= 1
    (found,) = found_in(tmp_path, {"a.fit.gz": bytes(packed)})
    assert isinstance(found, FoundFile)
    assert found.content == FIT * 99
    assert found.issues


def test_a_zip_member_with_a_wrong_checksum_loses_nothing(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.fit": FIT * 99}))
    packed[packed.rindex(b"PK\x01\x02") + 16] ^= 1
    (found,) = found_in(tmp_path, {"a.zip": bytes(packed)})
    assert isinstance(found, FoundFile)
    assert found.content == FIT * 99
    assert "checksum" in found.issues[0].text


def test_several_gz_streams_are_one_file(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, {"a.fit.gz": gzip.compress(FIT) + gzip.compress(b"more")})
    assert isinstance(found, FoundFile)
    assert found.content == FIT + b"more"


@pytest.mark.parametrize("content", [GPX, FIT])
def test_a_plain_file_called_gz_is_taken_as_it_is(tmp_path: Path, content: bytes) -> None:
    (found,) = found_in(tmp_path, {"a.fit.gz": content})
    assert isinstance(found, FoundFile)
    assert found.content == content


def test_a_gz_file_without_the_ending_is_unpacked(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, {"12345": gzip.compress(FIT)})
    assert isinstance(found, FoundFile)
    assert found.content == FIT


def test_a_zip_by_another_name_is_told(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, {"export_123": zipped({"a.fit": FIT})})
    assert "Add .zip" in reason(found)


@pytest.mark.parametrize("name", ["a.7z", "a.tar.gz", "a.rar"])
def test_other_archives_are_named(tmp_path: Path, name: str) -> None:
    (found,) = found_in(tmp_path, {name: b"x"})
    assert isinstance(found, Refused)
    assert "Unpack this" in found.reason


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
def test_every_packing_of_the_standard_library_is_read(tmp_path: Path, packing: int) -> None:
    (found,) = found_in(tmp_path, {"a.zip": zipped({"b.fit": FIT}, packing)})
    assert isinstance(found, FoundFile)
    assert found.content == FIT


def test_a_zip_without_its_end_gives_the_members_that_are_there(tmp_path: Path) -> None:
    whole = zipped({"a.fit": FIT * 9, "b.gpx": GPX, "c.gpx": GPX * 9})
    cut = whole[: whole.index(b"c.gpx") + 20]
    fault, *found = found_in(tmp_path, {"a.zip": cut})
    assert "3 files could be found in it" in reason(fault)
    assert [each.content for each in found if isinstance(each, FoundFile)] == [
        FIT * 9,
        GPX,
        (GPX * 9)[: len(found[2].content)],  # type: ignore[union-attr]
    ]


def test_a_zip_written_as_a_stream_is_read_without_its_end(tmp_path: Path) -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise io.UnsupportedOperation

    target = Unseekable()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.fit", FIT * 99)
        archive.writestr("b.gpx", GPX)
    cut = target.getvalue()[:-60]
    _, *found = found_in(tmp_path, {"a.zip": cut})
    assert [each.content for each in found if isinstance(each, FoundFile)] == [FIT * 99, GPX]


WHOLE = zipped({"a.gpx": GPX, "b.fit": FIT, "c.zip": zipped({"d.fit.gz": gzip.compress(FIT)})})


def flipped(content: bytes, place: int, size: int) -> bytes:
    return content[:place] + bytes([content[place] ^ (1 << size % 8)]) + content[place + 1 :]


def zeroed(content: bytes, place: int, size: int) -> bytes:
    return content[:place] + bytes(min(size, len(content) - place)) + content[place + size :]


def inserted(content: bytes, place: int, size: int) -> bytes:
    return content[:place] + b"PK\x03\x04"[: size % 5] * size + content[place:]


def cut(content: bytes, place: int, _: int) -> bytes:
    return content[:place]


@given(
    st.integers(0, len(WHOLE) - 1),
    st.integers(0, 40),
    st.sampled_from([flipped, zeroed, inserted, cut]),
)
@example(364, 18, zeroed)
def test_no_damage_stops_the_walk(
    tmp_path_factory: pytest.TempPathFactory,
    place: int,
    size: int,
    damage: Callable[[bytes, int, int], bytes],
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(damage(WHOLE, place, size))
    assert all(each.path.startswith(str(path)) for each in walk([path]))
    list_then_load = [own_loader().load(each) for each in listed_in(path)]
    close_own_loader()
    assert all(isinstance(each, FoundFile | Refused | NotRun) for each in list_then_load)


def listed_in(path: Path) -> list[Listed]:
    listed = [each for each in list_files([path]) if isinstance(each, Listed)]
    return [each for each in listed if each.kind is not ListedKind.ARCHIVE]
