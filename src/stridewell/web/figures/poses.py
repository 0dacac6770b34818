"""What a picture is made of, as its data file writes it: panels, bodies, things around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

import yaml
from pydantic import ConfigDict, TypeAdapter

from stridewell.web.figures.geometry import Point

_STRICT = ConfigDict(extra="forbid")

Place: TypeAlias = Point | tuple[str, float, float]
"""A point of the panel, or a joint by its name and how far from it, such as near_knee, 0, -5."""
View: TypeAlias = Literal["side", "front", "back"]
Look: TypeAlias = Literal[
    "ground", "thing", "strap", "level", "soft", "ball", "shorts", "finger", "cough"
]


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or leg: by the angles of its two parts, or by where its wrist or ankle is.

    Angles are degrees in the picture: 0 points right, 90 up. ``lengths`` below 1 shorten a part
    that points towards the eye or away from it. ``bend`` is on which side of the way to ``to`` the
    knee or elbow is. ``end`` is the angle of the hand or foot, and ``end_length`` its shortening.
    """

    __pydantic_config__ = _STRICT
    angles: tuple[float, float] | None = None
    to: Place | None = None
    bend: Literal[1, -1] = 1
    lengths: tuple[float, float] = (1, 1)
    end: float | None = None
    end_length: float = 1
    start: Point = (0, 0)


@dataclass(frozen=True, slots=True)
class Body:
    """A person in one view.

    ``at`` is the middle of the hips; ``spine`` the angles of the low and the upper back; ``head``
    that of the neck. Limbs are near and far from the side, the person's own left and right from
    the front or back. ``order`` lists parts from the back to the front.
    """

    __pydantic_config__ = _STRICT
    at: Point
    legs: dict[str, Limb]
    arms: dict[str, Limb]
    view: View = "side"
    spine: tuple[float, float] = (90, 90)
    head: float = 90
    facing: Literal["right", "left"] = "right"
    trunk: float = 1
    sore: str = ""
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line through places: the ground, a wall, a piece of furniture, a strap."""

    __pydantic_config__ = _STRICT
    line: tuple[Place, ...]
    look: Look = "thing"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A movement from a place to a place, bent towards the one between them where there is one."""

    __pydantic_config__ = _STRICT
    arrow: tuple[Place, ...]
    both: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded box: x, y, width, height, radius."""

    __pydantic_config__ = _STRICT
    box: tuple[float, float, float, float, float]
    look: Look = "soft"


@dataclass(frozen=True, slots=True)
class Ball:
    """A ball at a place."""

    __pydantic_config__ = _STRICT
    ball: Place
    radius: float
    look: Look = "ball"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to press or to point."""

    __pydantic_config__ = _STRICT
    spot: Place
    radius: float = 5


@dataclass(frozen=True, slots=True)
class Dimple:
    """A dimple of the low back."""

    __pydantic_config__ = _STRICT
    dimple: Place


@dataclass(frozen=True, slots=True)
class Arm:
    """Another person's forearm with its hand: elbow, wrist, finger tips."""

    __pydantic_config__ = _STRICT
    arm: tuple[Place, Place, Place]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the picture."""

    __pydantic_config__ = _STRICT
    word: str
    at: Place
    anchor: Literal["start", "middle", "end"] = "middle"


Thing: TypeAlias = Line | Arrow | Box | Ball | Spot | Dimple | Arm | Word


@dataclass(frozen=True, slots=True)
class Panel:
    """One step of a picture: what is behind the body, the body, what is in front, and its words.

    ``zoom`` shows a part only: its left, top and width; its height follows from the panel's.
    """

    __pydantic_config__ = _STRICT
    caption: str
    body: Body
    behind: tuple[Thing, ...] = ()
    front: tuple[Thing, ...] = ()
    zoom: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of one or more panels of the same size, side by side in so many columns."""

    __pydantic_config__ = _STRICT
    title: str
    size: tuple[float, float]
    panels: tuple[Panel, ...]
    columns: int = 1
    key: str = "sore side"


@cache
def figures() -> dict[str, Figure]:
    """Every picture of a self-test, by the test's id."""
    text = (files(__package__) / "poses.yaml").read_bytes()
    return TypeAdapter(dict[str, Figure]).validate_python(yaml.load(text, yaml.CSafeLoader))
