"""The gait lab as a runner uses it: send films, watch them being read, open, compare, delete."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from gait_films import FilmReader, clip_of, film_desk
from stridewell.app.desk import Desk
from stridewell.app.gait_lab import saved_sessions
from stridewell.gait.contacts import NotMeasured
from stridewell.gait.keypoints import View
from stridewell.web import gait_upload_page
from stridewell.web.gait_forms import read_sent
from stridewell.web.gait_upload_page import overall, time_left
from web_app import DOORS, HOME, Browser, browser_over, desk_of, tell

FILM = b"a film"
PATIENCE_S = 20.0
Files = Mapping[str, tuple[str, bytes]]
LEFT: Files = {"left": ("left.mp4", FILM)}
THREE: Files = {
    "left": ("left.mp4", FILM),
    "right": ("right.mp4", FILM),
    "rear": ("rear.mp4", FILM),
}


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Desk, FilmReader]]:
    with film_desk(tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture
def desk(lab: tuple[Desk, FilmReader]) -> Desk:
    return lab[0]


@pytest.fixture
def reader(lab: tuple[Desk, FilmReader]) -> FilmReader:
    return lab[1]


@pytest.fixture
def browser(desk: Desk) -> Browser:
    return browser_over(desk)


def text_of(page: httpx.Response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def send(browser: Browser, files: Files, **fields: str) -> httpx.Response:
    """Fill in the form and send it."""
    once = re.search(r'name="once" value="([^"]+)"', browser.get("/gait").text)
    assert once is not None
    told = {"once": once[1], **fields}
    return browser._ask(httpx.Request("POST", f"{HOME}/gait", data=told, files=dict(files)))


def read(browser: Browser, answer: httpx.Response) -> httpx.Response:
    """Wait until the films are read; gives the page that is then shown."""
    assert answer.status_code == 303
    pause = threading.Event()
    for _ in range(1000):
        page = browser.get(answer.headers["location"])
        if page.is_redirect:
            return browser.follow(page)
        if "Reading your film</h1>" not in page.text:
            return page
        pause.wait(0.02)
    raise AssertionError("it was never read")


def test_before_the_first_film_the_page_teaches(browser: Browser) -> None:
    page = browser.get("/gait")
    assert page.status_code == 200
    text = text_of(page)
    assert "Film yourself running for 30 seconds" in text
    assert "Feet cut off" in text
    assert "goes nowhere else" in text
    assert page.text.count('type="file"') == 4


def test_a_film_becomes_a_session(browser: Browser, desk: Desk, reader: FilmReader) -> None:
    page = read(browser, send(browser, LEFT, height="172 cm", speed="10 km/h", treadmill="yes"))
    assert page.status_code == 200
    assert "What stands out" in page.text
    (kept,) = saved_sessions(desk)
    assert kept.filmed.height_m == pytest.approx(1.72)
    assert kept.filmed.treadmill is True
    assert kept.clips[0].video is None
    assert [each.view for each in reader.asked] == [View.LEFT]
    assert "left.mp4" in page.text


def test_the_example_is_measured_from_its_files_to_the_page(tmp_path: Path) -> None:
    found = DOORS.write_example_film("lateral_hip", tmp_path)
    assert found is not None
    with desk_of() as plain:
        files = {view.value: (path.name, path.read_bytes()) for view, path in found.files.items()}
        told = {"height": "170 cm", "speed": "2.8 m/s", "treadmill": "yes"}
        browser = browser_over(plain)
        page = read(browser, send(browser, files, rate=f"{found.rate_hz:g}", **told))
        assert "Step rate 160 a minute" in text_of(page)
        assert page.text.count('class="gait-frame"') == 6
        assert page.text.count("data-player=") == 3
        for plane in ("0/side", "1/side", "2/rear"):
            assert browser.get(f"/gait/1/clips/{plane}.json").status_code == 200


def test_several_views_become_one_session(browser: Browser, desk: Desk) -> None:
    page = read(browser, send(browser, THREE))
    (kept,) = saved_sessions(desk)
    assert [each.name for each in kept.clips] == ["left.mp4", "right.mp4", "rear.mp4"]
    assert "Middle of the contact, from behind" in page.text
    assert "Filmed from the left, from the right and from behind" in text_of(browser.get("/gait"))


def test_films_that_were_read_before_lead_to_their_session(browser: Browser, desk: Desk) -> None:
    assert "read before" not in read(browser, send(browser, LEFT)).text
    assert "These films were read before" in read(browser, send(browser, LEFT)).text
    assert len(saved_sessions(desk)) == 1


def test_a_session_can_be_compared_with_the_one_before(browser: Browser) -> None:
    first = read(browser, send(browser, LEFT))
    assert "Compare with the session before" not in first.text
    second = read(browser, send(browser, THREE))
    assert 'href="/gait/compare?a=1&amp;b=2"' in second.text


def test_the_height_told_before_stands_in_the_form(browser: Browser, desk: Desk) -> None:
    tell(desk)
    with desk.store.transaction() as tx:
        runner = tx.runner()
        assert runner is not None
        tx.save_runner(replace(runner, height_cm=169.0))
    assert 'value="169 cm"' in browser.get("/gait").text


@pytest.mark.parametrize(
    ("files", "fields", "words"),
    [
        ({}, {}, "No file was chosen"),
        (LEFT, {"speed": "10"}, "cannot be understood"),
        (LEFT, {"slow_motion": "x"}, "no number"),
    ],
)
def test_a_wrong_form_is_told_and_keeps_what_was_typed(
    browser: Browser, desk: Desk, files: Files, fields: Mapping[str, str], words: str
) -> None:
    page = send(browser, files or {"left": ("", b"")}, height="181 cm", **fields)
    assert page.status_code == 400
    assert words in page.text
    assert 'value="181 cm"' in page.text
    assert saved_sessions(desk) == ()


def test_what_is_too_large_is_refused_before_it_is_read(
    browser: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gait_upload_page, "read_sent", lambda request: read_sent(request, 100))
    page = send(browser, {"left": ("left.mp4", b"x" * 500)})
    assert page.status_code == 400
    assert "larger than" in page.text
    assert saved_sessions(desk) == ()


def test_the_form_sent_twice_is_read_once(browser: Browser, desk: Desk, reader: FilmReader) -> None:
    request = {"once": "abc-1_x"}
    answers = [
        browser._ask(httpx.Request("POST", f"{HOME}/gait", data=request, files=dict(LEFT)))
        for _ in range(2)
    ]
    assert answers[0].headers["location"] == answers[1].headers["location"] == "/gait/jobs/abc-1_x"
    read(browser, answers[0])
    assert len(reader.asked) == len(saved_sessions(desk)) == 1


def test_a_refused_film_says_why_and_leaves_nothing(browser: Browser, desk: Desk) -> None:
    page = read(browser, send(browser, {"left": ("left.mp4", b"nobody")}))
    text = text_of(page)
    assert "That could not be read" in text
    assert "Nobody is in the film. Film yourself." in text
    assert saved_sessions(desk) == ()


def test_where_nothing_could_be_measured_the_reasons_are_told(
    browser: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = replace(
        clip_of(View.LEFT),
        measured=(),
        differences=(),
        drifts=(),
        refused=(NotMeasured("all", "nobody runs in it", "film somebody running"),),
    )
    monkeypatch.setattr("stridewell.app.gait_lab.analyse_clip", lambda *_: empty)
    text = text_of(read(browser, send(browser, LEFT)))
    assert "Nothing could be measured. Nobody runs in it. Film somebody running." in text
    assert saved_sessions(desk) == ()


def test_reading_tells_how_far_it_is_and_can_be_stopped(
    browser: Browser, desk: Desk, reader: FilmReader
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        assert go_on.wait(PATIENCE_S)

    reader.wait = wait
    answer = send(browser, LEFT)
    where = answer.headers["location"]
    assert begun.wait(PATIENCE_S)
    page = browser.get(where)
    assert '<noscript><meta http-equiv="refresh"' in page.text
    assert 'value="50.0"' in page.text
    assert json.loads(browser.get(f"{where}.json").text) == {
        "over": False,
        "share": 50.0,
        "told": "Reading.",
    }
    assert browser.post(f"{where}/stop").headers["location"] == where
    go_on.set()
    assert "Stopped" in read(browser, answer).text
    assert json.loads(browser.get(f"{where}.json").text)["over"] is True
    assert saved_sessions(desk) == ()


def test_the_working_folder_is_cleared_away(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = tmp_path / "working"
    working.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(working))
    for content in (FILM, b"nobody"):
        read(browser, send(browser, {"left": ("left.mp4", content)}))
    pause = threading.Event()
    for _ in range(200):
        if not list(working.iterdir()):
            break
        pause.wait(0.02)
    assert list(working.iterdir()) == []


def test_a_reading_that_nobody_knows_is_told(browser: Browser) -> None:
    assert browser.get("/gait/jobs/nothing").status_code == 404
    assert browser.get("/gait/jobs/nothing.json").status_code == 404


def test_where_no_films_can_be_read_the_page_says_how_to_change_that(desk: Desk) -> None:
    poor = replace(desk, gait=replace(desk.gait, reads_video=False))
    text = text_of(browser_over(poor).get("/gait"))
    assert "no films yet" in text
    assert "make video" in text
    assert "make video" not in text_of(browser_over(desk).get("/gait"))


def test_a_session_is_deleted_and_put_back(browser: Browser, desk: Desk) -> None:
    read(browser, send(browser, LEFT))
    page = browser.follow(browser.post("/gait/1/delete"))
    assert "Session 1 was deleted" in page.text
    assert saved_sessions(desk) == ()
    assert "This session is deleted" in browser.get("/gait/1").text
    assert browser.post("/gait/1/delete").status_code == 404
    back = browser.follow(browser.post("/gait/1/restore"))
    assert "This session is deleted" not in back.text
    assert len(saved_sessions(desk)) == 1
    assert browser.post("/gait/1/restore").status_code == 404


def test_a_film_is_kept_only_on_request_and_deleted_alone(browser: Browser, desk: Desk) -> None:
    page = read(browser, send(browser, LEFT, keep="yes"))
    assert '<video src="/gait/1/films/0"' in page.text
    assert 'class="gait-stage g-mirrored"' in page.text
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    assert browser.get("/gait/1/films/0").content == FILM
    part = browser.get("/gait/1/films/0", {"range": "bytes=2-3"})
    assert (part.status_code, part.content) == (206, FILM[2:4])
    assert browser.get("/gait/1/films/1").status_code == 404
    page = browser.follow(browser.post("/gait/1/forget-films"))
    assert "<video" not in page.text
    assert browser.get("/gait/1/films/0").status_code == 404
    assert len(saved_sessions(desk)) == 1


def test_the_player_gets_its_frames(browser: Browser) -> None:
    read(browser, send(browser, LEFT))
    found = json.loads(browser.get("/gait/1/clips/0/side.json").text)
    assert len(found["time"]) == len(found["frames"]) > 100
    assert browser.get("/gait/1/clips/0/rear.json").status_code == 404
    assert browser.get("/gait/1/clips/7/side.json").status_code == 404


@pytest.mark.parametrize(("ending", "kind"), [("csv", "text/csv"), ("json", "application/json")])
def test_every_step_leaves_as_a_table(browser: Browser, ending: str, kind: str) -> None:
    read(browser, send(browser, LEFT))
    table = browser.get(f"/gait/1/steps.{ending}")
    assert table.headers["content-type"].startswith(kind)
    assert f'filename="gait-1.{ending}"' in table.headers["content-disposition"]
    assert "contact_time_ms" in table.text


@pytest.mark.parametrize(
    "path",
    ["/gait/9", "/gait/9/steps.csv", "/gait/9/clips/0/side.json", "/gait/9/films/0"],
)
def test_a_session_that_is_not_there_is_told(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_two_sessions_are_compared_the_earlier_one_first(browser: Browser) -> None:
    read(browser, send(browser, LEFT, speed="10 km/h"))
    read(browser, send(browser, THREE, speed="12 km/h"))
    assert "Compare the two" in browser.get("/gait").text
    page = browser.get("/gait/compare?a=2&b=1")
    text = text_of(page)
    assert "20 % faster" in text
    assert re.search(r"None of \d+ numbers changed", text)
    assert page.text.count('class="g-over g-before"') == 4


@pytest.mark.parametrize(("pair", "status"), [("a=1&b=1", 400), ("a=1&b=9", 404)])
def test_what_cannot_be_compared_is_told(browser: Browser, pair: str, status: int) -> None:
    read(browser, send(browser, LEFT))
    assert browser.get(f"/gait/compare?{pair}").status_code == status


@pytest.mark.parametrize(
    ("place", "many", "done", "total", "whole"),
    [
        (0, 1, 5, 10, (5, 10)),
        (0, 1, 5, None, (5, None)),
        (0, 2, 5, 10, (500, 2000)),
        (1, 2, 0, None, (1000, 2000)),
        (1, 2, 10, 10, (2000, 2000)),
    ],
)
def test_progress_goes_on_over_several_files(
    place: int, many: int, done: int, total: int | None, whole: Sequence[int | None]
) -> None:
    assert overall(place, many, done, total) == whole


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "5 s"), (41, "45 s"), (89, "90 s"), (90, "2 min"), (181, "4 min")]
)
def test_a_time_left_is_rounded_up(seconds: float, words: str) -> None:
    assert time_left(seconds) == words
