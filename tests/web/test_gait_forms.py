"""The form of films: what was told, and files on the disk within a limit."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.types import Message

from stridewell.errors import FileRefusedError, UsageError
from stridewell.gait.keypoints import View
from stridewell.web.gait_forms import Sent, put_down, read_sent, read_told
from web_app import HOME, in_own_loop


def sent_over(request: httpx.Request, most: int, *, told_length: bool = True) -> Sent:
    """The form as the app reads it, in small pieces."""
    content = request.read()
    pieces = [content[at : at + 100] for at in range(0, len(content), 100)]
    headers = [
        (name.lower().encode(), value.encode())
        for name, value in request.headers.items()
        if told_length or name.lower() != "content-length"
    ]

    async def receive() -> Message:
        body = pieces.pop(0) if pieces else b""
        return {"type": "http.request", "body": body, "more_body": bool(pieces)}

    asked = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    return in_own_loop(read_sent, asked, most)


def form(size: int) -> httpx.Request:
    files = {"left": ("a.mp4", b"x" * size, "video/mp4"), "other": ("b.txt", b"y", "text/plain")}
    return httpx.Request("POST", HOME, files=files, data={"height": " 172 "})


def test_files_and_fields_come_apart() -> None:
    sent = sent_over(form(500), 10_000)
    assert [(name, file.filename) for name, file in sent.files] == [("left", "a.mp4")]
    assert sent.files[0][1].size == 500
    assert sent.texts == {"height": "172"}
    sent.files[0][1].file.close()


@pytest.mark.parametrize("told_length", [True, False])
def test_more_than_the_limit_is_refused_also_where_no_length_was_told(*, told_length: bool) -> None:
    with pytest.raises(FileRefusedError, match="larger than"):
        sent_over(form(5000), 1000, told_length=told_length)


def test_what_is_no_form_is_refused() -> None:
    with pytest.raises(UsageError, match="no form"):
        sent_over(httpx.Request("POST", HOME, content=b"{}"), 1000)
    broken = httpx.Request(
        "POST", HOME, content=b"nothing", headers={"content-type": "multipart/form-data"}
    )
    with pytest.raises(UsageError, match="cannot be read"):
        sent_over(broken, 1000)


def test_files_of_one_name_do_not_meet(tmp_path: Path) -> None:
    files = [
        ("left", UploadFile(BytesIO(b"one"), filename="../clip.mp4")),
        ("points", UploadFile(BytesIO(b"two"), filename="clip.mp4")),
    ]
    clips = put_down(files, tmp_path)
    assert [each.path.read_bytes() for each in clips] == [b"one", b"two"]
    assert [(each.view, each.shown) for each in clips] == [
        (View.LEFT, "clip.mp4"),
        (None, "clip.mp4"),
    ]
    assert all(each.path.is_relative_to(tmp_path) for each in clips)


def test_a_form_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No file was chosen"):
        put_down([], tmp_path)


def test_what_was_told_becomes_numbers() -> None:
    told = read_told(
        {"height": "172", "speed": "6:00/km", "treadmill": "yes", "slow_motion": "8", "rate": "60"}
    )
    assert told.height_m == pytest.approx(1.72)
    assert told.speed_mps == pytest.approx(1000 / 360)
    assert (told.treadmill, told.slow_motion, told.rate_hz) == (True, 8.0, 60.0)


def test_what_was_left_empty_was_not_told() -> None:
    told = read_told({"height": "", "speed": "", "treadmill": ""})
    assert (told.height_m, told.speed_mps, told.treadmill) == (None, None, None)
    assert (told.slow_motion, told.rate_hz) == (None, None)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"slow_motion": "fast"}, "no number"),
        ({"slow_motion": "0.5"}, "cannot be 0.5"),
        ({"rate": "nan"}, "cannot be nan"),
        ({"speed": "10"}, "cannot be understood"),
        ({"height": "9 m"}, "no body height"),
    ],
)
def test_what_cannot_be_is_told(sent: Mapping[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_told(sent)
