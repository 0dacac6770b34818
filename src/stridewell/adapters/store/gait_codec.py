"""Body points and what was measured, as bytes and text and back."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict
from io import BytesIO

import numpy as np
from pydantic import TypeAdapter

from stridewell.app.gait_shelf import GaitSummary
from stridewell.errors import ForeignDatabaseError
from stridewell.gait.keypoints import Keypoints, OnFilm, Stated, Unit, View
from stridewell.gait.landmarks import Landmark

_SUMMARY = TypeAdapter(GaitSummary)
_LAYOUT = 1


def pack_keypoints(clip: Keypoints) -> bytes:
    """Body points as a compressed npz archive: time in full, the rest in single precision."""
    heading = {
        "layout": _LAYOUT,
        "points": [each.value for each in clip.points],
        "view": clip.view.value,
        "unit": clip.unit.value,
        "convention": clip.convention,
        "size_px": clip.size_px,
        "stated": [asdict(each) for each in clip.stated],
        "film": None if clip.film is None else asdict(clip.film),
    }
    packed = BytesIO()
    np.savez_compressed(
        packed,
        time_s=clip.time_s,
        position=clip.position.astype(np.float32),
        confidence=clip.confidence.astype(np.float32),
        heading=np.frombuffer(json.dumps(heading).encode(), dtype=np.uint8),
    )
    return packed.getvalue()


def unpack_keypoints(content: bytes) -> Keypoints:
    """Body points as they were packed.

    Raises:
        ForeignDatabaseError: they are damaged, or a newer stridewell packed them.
    """
    try:
        with np.load(BytesIO(content), allow_pickle=False) as arrays:
            heading = json.loads(arrays["heading"].tobytes())
            if heading["layout"] != _LAYOUT:
                raise _unreadable()
            size, film = heading["size_px"], heading.get("film")
            return Keypoints(
                time_s=arrays["time_s"].astype(np.float64),
                points=tuple(Landmark(each) for each in heading["points"]),
                position=arrays["position"].astype(np.float64),
                confidence=arrays["confidence"].astype(np.float64),
                view=View(heading["view"]),
                unit=Unit(heading["unit"]),
                convention=heading["convention"],
                stated=tuple(Stated(**each) for each in heading["stated"]),
                size_px=None if size is None else (size[0], size[1]),
                film=None if film is None else OnFilm(**film),
            )
    except (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise _unreadable() from error


def summary_text(summary: GaitSummary) -> str:
    """What was measured, as stored."""
    return _SUMMARY.dump_json(summary).decode()


def read_summary(text: str) -> GaitSummary:
    """What was measured, from the store."""
    return _SUMMARY.validate_json(text)


def _unreadable() -> ForeignDatabaseError:
    return ForeignDatabaseError(
        "The body points of this session cannot be read.",
        "They are damaged, or a newer stridewell wrote them. Film or read the clip again.",
    )
