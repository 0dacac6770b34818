"""Filmed sessions as pages get them: the synthetic runner's own values, with made intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from stridewell.adapters.kept_videos import KeptVideos
from stridewell.app.desk import Desk
from stridewell.app.gait_report import GaitReport
from stridewell.app.gait_shelf import GaitVersions
from stridewell.app.gait_tools import HowFilmed, Progress
from stridewell.errors import FileRefusedError
from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.contact_model import ContactModel
from stridewell.gait.contacts import ContactSeries, NotMeasured
from stridewell.gait.findings import judge
from stridewell.gait.judged import Circumstances
from stridewell.gait.keypoints import Filmed, Keypoints, OnFilm, Stated, View
from stridewell.gait.measured import Difference, Drift, Measured, StepValue
from stridewell.gait.session import KIND, merge
from stridewell.simulate.gait import GaitTruth, Sided, SyntheticClip, synthetic_runner
from stridewell.values.anatomy import Side
from stridewell.values.evidence import FactTable, State
from web_app import KNOWLEDGE, desk_of

HALF: Mapping[str, float] = {"deg": 1.6, "ms": 9.0, "mm": 11.0, "spm": 0.4, "%": 0.8}
"""Half the interval of a value by its unit."""
EVEN_DROP, LARGE_DROP = 6.0, 17.0
AT = datetime(2026, 5, 10, 9, tzinfo=UTC)


@cache
def filmed(view: View, right_drop: float = LARGE_DROP, rate_hz: float = 60.0) -> SyntheticClip:
    """Twelve seconds of a runner whose pelvis drops over the right leg."""
    truth = GaitTruth(
        speed_mps=2.8,
        step_rate_spm=162,
        contact_time_ms=Sided(262, 254),
        pelvic_drop_peak_deg=Sided(EVEN_DROP, right_drop),
    )
    return synthetic_runner(truth, view=view, rate_hz=rate_hz, duration_s=12, seed=1)


@cache
def clip_of(view: View, right_drop: float = LARGE_DROP) -> ClipAnalysis:
    """The clip as if everything in it had been measured exactly."""
    clip = filmed(view, right_drop)
    measured = tuple(_measured(clip, view))
    none = np.zeros(clip.clean.frames, dtype=np.bool_)
    return ClipAnalysis(
        seen=replace(clip.keypoints, film=None if view is View.SPACE else _on_film(view)),
        shown=clip.clean,
        contacts=ContactSeries(tuple(clip.contacts), 162.0, 0.3, "as made"),
        measured=measured,
        differences=tuple(_differences(measured)),
        drifts=(Drift("trunk_lean_deg", None, 2.1, "deg", 0.6, 3.6),),
        refused=(NotMeasured("heel_whip_deg", "the heels were hidden", "Film in shorts."),),
        stated=(Stated("frame rate", "60 a second", "from the times of the film"),),
        swapped=none,
        untrusted={Side.LEFT: none, Side.RIGHT: none},
    )


def _on_film(view: View) -> OnFilm:
    """A film that begins with the clip and plays as fast as life."""
    return OnFilm(0.0, 1.0, mirrored=view is View.LEFT)


def _measured(clip: SyntheticClip, view: View) -> Sequence[Measured]:
    found = []
    for (metric, side), value in clip.values.items():
        spec = KNOWLEDGE.gait.metrics.get(metric)
        if spec is None or KIND[view] not in spec.views:
            continue
        steps = tuple(
            StepValue(each.t_s, each.value)
            for each in clip.steps
            if (each.metric, each.side) == (metric, side)
        )
        half = HALF[spec.unit]
        found.append(
            Measured(metric, value, spec.unit, side, value - half, value + half, len(steps), steps)
        )
    return found


def _differences(measured: Sequence[Measured]) -> Sequence[Difference]:
    left = {each.id: each for each in measured if each.side is Side.LEFT}
    right = {each.id: each for each in measured if each.side is Side.RIGHT}
    return [
        Difference(
            metric,
            left[metric].value - right[metric].value,
            left[metric].unit,
            left[metric].value - right[metric].value - HALF[left[metric].unit],
            left[metric].value - right[metric].value + HALF[left[metric].unit],
        )
        for metric in left
        if metric in right
    ]


def report_of(
    views: Sequence[View] = (View.LEFT, View.RIGHT, View.REAR),
    facts: Sequence[str] = ("pain_lat_hip",),
    right_drop: float = LARGE_DROP,
    number: int | None = 1,
) -> GaitReport:
    """A session of these views, judged with what was told; the drop was seen on another day."""
    session = merge([clip_of(view, right_drop) for view in views], KNOWLEDGE.gait.metrics)
    seen = Circumstances(
        facts=FactTable(dict.fromkeys(facts, State.PRESENT), {}),
        speed_mps=2.8,
        seen_before=frozenset({("gait_pelvic_drop_high", Side.RIGHT)}),
    )
    return GaitReport(
        session=session,
        filmed=Filmed(height_m=1.7, speed_mps=2.8, treadmill=True),
        names=tuple(f"{view.value}.mp4" for view in views),
        videos=tuple(None for _ in views),
        judged=judge(session.measured, session.differences, seen, KNOWLEDGE.gait, KNOWLEDGE.around),
        at=AT,
        versions=GaitVersions("1", "2", "3"),
        number=number,
    )


class FilmReader:
    """Reads the synthetic runner from the view that was told; what the file says decides the rest.

    A file that says ``nobody`` is refused. ``wait`` is called between frames.
    """

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.asked: list[HowFilmed] = []
        self.wait: Callable[[], None] = lambda: None

    def __call__(self, path: Path, how: HowFilmed, progress: Progress, /) -> Keypoints:
        """The clip."""
        self.asked.append(how)
        if path.read_bytes() == b"nobody":
            raise FileRefusedError("Nobody is in the film.", "Film yourself.")
        progress(5, 10)
        self.wait()
        progress(10, 10)
        return filmed(how.view or View.SPACE).keypoints


@dataclass(frozen=True, slots=True)
class Model:
    """Stands for the model of contacts, which nobody asks here."""

    version: str = "3"


@contextmanager
def film_desk(
    folder: Path, monkeypatch: pytest.MonkeyPatch, url: str = "memory://"
) -> Iterator[tuple[Desk, FilmReader]]:
    """A desk whose films show the synthetic runner, measured exactly and at once."""
    monkeypatch.setattr("stridewell.app.gait_lab.analyse_clip", lambda raw, *_: clip_of(raw.view))
    with desk_of(url=url) as plain:
        reader = FilmReader()
        tools = replace(
            plain.gait,
            read=reader,
            videos=KeptVideos(folder / "videos"),
            contacts=cast("Callable[[], ContactModel]", Model),
            is_video=lambda path: path.suffix == ".mp4",
            reads_video=True,
        )
        yield replace(plain, gait=tools), reader
