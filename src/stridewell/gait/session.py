"""Several clips of one run as one session: of each value the clip that shows it best counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import TypeAlias

from stridewell.gait.clip import WHOLE, ClipAnalysis
from stridewell.gait.contacts import NotMeasured
from stridewell.gait.keypoints import Stated, View
from stridewell.gait.measured import Difference, Drift, Measured
from stridewell.knowledge.gait import MetricSpec
from stridewell.values.anatomy import Side

Key: TypeAlias = tuple[str, Side | None]
"""A metric and its side; None for the whole runner."""

KIND = {View.LEFT: "side", View.RIGHT: "side", View.REAR: "rear", View.SPACE: "space"}
"""A view as the knowledge of metrics calls it."""
BALANCE, CONTACT, STEP_RATE = "contact_balance_left_pct", "contact_time_ms", "step_rate_spm"
SAME_RHYTHM_SHARE = 0.02
"""Two clips are of the same running where their step rates differ by no more than this share."""
CLIP_TO_CLIP_SHARE = 0.01
"""How much a contact time may change from one clip to the next by chance, 90 % (an estimate)."""

TIMES = frozenset({CONTACT, "flight_time_ms", "duty_factor_pct", BALANCE})
"""The metrics that are made of the moments of contact alone."""
ACROSS_CLIPS = (TIMES - {BALANCE}) | {"knee_flexion_at_contact_deg", "knee_flexion_peak_deg"}
"""What can be compared between a clip from the left and one from the right.

Times need no camera angle, and the knee is measured between thigh and shank. Angles against the
vertical change with a camera that hangs askew, lengths with its distance.
"""

COMPARED = Stated(
    "left and right",
    "each from its own clip",
    "times and knee angles are compared between the clips; angles against the vertical and "
    "lengths are not, since a camera held a little askew makes the same difference",
)


@dataclass(frozen=True, slots=True, eq=False)
class GaitSession:
    """What several clips come to together.

    ``clip_of`` tells from which clip a value is, by metric and side; a value from two clips has
    no entry. ``stated`` holds what was decided in putting the clips together.
    """

    clips: tuple[ClipAnalysis, ...]
    measured: tuple[Measured, ...]
    differences: tuple[Difference, ...]
    drifts: tuple[Drift, ...]
    refused: tuple[NotMeasured, ...]
    stated: tuple[Stated, ...]
    clip_of: Mapping[Key, int]

    def value(self, metric: str, side: Side | None = None) -> Measured | None:
        """One metric of one side, or of the whole runner; None where it was not measured."""
        return next((m for m in self.measured if (m.id, m.side) == (metric, side)), None)

    def difference(self, metric: str) -> Difference | None:
        """Left minus right of a metric; None where the two cannot be compared."""
        return next((each for each in self.differences if each.id == metric), None)

    @property
    def withheld(self) -> Side | None:
        """A leg of which nothing is measured, or both, since no clip could tell them."""
        shown = {each.side for each in self.measured}
        hidden = [
            side
            for side in (Side.LEFT, Side.RIGHT)
            if side not in shown and any(clip.withheld in {side, Side.BOTH} for clip in self.clips)
        ]
        return hidden[0] if len(hidden) == 1 else Side.BOTH if hidden else None

    @property
    def all_stated(self) -> tuple[Stated, ...]:
        """What was worked out about each clip, each thing once, then about the session."""
        said = dict.fromkeys(each for clip in self.clips for each in clip.stated)
        return (*said, *self.stated)


def merge(clips: Sequence[ClipAnalysis], metrics: Mapping[str, MetricSpec]) -> GaitSession:
    """One session of clips of the same runner at the same speed on the same day.

    ``metrics`` tell from where each of them can be seen.
    """
    best = _best(clips)
    measured = {key: found for key, (_, found) in best.items()}
    clip_of = {key: number for key, (number, _) in best.items()}
    stated: list[Stated] = []
    across = _across(clips, clip_of, stated)
    compared = (*_own(clips, clip_of), *_differences(measured, across))
    if CONTACT in across:
        measured[BALANCE, None] = _balance(measured)
        clip_of.pop((BALANCE, None), None)
    return GaitSession(
        clips=tuple(clips),
        measured=tuple(measured.values()),
        differences=compared,
        drifts=tuple(_drifts(clips, clip_of)),
        refused=tuple(_refused(clips, measured, metrics)),
        stated=tuple(stated),
        clip_of=clip_of,
    )


def _best(clips: Sequence[ClipAnalysis]) -> dict[Key, tuple[int, Measured]]:
    """Each value from the clip that shows its side nearest, then from the most certain."""
    found: dict[Key, tuple[int, Measured]] = {}
    for number, clip in enumerate(clips):
        for each in clip.measured:
            key = (each.id, each.side)
            held = found.get(key)
            if held is None or _order(clip, each) < _order(clips[held[0]], held[1]):
                found[key] = (number, each)
    return found


def _order(clip: ClipAnalysis, found: Measured) -> tuple[int, float, int]:
    far = not _is_near(clip, found.side)
    # the moments of contact are told best from the side, even of the far leg
    from_behind = found.id in TIMES and not clip.view.shows_side
    return (2 if from_behind else int(far), found.high - found.low, -found.n_steps)


def _is_near(clip: ClipAnalysis, side: Side | None) -> bool:
    """Whether a side is next to the camera of a clip."""
    return side is None or clip.view.near in {side, Side.BOTH}


def _own(clips: Sequence[ClipAnalysis], clip_of: Mapping[Key, int]) -> Iterator[Difference]:
    """The differences of clips from which both sides of the session are."""
    for number, clip in enumerate(clips):
        for each in clip.differences:
            if {clip_of.get((each.id, side)) for side in (Side.LEFT, Side.RIGHT)} == {number}:
                yield each


def _across(
    clips: Sequence[ClipAnalysis], clip_of: Mapping[Key, int], stated: list[Stated]
) -> frozenset[str]:
    """The metrics whose sides come from two clips that can be compared; says so, or why not."""
    pairs = {
        metric: (clip_of[metric, Side.LEFT], clip_of[metric, Side.RIGHT])
        for metric, side in clip_of
        if side is Side.LEFT and (metric, Side.RIGHT) in clip_of
    }
    apart = {metric: pair for metric, pair in pairs.items() if pair[0] != pair[1]}
    if not apart:
        return frozenset()
    alike = {metric: pair for metric, pair in apart.items() if _are_both_sides(clips, pair)}
    if not alike:
        stated.append(_not_compared("the legs are not each from a clip of their own side"))
    elif not all(_same_rhythm(clips, pair) for pair in alike.values()):
        stated.append(
            _not_compared(
                "the two clips show another step rate, so they are not of the same running"
            )
        )
    else:
        stated.append(COMPARED)
        return frozenset(alike) & ACROSS_CLIPS
    return frozenset()


def _are_both_sides(clips: Sequence[ClipAnalysis], pair: tuple[int, int]) -> bool:
    """Whether two clips show one leg each from its own side."""
    return {clips[number].view for number in pair} == {View.LEFT, View.RIGHT}


def _not_compared(because: str) -> Stated:
    return Stated("left and right", "not compared", because)


def _same_rhythm(clips: Sequence[ClipAnalysis], pair: tuple[int, int]) -> bool:
    rates = [clips[number].contacts.step_rate_spm for number in pair]
    left, right = rates
    if left is None or right is None:
        return False
    return abs(left - right) <= SAME_RHYTHM_SHARE * (left + right) / 2


def _differences(measured: Mapping[Key, Measured], across: Iterable[str]) -> Iterator[Difference]:
    """Left minus right of values from two clips, with what changes from clip to clip."""
    for metric in sorted(across):
        left, right = measured[metric, Side.LEFT], measured[metric, Side.RIGHT]
        value, half = left.value - right.value, hypot(*_halves(left, right))
        yield Difference(metric, value, left.unit, value - half, value + half)


def _halves(left: Measured, right: Measured) -> tuple[float, float, float]:
    """Half the intervals of both sides, and half of what may change between two clips."""
    change = CLIP_TO_CLIP_SHARE * (abs(left.value) + abs(right.value)) / 2
    return ((left.high - left.low) / 2, (right.high - right.low) / 2, change)


def _balance(measured: Mapping[Key, Measured]) -> Measured:
    """The share of the left foot in the time on the ground, each foot from its own clip."""
    left, right = measured[CONTACT, Side.LEFT], measured[CONTACT, Side.RIGHT]
    whole = left.value + right.value
    share = 100 * left.value / whole
    left_half, right_half, change = _halves(left, right)
    # the slopes of the share in the two times
    half = 100 * hypot(right.value * left_half, left.value * right_half) / whole**2
    half = hypot(half, 100 * change * right.value / whole**2)
    steps = min(left.n_steps, right.n_steps)
    return Measured(BALANCE, share, "%", None, share - half, share + half, steps)


def _drifts(clips: Sequence[ClipAnalysis], clip_of: Mapping[Key, int]) -> Iterator[Drift]:
    for number, clip in enumerate(clips):
        yield from (each for each in clip.drifts if clip_of.get((each.id, each.side)) == number)


def _refused(
    clips: Sequence[ClipAnalysis],
    measured: Mapping[Key, Measured],
    metrics: Mapping[str, MetricSpec],
) -> Iterator[NotMeasured]:
    """What no clip gave, each with the reason of the clip that should have shown it."""
    best: dict[Key, tuple[int, NotMeasured]] = {}
    for clip in clips:
        for each in clip.refused:
            if _is_given(each, measured):
                continue
            fit = _fit(clip, each, metrics)
            held = best.get((each.metric, each.side))
            if held is None or fit < held[0]:
                best[each.metric, each.side] = (fit, each)
    yield from (each for _, each in best.values())


def _is_given(refused: NotMeasured, measured: Mapping[Key, Measured]) -> bool:
    """Whether another clip gave what one refused; of a whole leg or clip, anything of it."""
    sides = {side for _, side in measured}
    if refused.metric == WHOLE:
        asked = {Side.LEFT, Side.RIGHT} if refused.side is Side.BOTH else {refused.side}
        return bool(sides) if refused.side is None else asked <= sides
    if refused.side is None:
        return any(metric == refused.metric for metric, _ in measured)
    return (refused.metric, refused.side) in measured


def _fit(clip: ClipAnalysis, refused: NotMeasured, metrics: Mapping[str, MetricSpec]) -> int:
    """How well a clip is placed to show a metric; 0 is best."""
    spec = metrics.get(refused.metric)
    shows = spec is None or KIND[clip.view] in spec.views
    return 2 * (not shows) + (not _is_near(clip, refused.side))
