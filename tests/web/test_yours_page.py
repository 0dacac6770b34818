from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kept_data import FILM, SECRET, full_desk, notes_of
from stridewell.app.desk import Desk
from stridewell.app.ports import CheckIn
from web_app import Browser, browser_over

WORDS = "otter lamp ninth"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with full_desk(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def browser(desk: Desk) -> Browser:
    return browser_over(desk)


def once(page: httpx.Response, what: str) -> str:
    found = re.search(rf'name="once" value="([^"]+-{what})"', page.text)
    assert found is not None
    return found[1]


def names(answer: httpx.Response) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return archive.namelist()


def restore(browser: Browser, content: bytes, form: str = "") -> httpx.Response:
    fields = [("once", (None, form.encode(), "")), ("file", ("../b.zip", content, ""))]
    return browser.upload("/yours/restore", fields)  # type: ignore[arg-type]  # a plain field


def test_the_page_counts_what_is_kept(browser: Browser) -> None:
    page = browser.get("/yours").text
    assert "Check-ins: <strong>1</strong>" in page
    assert "Filmed sessions: <strong>1</strong>" in page
    assert "does not encrypt" in page


def test_everything_comes_out_as_one_zip(browser: Browser) -> None:
    answer = browser.get("/yours/export.zip")
    assert "README.txt" in names(answer)
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"


def test_a_backup_goes_out_and_comes_back(browser: Browser, desk: Desk) -> None:
    backup = browser.get("/yours/backup.zip").content
    with desk.store.transaction() as transaction:
        transaction.add_check_in(CheckIn(desk.clock.now(), 1, 1, note="later"))
    form = once(browser.get("/yours"), "restore")
    for _ in range(2):  # sent twice: what was there before must not be lost
        answer = restore(browser, backup, form)
        assert answer.status_code == 200
        assert "is in place" in answer.text
    assert notes_of(desk) == [SECRET]
    undone = browser.follow(browser.post("/yours/undo-restore", {"once": once(answer, "undo")}))
    assert "What was there before the restore is back" in undone.text
    assert notes_of(desk) == [SECRET, "later"]


def test_a_foreign_file_is_refused_kindly(browser: Browser, desk: Desk) -> None:
    answer = restore(browser, b"no zip at all")
    assert answer.status_code == 400
    assert "This is not a backup of stridewell." in answer.text
    assert notes_of(desk) == [SECRET]
    assert browser.post("/yours/undo-restore", {}).status_code == 409


def test_nothing_is_deleted_by_other_words(browser: Browser, desk: Desk) -> None:
    answer = browser.post("/yours/delete", {"typed": "yes"})
    assert answer.status_code == 400
    assert "Nothing was deleted." in answer.text
    assert notes_of(desk) == [SECRET]


def test_deleting_shows_the_proof_however_often_it_is_sent(browser: Browser, desk: Desk) -> None:
    form = {"typed": " Delete  everything", "once": once(browser.get("/yours"), "delete")}
    for _ in range(2):
        proof = browser.post("/yours/delete", form)
        assert "Everything is deleted" in proof.text
        assert "<strong>0 found</strong>" in proof.text
        assert FILM in proof.text
        assert re.search(r"check_in</th><td>1</td><td>0</td>", proof.text)
    assert notes_of(desk) == []
    assert browser.get("/").status_code == 200


def test_half_finished_check_ins_are_forgotten_with_the_rest(browser: Browser) -> None:
    browser.post("/check-in/you", {"age": "46", "sex": "female"})
    assert "You were in the middle of one" in browser.get("/check-in").text
    browser.post("/yours/delete", {"typed": "delete everything"})
    assert "You were in the middle of one" not in browser.get("/check-in").text


def lock(browser: Browser) -> httpx.Response:
    form = {"passphrase": WORDS, "again": WORDS, "minutes": "10"}
    return browser.post("/yours/lock", form)


def test_whoever_sets_the_lock_stays_in_and_others_do_not(browser: Browser, desk: Desk) -> None:
    answer = lock(browser)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert browser.get("/yours").status_code == 200
    stranger = browser_over(desk)
    for path in ("/", "/yours/export.zip", "/yours/backup.zip", "/api/../plan", "/nowhere"):
        answer = stranger.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/unlock?to=")
    assert stranger.get("/static/style.css").status_code == 200
    refused = stranger.get("/api/today")
    assert (refused.status_code, refused.json()["refusal"]["kind"]) == (401, "locked")


def test_the_passphrase_opens_the_page_that_was_wanted(browser: Browser, desk: Desk) -> None:
    lock(browser)
    other = browser_over(desk)
    asked = other.follow(other.get("/runs?words=hill"))
    assert 'value="/runs?words=hill"' in asked.text
    wrong = other.post("/unlock", {"passphrase": "wrong words", "to": "/runs"})
    assert wrong.status_code == 403
    right = other.post("/unlock", {"passphrase": WORDS, "to": "/runs"})
    assert right.headers["location"] == "/runs"
    assert other.get("/runs").status_code == 200
    other.post("/yours/lock/now")
    assert other.get("/runs").status_code == 303


def test_a_form_sent_while_locked_is_not_taken_and_says_so(browser: Browser, desk: Desk) -> None:
    lock(browser)
    other = browser_over(desk)
    answer = other.follow(other.post("/yours/delete", {"typed": "delete everything"}))
    assert "was not stored" in answer.text
    assert notes_of(desk) == [SECRET]


def test_too_many_wrong_tries_have_to_wait(browser: Browser, desk: Desk) -> None:
    lock(browser)
    other = browser_over(desk)
    tries = [other.post("/unlock", {"passphrase": "wrong words"}) for _ in range(4)]
    assert [each.status_code for each in tries] == [403, 403, 429, 429]
    assert "seconds" in tries[-1].text


def test_the_lock_goes_only_with_the_passphrase(browser: Browser, desk: Desk) -> None:
    lock(browser)
    assert browser.post("/yours/lock/remove", {"present": "wrong"}).status_code == 400
    assert desk.lock.key() is not None
    other = {"passphrase": "another one", "again": "another one", "present": "wrong"}
    assert browser.post("/yours/lock", other).status_code == 400
    assert desk.lock.matches(WORDS)
    browser.post("/yours/lock/remove", {"present": WORDS})
    assert desk.lock.key() is None
    assert browser.get("/unlock?to=/plan").headers["location"] == "/plan"


@pytest.mark.parametrize(
    "form",
    [
        {"passphrase": WORDS, "again": "another"},
        {"passphrase": "short", "again": "short"},
        {"passphrase": WORDS, "again": WORDS, "minutes": "soon"},
        {},
    ],
)
def test_a_lock_that_cannot_be_set_is_not_set(
    browser: Browser, desk: Desk, form: dict[str, str]
) -> None:
    assert browser.post("/yours/lock", form).status_code == 400
    assert desk.lock.key() is None


def test_a_damaged_lock_says_how_to_get_in(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "data" / "lock.json").write_text("{}")
    answer = browser.post("/unlock", {"passphrase": WORDS})
    assert answer.status_code == 403
    assert "stridewell lock remove" in answer.text
    assert desk.lock.key() == "damaged"


def test_a_store_in_memory_has_no_backup(tmp_path: Path) -> None:
    from web_app import desk_of  # noqa: PLC0415

    del tmp_path
    with desk_of() as desk:
        browser = browser_over(desk)
        assert "in memory only" in browser.get("/yours").text
        for path in ("/yours/export.zip", "/yours/backup.zip"):
            assert "in memory only" in browser.get(path).text
