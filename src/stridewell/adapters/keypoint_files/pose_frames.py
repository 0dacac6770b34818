"""What pose models wrote, in whatever layout of JSON: people in frames."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from stridewell.adapters.keypoint_files.sources import Source
from stridewell.errors import FileRefusedError, NoRunnerError
from stridewell.gait.keypoints import Floats
from stridewell.gait.naming import POSE_LAYOUTS

MOST_FRAMES = 200_000
MOST_PEOPLE = 200
VALUES = 3
_NUMBER = re.compile(r"(\d+)(?=\D*$)")
_AGAIN = "Export it again as OpenPose JSON."
_KINDS = "OpenPose, AlphaPose, MMPose and lists of frames"

People = list[Floats]


@dataclass(frozen=True, slots=True, eq=False)
class PoseFrames:
    """People (points, 3: x, y, confidence) of every frame, in pixels or shares of the picture.

    ``names`` are those of the points, ``convention`` of the model that placed them.
    """

    people: tuple[People, ...]
    names: tuple[str, ...]
    convention: str
    rate_hz: float | None = None
    size_px: tuple[int, int] | None = None


def frames_of(files: Sequence[Source]) -> PoseFrames:
    """The frames of one clip: a file for each, or all in one.

    Raises:
        FileRefusedError: a file is no JSON or of no known layout, or the files are several clips.
        NoRunnerError: nobody is in them.
    """
    if len(files) > 1:
        return _one_a_file(files)
    content = _loaded(files[0])
    if isinstance(content, dict) and "people" in content:
        raise FileRefusedError(
            "It is one frame of a clip.", "Give the folder or a zip with the files of all frames."
        )
    return _all_in_one(content)


def _one_a_file(files: Sequence[Source]) -> PoseFrames:
    numbers = _numbered(files)
    people: dict[int, People] = {}
    for number, file in numbers.items():
        content = _loaded(file)
        if not isinstance(content, dict) or not isinstance(content.get("people"), list):
            raise FileRefusedError(f"{file.name} is not one frame of OpenPose.", _AGAIN)
        people[number] = _persons(content["people"], file.name)
    return _with_layout(_in_order(people))


def _numbered(files: Sequence[Source]) -> Mapping[int, Source]:
    """The files by the number of their frame.

    Raises:
        FileRefusedError: a name holds no number, or the names tell of several clips.
    """
    clips: dict[str, dict[int, Source]] = {}
    for file in files:
        found = _NUMBER.search(file.name.removesuffix(".json").removesuffix("_keypoints"))
        if found is None:
            raise FileRefusedError(
                f"The name {file.name} holds no number of a frame.",
                "Give the folder of one clip as the pose program wrote it.",
            )
        clips.setdefault(file.name[: found.start()], {})[int(found[1])] = file
    if len(clips) > 1:
        some = ", ".join(sorted(clips)[:3])
        raise FileRefusedError(
            f"It holds {len(clips)} clips ({some}…).", "Give the folder of one of them."
        )
    return next(iter(clips.values()))


def _loaded(file: Source) -> Any:  # noqa: ANN401
    try:
        return json.loads(file.read())
    except (ValueError, RecursionError) as error:
        spot = f" line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FileRefusedError(f"{file.name} is no JSON or is cut short:{spot}.", _AGAIN) from error


def _persons(listed: Sequence[Any], where: str) -> People:
    if len(listed) > MOST_PEOPLE:
        raise FileRefusedError(f"{where} holds {len(listed)} people.", "Film one runner.")
    out = []
    for person in listed:
        numbers = person.get("pose_keypoints_2d") if isinstance(person, dict) else None
        if numbers:
            out.append(_points(numbers, where))
    return out


def _points(numbers: Any, where: str) -> Floats:  # noqa: ANN401
    """Points (n, 3) of one person from a flat list or a list of points."""
    try:
        flat = np.array(numbers, dtype=np.float64).reshape(-1, VALUES)
    except (ValueError, TypeError) as error:
        raise FileRefusedError(
            f"{where}: the points of a person are not three numbers each.", _AGAIN
        ) from error
    return np.where(np.isfinite(flat).all(axis=1, keepdims=True), flat, 0.0)


def _in_order(people: Mapping[int, People]) -> tuple[People, ...]:
    """Frames by number from the first to the last; nobody in those that are missing."""
    if not people:
        return ()
    first, last = min(people), max(people)
    if last - first >= MOST_FRAMES:
        raise FileRefusedError(
            f"Its frames are numbered from {first} to {last}.", "Give the files of one clip."
        )
    return tuple(people.get(number, []) for number in range(first, last + 1))


def _with_layout(people: tuple[People, ...], **known: Any) -> PoseFrames:  # noqa: ANN401
    """The frames with the names that go with how many points there are."""
    counts = {len(person) for persons in people for person in persons}
    if not counts:
        raise NoRunnerError(
            "Nobody is seen in any frame.", "Check that the runner is in the picture and well lit."
        )
    if len(counts) > 1:
        listed = " and ".join(str(each) for each in sorted(counts))
        raise FileRefusedError(
            f"It mixes people of {listed} points.", "Estimate the clip with one pose model."
        )
    count = counts.pop()
    if count not in POSE_LAYOUTS:
        listed = ", ".join(str(each) for each in sorted(POSE_LAYOUTS))
        raise FileRefusedError(
            f"Its people have {count} points; models with {listed} points are known.",
            "Use BODY_25 of OpenPose or Halpe-26 of RTMPose: they mark the feet.",
        )
    convention, names = POSE_LAYOUTS[count]
    return PoseFrames(people, names, convention, **known)


def _all_in_one(content: Any) -> PoseFrames:  # noqa: ANN401
    """One file with all frames, in one of the layouts that are about."""
    if isinstance(content, dict) and isinstance(content.get("frames"), list):
        return _named_frames(content)
    if isinstance(content, dict) and isinstance(content.get("instance_info"), list):
        return _with_layout(_mmpose(content["instance_info"]))
    if isinstance(content, list) and content and all(isinstance(each, dict) for each in content):
        if all("people" in each for each in content):
            each_frame = enumerate(content)
            people = {n: _persons(each["people"], f"frame {n}") for n, each in each_frame}
            return _with_layout(_in_order(people))
        if all("image_id" in each and "keypoints" in each for each in content):
            return _with_layout(_in_order(_alphapose(content)))
    raise FileRefusedError(f"Its layout is none of {_KINDS}.", _AGAIN)


def _alphapose(content: Iterable[Mapping[str, Any]]) -> Mapping[int, People]:
    people: dict[int, People] = {}
    for each in content:
        found = _NUMBER.search(str(each["image_id"]).rpartition(".")[0] or str(each["image_id"]))
        if found is None:
            raise FileRefusedError(f"The picture {each['image_id']} has no number.", _AGAIN)
        people.setdefault(int(found[1]), []).append(_points(each["keypoints"], f"frame {found[1]}"))
    return people


def _mmpose(listed: Iterable[Any]) -> tuple[People, ...]:
    people: dict[int, People] = {}
    for number, frame in enumerate(listed):
        at = int(frame.get("frame_id", number)) if isinstance(frame, dict) else number
        persons = frame.get("instances", []) if isinstance(frame, dict) else []
        people[at] = [
            _points(
                [
                    [*place[:2], score]
                    for place, score in zip(
                        each["keypoints"], each["keypoint_scores"], strict=False
                    )
                ],
                f"frame {at}",
            )
            for each in persons
            if isinstance(each, dict) and {"keypoints", "keypoint_scores"} <= each.keys()
        ]
    return _in_order(people)


def _named_frames(content: Mapping[str, Any]) -> PoseFrames:
    """A list of frames, either of people or of the points of one person with names beside."""
    frames = content["frames"]
    known: dict[str, Any] = {"rate_hz": _positive(content.get("fps")), "size_px": _size(content)}
    if frames and all(isinstance(each, dict) and "people" in each for each in frames):
        people = {n: _persons(each["people"], f"frame {n}") for n, each in enumerate(frames)}
        return _with_layout(_in_order(people), **known)
    names = content.get("keypoint_names")
    if not isinstance(names, list) or not names:
        raise FileRefusedError("It does not name its points (keypoint_names).", _AGAIN)
    persons = tuple([_points(each, f"frame {n}")] if each else [] for n, each in enumerate(frames))
    wrong = next((n for n, each in enumerate(persons) if each and len(each[0]) != len(names)), None)
    if wrong is not None:
        raise FileRefusedError(
            f"Frame {wrong} holds {len(persons[wrong][0])} points, {len(names)} are named.", _AGAIN
        )
    if not any(persons):
        raise NoRunnerError("Nobody is seen in any frame.", "Check the clip.")
    source = str(content.get("source", ""))
    layouts = (convention for convention, _ in POSE_LAYOUTS.values())
    convention = next(
        (each for each in layouts if each.replace("_", "") in re.sub(r"[\W_]", "", source.lower())),
        "pose_model",
    )
    return PoseFrames(persons, tuple(map(str, names)), convention, **known)


def _positive(value: Any) -> float | None:  # noqa: ANN401
    return float(value) if isinstance(value, int | float) and value > 0 else None


def _size(content: Mapping[str, Any]) -> tuple[int, int] | None:
    width, height = _positive(content.get("width")), _positive(content.get("height"))
    return None if width is None or height is None else (int(width), int(height))
