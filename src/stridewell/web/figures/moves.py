"""The moves of the exercises: key positions, and every position on the way from one to the next."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

import yaml
from pydantic import ConfigDict, TypeAdapter

from stridewell.web.figures.geometry import Point, ahead, between, direction
from stridewell.web.figures.poses import Body, Limb, Place, Thing
from stridewell.web.figures.skeleton import LOW_BACK, UPPER_BACK, joints_of

FRAMES_A_SECOND, FEWEST, MOST = 10, 5, 16
"""How many positions are drawn on the way between two key positions."""
FAR = (4.0, -1.5)
"""How far the far limb stands from the near one where both do the same."""
SHARED = "bases.yaml"
OTHER = {"near": "far", "far": "near", "left": "right", "right": "left"}
_STRICT = ConfigDict(extra="forbid")
Raw: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """A key position: what is done to get there, in how many seconds, and how long it is kept.

    ``neck`` is given where the shoulders stay and the pelvis moves; the hips follow from it.
    """

    __pydantic_config__ = _STRICT
    caption: str
    body: Body
    neck: Point | None = None
    seconds: float = 2
    hold: float = 0.5
    is_other_side: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """An exercise as it moves: from key to key and back to the first.

    ``floor`` is where the floor lies (0 is the height of the soles), None without one. ``travel``
    is how far the ground passes to the left in one round, ``steady`` a movement without pauses.
    ``trace`` names the joint whose way the arrows show.
    """

    __pydantic_config__ = _STRICT
    keys: tuple[Key, ...]
    behind: tuple[Thing, ...] = ()
    front: tuple[Thing, ...] = ()
    floor: Literal["ground", "mat", "none"] = "ground"
    travel: float = 0
    steady: bool = False
    trace: str = ""
    holds_still: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One drawn position: the body, and how far of the round it is (0 to 1)."""

    body: Body
    share: float


@dataclass(frozen=True, slots=True)
class Reel:
    """The frames of a move and their order: which frame is shown for how many milliseconds."""

    frames: tuple[Frame, ...]
    shown: tuple[tuple[int, int], ...]


@cache
def moves() -> Mapping[str, Move]:
    """Every move by the id of its exercise."""
    folder = files(__package__) / "moves"
    bases = yaml.load((folder / SHARED).read_bytes(), yaml.CSafeLoader)
    read: dict[str, Move] = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml") and file.name != SHARED:
            raw = yaml.load(file.read_bytes(), yaml.CSafeLoader)
            read |= {name: _move(each, bases) for name, each in raw.items()}
    return read


def reel(move: Move) -> Reel:
    """Every position of a round; a way back that equals the way there uses its frames again."""
    whole = sum(each.seconds + each.hold for each in move.keys)
    frames: list[Frame] = []
    shown: list[tuple[int, int]] = []
    ways: dict[tuple[int, int], list[int]] = {}
    passed, count = 0.0, len(move.keys)
    for place, key in enumerate(move.keys):
        arrived = key.hold + key.seconds / _steps(key)
        shown.append((len(frames), round(1000 * arrived)))
        frames.append(Frame(key.body, passed / whole))
        passed += key.hold
        after = (place + 1) % count
        coming = move.keys[after]
        steps = _steps(coming)
        way = ways.get((after, place), [])[::-1]
        if move.travel or len(way) != steps - 1:
            way = list(range(len(frames), len(frames) + steps - 1))
            frames += _between(move, (key, coming), passed, whole)
            ways[place, after] = way
        shown += [(each, round(1000 * coming.seconds / steps)) for each in way]
        passed += coming.seconds
    return Reel(tuple(frames), tuple(shown))


def _steps(key: Key) -> int:
    return min(MOST, max(FEWEST, round(key.seconds * FRAMES_A_SECOND)))


def _between(move: Move, keys: tuple[Key, Key], passed: float, whole: float) -> Iterator[Frame]:
    """The frames between two keys, the first of which was left so many seconds after the start."""
    start, end = keys
    steps = _steps(end)
    for step in range(1, steps):
        share = step / steps
        body = tween(start, end, share if move.steady else eased(share))
        yield Frame(body, (passed + share * end.seconds) / whole)


def eased(share: float) -> float:
    """A share of the way as muscles go it: slow at both ends."""
    return (1 - math.cos(math.pi * share)) / 2


def tween(start: Key, end: Key, share: float) -> Body:
    """The body on the way from one key position to another."""
    one, two = start.body, end.body
    spine = _both(one.spine, two.spine, share)
    if start.neck is not None and end.neck is not None:
        at = hips_below(between(start.neck, end.neck, share), spine, one.trunk)
    else:
        at = between(one.at, two.at, share)
    return replace(
        one,
        at=at,
        spine=spine,
        head=_mix(one.head, two.head, share),
        trunk=_mix(one.trunk, two.trunk, share),
        legs=_limbs(start, end, "legs", share),
        arms=_limbs(start, end, "arms", share),
        order=one.order if share < 0.5 else two.order,  # noqa: PLR2004
    )


def hips_below(neck: Point, spine: tuple[float, float], trunk: float = 1) -> Point:
    """Where the hips are when the neck is given."""
    waist = ahead(neck, spine[1] + 180, UPPER_BACK * trunk)
    return ahead(waist, spine[0] + 180, LOW_BACK * trunk)


def _mix(one: float, two: float, share: float) -> float:
    return one + (two - one) * share


def _both(one: Point, two: Point, share: float) -> Point:
    return _mix(one[0], two[0], share), _mix(one[1], two[1], share)


def _turned(one: float, two: float, share: float) -> float:
    """An angle on the shorter way from one to the other."""
    return one + ((two - one + 180) % 360 - 180) * share


def _limbs(start: Key, end: Key, kind: Literal["legs", "arms"], share: float) -> dict[str, Limb]:
    one, two = getattr(start.body, kind), getattr(end.body, kind)
    joints = joints_of(start.body), joints_of(end.body)
    return {side: _limb((side, kind), (one[side], two[side]), joints, share) for side in one}


def _limb(
    which: tuple[str, str],
    limbs: tuple[Limb, Limb],
    joints: tuple[Mapping[str, Point], Mapping[str, Point]],
    share: float,
) -> Limb:
    one, two = limbs
    ends = [_end_angle(which, each) for each in joints]
    mixed = Limb(
        bend=one.bend,
        lengths=_both(one.lengths, two.lengths, share),
        end=None if one.end is two.end is None else _turned(ends[0], ends[1], share),
        end_length=_mix(one.end_length, two.end_length, share),
        start=_both(one.start, two.start, share),
    )
    goal = _goal(one.to, two.to, share) if one.bend == two.bend else None
    if goal is not None:
        return replace(mixed, to=goal)
    if one.angles is not None and two.angles is not None:
        first, second = one.angles, two.angles
    else:
        first, second = (_angles(which, each) for each in joints)
    turned = (_turned(a, b, share) for a, b in zip(first, second, strict=True))
    return replace(mixed, angles=(next(turned), next(turned)))


def _goal(one: Place | None, two: Place | None, share: float) -> Place | None:
    if one is None or two is None or len(one) != len(two):
        return None
    if len(one) == 2 and len(two) == 2:  # noqa: PLR2004
        return _both(one, two, share)
    if one[0] == two[0] and len(one) == 3 and len(two) == 3:  # noqa: PLR2004
        return one[0], _mix(one[1], two[1], share), _mix(one[2], two[2], share)
    return None


def _names(which: tuple[str, str]) -> tuple[str, ...]:
    side, kind = which
    parts = ("hip", "knee", "ankle", "toes")
    if kind == "arms":
        parts = ("shoulder", "elbow", "wrist", "fingers")
    return tuple(f"{side}_{part}" for part in parts)


def _angles(which: tuple[str, str], joints: Mapping[str, Point]) -> tuple[float, float]:
    start, middle, end, _ = (joints[name] for name in _names(which))
    return direction(start, middle), direction(middle, end)


def _end_angle(which: tuple[str, str], joints: Mapping[str, Point]) -> float:
    *_, end, tip = (joints[name] for name in _names(which))
    return direction(end, tip)


def _move(raw: Raw, bases: Raw) -> Move:
    """A move from its data: each key tells only how it differs from the move's own pose."""
    pose = _merged(bases["poses"][raw["base"]], raw.get("pose", {}))
    things = bases["things"]
    keys = [_key(each, pose) for each in raw["keys"]]
    if raw.get("swap"):
        keys += [_swapped(each) for each in keys]
    rest = {k: v for k, v in raw.items() if k not in {"base", "pose", "keys", "swap"}}
    for layer in ("behind", "front"):
        rest[layer] = [each for name in rest.get(layer, ()) for each in _things(name, things)]
    move = TypeAdapter(Move).validate_python({"keys": [], **rest})
    return replace(move, keys=tuple(keys))


def _things(each: str | Raw, known: Raw) -> list[Raw]:
    """A thing as it is written, or those of a name."""
    return known[each] if isinstance(each, str) else [each]


def _key(raw: Raw, pose: Raw) -> Key:
    told = {k: raw[k] for k in ("caption", "seconds", "hold") if k in raw}
    changed = {k: v for k, v in raw.items() if k not in told}
    body = _merged(pose, changed)
    neck = body.pop("neck", None)
    if neck is not None:
        body["at"] = hips_below(tuple(neck), tuple(body["spine"]), body.get("trunk", 1))
    return TypeAdapter(Key).validate_python({**told, "body": body, "neck": neck})


def _merged(pose: Raw, change: Raw) -> Raw:
    """A pose with what a key changes; hips and neck replace one another."""
    merged = {**pose, **change}
    if "at" in change:
        merged.pop("neck", None)
    if "neck" in change:
        merged.pop("at", None)
    for kind in ("legs", "arms"):
        limbs = {**pose.get(kind, {}), **dict(_sides(change.get(kind, {}), merged))}
        merged[kind] = dict(sorted(limbs.items(), key=lambda each: _leans(each[1])))
    return merged


def _leans(limb: Raw) -> bool:
    """Whether a limb's end is told by another joint: then that one is placed first."""
    return len(limb.get("to", ())) > 2  # noqa: PLR2004


def _sides(limbs: Raw, pose: Raw) -> Iterator[tuple[str, Raw]]:
    """The limbs by their sides; ``both`` stands for two that do the same."""
    for side, limb in limbs.items():
        if side != "both":
            yield side, limb
        elif pose.get("view", "side") == "side":
            yield "near", limb
            yield "far", _beside(limb)
        else:
            yield "left", limb
            yield "right", _raw_mirrored(limb)


def _beside(limb: Raw) -> Raw:
    if "angles" in limb:
        first, second = limb["angles"]
        return {**limb, "angles": [first + 2, second + 2]}
    *name, right, down = limb["to"]
    return {**limb, "to": [*name, right + FAR[0], down + FAR[1]]}


def _raw_mirrored(limb: Raw) -> Raw:
    mirrored = _mirrored(TypeAdapter(Limb).validate_python(limb))
    named = {"to": mirrored.to, "angles": mirrored.angles, "end": mirrored.end}
    return {**limb, **named, "bend": mirrored.bend}


def _mirrored(limb: Limb) -> Limb:
    """A limb of the other side, seen from the front: left and right of the middle change."""
    first, second = limb.angles or (0, 0)
    return replace(
        limb,
        angles=None if limb.angles is None else (180 - first, 180 - second),
        to=None if limb.to is None else _place_mirrored(limb.to),
        bend=1 if limb.bend == -1 else -1,
        end=None if limb.end is None else 180 - limb.end,
        start=(-limb.start[0], limb.start[1]),
    )


def _place_mirrored(place: Place) -> Place:
    if len(place) == 2:  # noqa: PLR2004
        return -place[0], place[1]
    return _other_name(place[0]), -place[1], place[2]


def _other_name(name: str) -> str:
    side, _, part = name.partition("_")
    return f"{OTHER[side]}_{part}" if side in OTHER else name


def _swapped(key: Key) -> Key:
    """The same position with left and right changed."""
    body = key.body
    if body.view == "side":
        legs = {OTHER[side]: _renamed(limb) for side, limb in body.legs.items()}
        arms = {OTHER[side]: _renamed(limb) for side, limb in body.arms.items()}
        return replace(key, body=replace(body, legs=legs, arms=arms), is_other_side=True)
    legs = {OTHER[side]: _mirrored(limb) for side, limb in body.legs.items()}
    arms = {OTHER[side]: _mirrored(limb) for side, limb in body.arms.items()}
    turned = replace(
        body,
        at=(-body.at[0], body.at[1]),
        spine=(180 - body.spine[0], 180 - body.spine[1]),
        head=180 - body.head,
        legs=legs,
        arms=arms,
        order=tuple(_other_name(each) for each in body.order),
    )
    return replace(key, body=turned, is_other_side=True)


def _renamed(limb: Limb) -> Limb:
    if limb.to is None or len(limb.to) == 2:  # noqa: PLR2004
        return limb
    return replace(limb, to=(_other_name(limb.to[0]), limb.to[1], limb.to[2]))
