"""One runner out of the people that a pose model saw in each frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from stridewell.errors import NoRunnerError, SeveralRunnersError
from stridewell.gait.keypoints import Floats, Stated

NEAR_SHARE = 0.4
NEAR_PER_FRAME = 0.05
NEAR_AT_MOST = 1.2
"""How far someone may be from where they were, as shares of their height: at once, more for each
frame in which they were missed, and at most."""

SIZE_WEIGHT = 0.5
SEEN_SHARE = 0.3
RIVAL_SIZE = 0.7
"""Someone seen in so many of the runner's frames, and at least so large, might be the runner."""

MOVING_SHARE = 0.03
"""How far a runner's ankles swing about the body, as a share of their height; bystanders do not."""

MEETING_SHARE = 0.6
TWICE_SHARE = 0.05
"""Two people whose points lie this near, as a share of their height, are one found twice."""

FEWEST_POINTS = 4


_Seen: TypeAlias = tuple[Floats, float, Floats]
"""The middle of someone in a frame, their height, and their points."""


@dataclass(slots=True)
class _Track:
    """Someone followed over frames: where they were last, and what was seen of them."""

    centre: Floats
    size: float
    last: int
    seen: dict[int, Floats] = field(default_factory=dict)

    def cost(self, frame: int, centre: Floats, size: float) -> float:
        """How unlike this person someone is; above 1 they cannot be the same."""
        allowed = min(NEAR_AT_MOST, NEAR_SHARE + NEAR_PER_FRAME * (frame - self.last - 1))
        apart = float(np.linalg.norm(centre - self.centre)) / self.size / allowed
        return apart + SIZE_WEIGHT * abs(float(np.log(size / self.size)))

    def add(self, frame: int, centre: Floats, size: float, person: Floats) -> None:
        """Follow them into a frame."""
        self.centre, self.last = centre, frame
        self.size += 0.1 * (size - self.size)
        self.seen[frame] = person


def the_runner(people: Sequence[Sequence[Floats]]) -> tuple[Floats, tuple[Stated, ...]]:
    """The runner's points (frames, points, 3: x, y, confidence); NaN where they were not seen.

    People are followed from frame to frame by where they are, since their order changes; the one
    seen longest and largest whose legs move is the runner.

    Raises:
        NoRunnerError: nobody is seen.
        SeveralRunnersError: two people of like size run past each other.
    """
    tracks = _followed(people)
    if not tracks:
        raise NoRunnerError(
            "Nobody is seen in any frame.", "Check that the runner is in the picture and well lit."
        )
    ranked = sorted(tracks, key=_weight, reverse=True)
    runner = ranked[0]
    rivals = [each for each in ranked[1:] if _is_rival(each, runner)]
    if any(_meet(runner, each) for each in rivals):
        raise SeveralRunnersError(
            "Two people of like size run past each other, and nothing tells who is who.",
            "Cut the file to a stretch with one runner, or film again with one.",
        )
    points = next(iter(runner.seen.values())).shape[0]
    out = np.full((len(people), points, 3), np.nan)
    for frame, person in runner.seen.items():
        out[frame] = person
    return out, _stated(people, runner)


def _stated(people: Sequence[Sequence[Floats]], runner: _Track) -> tuple[Stated, ...]:
    most = max(len(each) for each in people)
    if most <= 1 and len(runner.seen) == sum(len(each) for each in people):
        return ()
    because = f"the largest whose legs run, followed through {len(runner.seen):,} frames"
    return (Stated("runner", "one of several people", because),)


def _followed(people: Sequence[Sequence[Floats]]) -> list[_Track]:
    tracks: list[_Track] = []
    for frame, persons in enumerate(people):
        measured = [(*_where(person), person) for person in persons]
        there = _once([each for each in measured if each[1] > 0])
        costs = sorted(
            (track.cost(frame, centre, size), t, p)
            for t, track in enumerate(tracks)
            for p, (centre, size, _) in enumerate(there)
        )
        taken: set[int] = set()
        used: set[int] = set()
        for cost, t, p in costs:
            if cost <= 1 and t not in used and p not in taken:
                tracks[t].add(frame, *there[p])
                used.add(t)
                taken.add(p)
        for p, (centre, size, person) in enumerate(there):
            if p not in taken:
                tracks.append(_Track(centre, size, frame, {frame: person}))
    return tracks


def _once(there: list[_Seen]) -> list[_Seen]:
    """The same without those who were found twice: the one of whom more is seen stays."""
    kept: list[_Seen] = []
    for each in sorted(there, key=lambda seen: -float(seen[2][:, 2].sum())):
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return kept


def _same(one: _Seen, other: _Seen) -> bool:
    both = (one[2][:, 2] > 0) & (other[2][:, 2] > 0)
    if not both.any():
        return False
    apart = np.linalg.norm(one[2][both, :2] - other[2][both, :2], axis=1)
    return float(np.median(apart)) < TWICE_SHARE * max(one[1], other[1])


def _where(person: Floats) -> tuple[Floats, float]:
    """The middle of someone's points and their height in the picture; height 0 for nobody."""
    seen = person[:, 2] > 0
    if seen.sum() < FEWEST_POINTS:
        return np.zeros(2), 0.0
    places = person[seen, :2]
    return places.mean(axis=0), float(np.ptp(places, axis=0).max())


def _weight(track: _Track) -> float:
    return len(track.seen) * track.size * min(1.0, _movement(track) / MOVING_SHARE + 0.1)


def _movement(track: _Track) -> float:
    """How far a usual point moves about the middle of the body, as a share of the height."""
    stacked = np.stack(list(track.seen.values()))
    places = np.where(stacked[:, :, 2:] > 0, stacked[:, :, :2], np.nan)
    seen = np.isfinite(places[:, :, 0])
    usual = seen.sum(axis=0) > len(stacked) / 2
    whole = places[:, usual][seen[:, usual].all(axis=1)]
    if len(whole) <= 1 or not usual.any():
        return 0.0
    about = whole - np.median(whole, axis=1, keepdims=True)
    return float(np.max(np.std(about, axis=0))) / track.size


def _is_rival(track: _Track, runner: _Track) -> bool:
    return (
        len(track.seen) >= SEEN_SHARE * len(runner.seen)
        and track.size >= RIVAL_SIZE * runner.size
        and _movement(track) >= MOVING_SHARE
    )


def _meet(one: _Track, other: _Track) -> bool:
    """Whether two people come so near that they may have been exchanged."""
    both = one.seen.keys() & other.seen.keys()
    apart = [
        float(np.linalg.norm(_where(one.seen[each])[0] - _where(other.seen[each])[0]))
        for each in both
    ]
    return bool(apart) and min(apart) < MEETING_SHARE * one.size
