"""Listing tells what lies where without reading it."""

from __future__ import annotations

import os
import pickle
import tracemalloc
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from packed import FIT, GPX, inner_names, lay_out, told, zipped
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.archive import list_files
from stridewell.adapters.loading import Loader, close_own_loader
from stridewell.adapters.open_zips import MAX_DIRECTORY_BYTES
from stridewell.app.files import FoundFile, Listed, ListedKind, NotRun, Refused, Sighting


def seen_in(folder: Path, files: Mapping[str, bytes]) -> list[Sighting]:
    return list(list_files([lay_out(folder, files)]))


def listed(sightings: list[Sighting]) -> list[Listed]:
    return [each for each in sightings if isinstance(each, Listed)]


def members(sightings: list[Sighting]) -> list[Listed]:
    return [each for each in listed(sightings) if each.kind is not ListedKind.ARCHIVE]


def test_a_file_is_known_by_size_and_time_of_change(tmp_path: Path) -> None:
    path = lay_out(tmp_path, {"a.fit": FIT}) / "a.fit"
    (first,) = listed(list(list_files([path])))
    os.utime(path, ns=(1, 2))
    (second,) = listed(list(list_files([path])))
    assert first.fingerprint != second.fingerprint == f"{len(FIT)}-2"
    assert (second.kind, second.size, second.archive) == (ListedKind.ACTIVITY, len(FIT), None)


def test_a_member_is_known_by_its_checksum(tmp_path: Path) -> None:
    first = members(seen_in(tmp_path, {"a.zip": zipped({"x.fit": FIT})}))
    later = members(seen_in(tmp_path, {"a.zip": zipped({"new.gpx": GPX, "x.fit": FIT})}))
    assert first[0].fingerprint == later[1].fingerprint != later[0].fingerprint
    assert later[0].archive == str(tmp_path / "a.zip")


def test_an_archive_stands_before_its_members(tmp_path: Path) -> None:
    inner = zipped({"b.fit": FIT})
    seen = seen_in(tmp_path, {"a.zip": zipped({"a.fit": FIT, "in.zip": inner}), "c.gpx": GPX})
    assert inner_names(seen) == ["a.zip", "a.zip!a.fit", "a.zip!in.zip!b.fit", "c.gpx"]
    assert listed(seen)[0].kind is ListedKind.ARCHIVE


def test_an_unchanged_archive_is_not_opened(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.zip": b"not even a zip", "b.gpx": GPX})
    asked: list[Listed] = []

    def unchanged(archive: Listed) -> bool:
        asked.append(archive)
        return True

    seen = list(list_files([tmp_path], unchanged))
    assert inner_names(seen) == ["a.zip", "b.gpx"]
    assert asked == seen[:1]


def test_what_was_listed_can_be_loaded_in_another_process(tmp_path: Path) -> None:
    inner = zipped({"b.fit": FIT * 3})
    seen = seen_in(tmp_path, {"a.zip": zipped({"a.fit": FIT, "in.zip": inner}), "c.gpx": GPX})
    files = LocalActivityFiles()
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        found = list(pool.map(files.load, members(seen)))
    assert [each.content for each in found if isinstance(each, FoundFile)] == [FIT, FIT * 3, GPX]


def test_what_was_listed_survives_pickling(tmp_path: Path) -> None:
    seen = seen_in(tmp_path, {"a.zip": zipped({"a.fit": FIT})})
    assert pickle.loads(pickle.dumps(seen)) == seen


def test_a_changed_zip_is_opened_anew(tmp_path: Path) -> None:
    first = members(seen_in(tmp_path, {"a.zip": zipped({"a.fit": FIT, "b.fit": FIT * 2})}))
    loader = Loader()
    assert isinstance(loader.load(first[1]), FoundFile)
    lay_out(tmp_path, {"a.zip": zipped({"a.fit": FIT})})
    gone = loader.load(first[1])
    loader.zips.close()
    assert isinstance(gone, Refused)
    assert "changed while it was read" in gone.reason


def test_many_zips_in_turn_stay_within_the_open_files(tmp_path: Path) -> None:
    names = [f"{number:02}.zip" for number in range(20)]
    files = LocalActivityFiles()
    seen = members(seen_in(tmp_path, {name: zipped({"a.fit": FIT}) for name in names}))
    assert all(isinstance(files.load(each), FoundFile) for each in (*seen, *reversed(seen)))
    close_own_loader()


def test_a_thousand_photos_are_one_line(tmp_path: Path) -> None:
    photos = {f"media/{number}.jpg": b"" for number in range(1234)}
    (_, _, passed) = seen_in(tmp_path, {"a.zip": zipped({"a.fit": FIT, **photos})})
    assert passed == NotRun(
        str(tmp_path / "a.zip"),
        "pictures, tables, texts and the like, which hold no recording",
        1234,
    )


def test_locked_members_are_one_line(tmp_path: Path) -> None:
    whole = bytearray(zipped({"a.fit": FIT, "b.fit": FIT}))
    at = -1
    while (at := whole.find(b"PK\x01\x02", at + 1)) >= 0:
        whole[at + 8] |= 1
    _, locked = seen_in(tmp_path, {"a.zip": bytes(whole)})
    assert isinstance(locked, Refused)
    assert (locked.path, locked.count) == (str(tmp_path / "a.zip"), 2)
    assert "locked with a password" in locked.reason


def test_a_member_that_unpacks_too_far_is_refused_unopened(tmp_path: Path) -> None:
    packed = zipped({"bomb.fit": b" " * 2**23})
    _, refused = seen_in(tmp_path, {"a.zip": packed})
    assert "unpacks to far more" in told(refused)


def test_a_forged_table_of_contents_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    size = MAX_DIRECTORY_BYTES + 1
    end = b"PK\x05\x06" + bytes(8) + size.to_bytes(4, "little") + bytes(6)
    with path.open("wb") as stream:
        stream.truncate(size)
        stream.seek(size)
        stream.write(end)
    _, refused = list_files([path])
    assert "table of contents" in told(refused)


@pytest.mark.parametrize(
    "name",
    [
        "löpning.fit",
        "走る.fit",
        "a!b.zip!c.fit",
        "a b\u00a0c.fit",
        "emoji 🏃\u200d♀️.fit",
        "x" * 200 + ".fit",
    ],
)
def test_names_in_any_script_are_kept(tmp_path: Path, name: str) -> None:
    zip_and_file = {name: FIT, "z.zip": zipped({name: FIT})}
    found = members(seen_in(tmp_path, zip_and_file))
    on_disk, in_zip = sorted(found, key=lambda each: each.archive is not None)
    assert on_disk.path == str(tmp_path / name)
    assert in_zip.path == f"{tmp_path / 'z.zip'}!{name}"
    assert all(isinstance(LocalActivityFiles().load(each), FoundFile) for each in (on_disk, in_zip))


def test_names_that_are_no_text_are_shown_as_text(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9\n.fit"
    Path(os.fsdecode(raw)).write_bytes(FIT)
    (seen,) = members(list(list_files([tmp_path])))
    assert seen.path == f"{tmp_path}/caf\\xe9\\x0a.fit"
    assert seen.path.encode("utf-8")
    assert isinstance(LocalActivityFiles().load(seen), FoundFile)


def test_utf8_names_that_are_not_marked_as_such_are_understood(tmp_path: Path) -> None:
    marked = zipped({"Löpning.fit": FIT})
    at = marked.index(b"PK\x01\x02")
    unmarked = bytearray(marked)
    unmarked[7] &= ~8 & 0xFF
    unmarked[at + 9] &= ~8 & 0xFF
    (seen,) = members(seen_in(tmp_path, {"a.zip": bytes(unmarked)}))
    assert seen.path.endswith("a.zip!Löpning.fit")


def test_names_in_the_code_page_of_dos_are_understood(tmp_path: Path) -> None:
    marked = bytearray(zipped({"Lxx.fit": FIT}))
    dos = bytes(marked).replace(b"Lxx", "Lö!".encode("cp437"))
    (seen,) = members(seen_in(tmp_path, {"a.zip": dos}))
    assert seen.path.endswith("a.zip!Lö!.fit")


def test_two_members_of_one_name_are_two_files(tmp_path: Path) -> None:
    twice = zipped({"a.fit": FIT, "b.fit": FIT * 2}).replace(b"b.fit", b"a.fit")
    (tmp_path / "a.zip").write_bytes(twice)
    files = LocalActivityFiles()
    found = [files.load(each) for each in members(list(list_files([tmp_path])))]
    assert [each.content for each in found if isinstance(each, FoundFile)] == [FIT, FIT * 2]


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    lay_out(tmp_path, {"real.gpx": GPX})
    (tmp_path / "link.gpx").symlink_to(tmp_path / "real.gpx")
    (tmp_path / "nowhere.gpx").symlink_to(tmp_path / "none")
    seen = list(list_files([tmp_path]))
    assert inner_names(seen) == ["link.gpx", "real.gpx"]
    assert "no such file" in told(seen[1])


def test_a_large_zip_within_a_zip_never_lies_in_memory(tmp_path: Path) -> None:
    inner = zipped({f"{number}.fit": FIT + os.urandom(2**20) for number in range(24)})
    lay_out(tmp_path, {"a.zip": zipped({"in.zip": inner})})
    del inner
    tracemalloc.start()
    assert len(members(list(list_files([tmp_path])))) == 24
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 * 2**20
