"""The form of films: files to a folder of their own, fields to what is told with them."""

from __future__ import annotations

import shutil
from collections.abc import AsyncGenerator, AsyncIterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from stridewell.app.gait_lab import ClipFile
from stridewell.app.gait_told import Told, height_in_words, speed_in_words
from stridewell.errors import FileRefusedError, UsageError
from stridewell.gait.keypoints import View
from stridewell.web.uploads import safe_name

FIELDS: Mapping[str, View | None] = {
    "left": View.LEFT,
    "right": View.RIGHT,
    "rear": View.REAR,
    "points": None,
}
"""The file fields of the form and the view each holds; None: the file tells."""
BELT: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}
SLOW, RATE_HZ = (1.0, 40.0), (10.0, 1000.0)
"""What a slow motion and a frame rate can be."""
GB = 1 << 30
MOST_BYTES, MOST_FILES, MOST_FIELDS = 2 * GB, 12, 40


@dataclass(frozen=True, slots=True)
class Sent:
    """What a browser sent: the files by their field, and the text of every other field."""

    files: tuple[tuple[str, UploadFile], ...]
    texts: Mapping[str, str]


class _TooLargeError(MultiPartException):
    """More came than may come; the parser closes its files on errors of this kind."""


async def read_sent(request: Request, most: int = MOST_BYTES) -> Sent:
    """A form with files; they go to the disk while they come in, and no further than the limit.

    Raises:
        FileRefusedError: it is larger than the limit.
        UsageError: it is no form.
    """
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise _too_large(most)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise UsageError("This is no form with files.", "Send it from the page of the gait lab.")
    parser = MultiPartParser(
        request.headers,
        _limited(request.stream(), most),
        max_files=MOST_FILES,
        max_fields=MOST_FIELDS,
    )
    try:
        return await _sorted(await parser.parse())
    except _TooLargeError as error:
        raise _too_large(most) from error
    except MultiPartException as error:
        raise UsageError(f"The form cannot be read: {error.message}.", "Send it again.") from error


async def _limited(stream: AsyncIterable[bytes], most: int) -> AsyncGenerator[bytes, None]:
    come = 0
    async for piece in stream:
        come += len(piece)
        if come > most:
            raise _TooLargeError("too large")
        yield piece


def _too_large(most: int) -> FileRefusedError:
    return FileRefusedError(
        f"The files are larger than {most / GB:g} GB together.",
        "Cut each clip to the 10 to 30 seconds of even running, or send one view at a time.",
    )


async def _sorted(form: FormData) -> Sent:
    """The files of the form's own fields; every other is closed, an empty field's too."""
    files: list[tuple[str, UploadFile]] = []
    texts: dict[str, str] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            texts[name] = value.strip()
        elif name in FIELDS and value.filename:
            files.append((name, value))
        else:
            await value.close()
    return Sent(tuple(files), texts)


def put_down(files: Sequence[tuple[str, UploadFile]], folder: Path) -> tuple[ClipFile, ...]:
    """Copy the files, each into a folder of its own so that equal names do not meet.

    Raises:
        UsageError: no file was chosen.
    """
    if not files:
        raise UsageError("No file was chosen.", "Choose at least one video or file of body points.")
    clips = []
    for number, (field, upload) in enumerate(files):
        name = safe_name(upload.filename or "")
        place = folder / str(number)
        place.mkdir()
        with (place / name).open("wb") as target:
            shutil.copyfileobj(upload.file, target)
        clips.append(ClipFile(place / name, FIELDS[field], name))
    return tuple(clips)


def read_told(texts: Mapping[str, str]) -> Told:
    """What the fields say; what was left empty was not told.

    Raises:
        UsageError: a field holds what cannot be.
    """
    height, speed = texts.get("height", ""), texts.get("speed", "")
    return Told(
        height_m=height_in_words(height) if height else None,
        speed_mps=speed_in_words(speed) if speed else None,
        treadmill=BELT.get(texts.get("treadmill", "")),
        slow_motion=_number(texts.get("slow_motion", ""), "The slow motion", SLOW, "times"),
        rate_hz=_number(texts.get("rate", ""), "The frame rate", RATE_HZ, "frames a second"),
    )


def _number(text: str, name: str, limits: tuple[float, float], unit: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError as error:
        raise UsageError(f"{name} is no number: {text!r}.", "Write it in digits.") from error
    low, high = limits
    if not low <= value <= high:
        raise UsageError(f"{name} cannot be {text}.", f"It is {low:g} to {high:g} {unit}.")
    return value
