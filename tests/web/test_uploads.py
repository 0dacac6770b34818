from __future__ import annotations

from pathlib import Path

import pytest

from stridewell.app.desk import Desk
from stridewell.web.uploads import safe_name
from web_app import DOORS, Browser, Upload, browser_over


def upload(name: str, content: bytes) -> Upload:
    return ("files", (name, content, "application/octet-stream"))


@pytest.fixture
def run(tmp_path: Path) -> bytes:
    DOORS.write_example_runs("emergency", tmp_path)
    return min(tmp_path.iterdir()).read_bytes()


@pytest.mark.parametrize(
    ("told", "safe"),
    [
        ("run.fit", "run.fit"),
        ("../../etc/passwd", "passwd"),
        (r"C:\runs\a.fit", "a.fit"),
        ("..", "file"),
        ("", "file"),
        ("a\x00b\n.fit", "ab.fit"),
        ("x" * 300 + ".fit", "x" * 116 + ".fit"),
    ],
)
def test_no_name_leads_out_of_the_folder(told: str, safe: str) -> None:
    assert safe_name(told) == safe


def test_a_run_is_imported_under_the_name_it_was_sent_with(desk: Desk, run: bytes) -> None:
    page = browser_over(desk).upload("/runs", [upload("morning.fit", run)])
    assert "1 run imported" in page.text
    with desk.store.transaction() as transaction:
        (stored,) = transaction.runs()
    assert stored.origins[0].path == "morning.fit"


def test_every_refused_file_is_named_with_the_reason(browser: Browser, run: bytes) -> None:
    files = [upload("good.fit", run), upload("cut.fit", run[:40]), upload("list.txt", b"milk")]
    page = browser.upload("/runs", files).text
    assert "1 run imported" in page
    assert "Refused (1)" in page
    assert "<code>cut.fit</code>" in page
    assert "<code>list.txt</code>" in page


def test_files_without_a_run_are_one_line_for_each_reason(browser: Browser) -> None:
    page = browser.upload("/runs", [upload(f"{n}.jpg", b"") for n in range(5)]).text
    assert "No run in it (5)" in page
    assert page.count("hold no recording") == 1
    assert "<code>5 files</code>" in page


def test_files_of_one_name_do_not_meet(browser: Browser, run: bytes) -> None:
    page = browser.upload("/runs", [upload("a.fit", run), upload("a.fit", run)]).text
    assert "1 run imported" in page
    assert "Known already (1)" in page


def test_no_chosen_file_is_a_clear_refusal(browser: Browser) -> None:
    part = 'Content-Disposition: form-data; name="files"; filename=""\r\n\r\n'
    headers = {"content-type": "multipart/form-data; boundary=x"}
    empty = browser.post("/runs", f"--x\r\n{part}\r\n--x--\r\n".encode(), headers)
    for answer in (empty, browser.post("/runs", {})):
        assert answer.status_code == 400
        assert "No file was chosen." in answer.text


def test_an_import_is_taken_back_where_it_was_reported(desk: Desk, run: bytes) -> None:
    browser = browser_over(desk)
    page = browser.upload("/runs", [upload("morning.fit", run)]).text
    assert 'action="/runs/imports/1/undo"' in page
    assert "morning.fit" in browser.get("/runs").text
    answer = browser.follow(browser.post("/runs/imports/1/undo"))
    assert "There are no runs yet" in answer.text
    assert browser.post("/runs/imports/1/undo").status_code == 409


def test_what_is_known_is_told_from_what_is_new(browser: Browser, run: bytes) -> None:
    browser.upload("/runs", [upload("a.fit", run)])
    page = browser.upload("/runs", [upload("b.fit", run)]).text
    assert "0 runs imported. The files hold 1 run; the others were known already." in page
