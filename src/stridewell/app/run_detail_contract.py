"""What programs get of one run: its numbers, what it did beyond them, its parts and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from stridewell.activity.exposure import RunExposure
from stridewell.app.importing.records import ToldSource
from stridewell.app.run_contract import DECIMALS, RunOut, run_out
from stridewell.app.run_splits import Split
from stridewell.app.run_streams import Stretch
from stridewell.app.run_view import RunView

_EXPOSURE = TypeAdapter(RunExposure)


class SplitOut(BaseModel):
    """A kilometre, or five minutes where nobody measured distance; pauses left out."""

    model_config = ConfigDict(frozen=True)

    number: int
    distance_m: float | None
    seconds: float
    pace_s_km: float | None
    means: dict[str, float]


class StretchOut(BaseModel):
    """A pause or a walk: seconds since the start, and metres along the way where measured."""

    model_config = ConfigDict(frozen=True)

    from_s: float
    to_s: float
    from_m: float | None
    to_m: float | None


class JumpOut(BaseModel):
    """How far the run jumped beyond the longest run of the days before it."""

    model_config = ConfigDict(frozen=True)

    increase_percent: float | None
    longest_before_m: float | None
    spike_class: str
    text: str


class IssueOut(BaseModel):
    """A problem in a file: where it is, what is wrong, and what may be done; severity in a word."""

    model_config = ConfigDict(frozen=True)

    severity: str
    where: str
    text: str
    remedy: str


class ToldOut(BaseModel):
    """What was told of a file when it came in; ``more`` counts what was not kept."""

    model_config = ConfigDict(frozen=True)

    file: str
    issues: list[IssueOut]
    more: int


class RunDetailOut(BaseModel):
    """One run in full; null where the file has no measurement, never 0."""

    model_config = ConfigDict(frozen=True)

    run: RunOut
    title: str | None
    shoe: str | None
    jump: JumpOut | None
    exposure: dict[str, Any] | None
    splits: list[SplitOut]
    pauses: list[StretchOut]
    walks: list[StretchOut]
    remarks: list[str]
    told: list[ToldOut]
    devices: list[dict[str, str]]
    channel_sources: dict[str, str]
    app_notes: dict[str, Any]


def run_detail_out(view: RunView) -> RunDetailOut:
    """A run in the shape that is promised to programs."""
    found, exposure = view.found, view.exposure
    return RunDetailOut(
        run=run_out(found.run),
        title=found.run.notes.title or None,
        shoe=None if found.shoe is None else found.shoe.name,
        jump=None
        if found.jump is None
        else JumpOut(
            increase_percent=_rounded(found.jump.increase_percent),
            longest_before_m=found.jump.longest_before_m,
            spike_class=found.jump.spike_class.value,
            text=found.jump.reason.text,
        ),
        exposure=None
        if exposure is None
        else _all_rounded(_EXPOSURE.dump_python(exposure, mode="json")),
        splits=[_split(each) for each in view.splits],
        pauses=[_stretch(each) for each in view.pauses],
        walks=[_stretch(each) for each in view.walks],
        remarks=list(view.remarks),
        told=list(_told(view.told)),
        devices=[asdict(each) for each in view.devices],
        channel_sources=dict(view.sources),
        app_notes={name: told for name, told in asdict(found.run.notes).items() if told},
    )


def _told(sources: Iterable[ToldSource]) -> Iterator[ToldOut]:
    """The files of which something was told."""
    for each in sources:
        if each.told is not None and each.told.issues:
            issues = [IssueOut(**asdict(issue)) for issue in each.told.issues]
            yield ToldOut(file=each.origin.path, issues=issues, more=each.told.more)


def _split(split: Split) -> SplitOut:
    return SplitOut(
        number=split.number,
        distance_m=_rounded(split.distance_m),
        seconds=round(split.seconds, DECIMALS),
        pace_s_km=_rounded(split.pace_s_km),
        means={channel.value: round(mean, DECIMALS) for channel, mean in split.means.items()},
    )


def _stretch(stretch: Stretch) -> StretchOut:
    return StretchOut(
        from_s=round(stretch.from_s, DECIMALS),
        to_s=round(stretch.to_s, DECIMALS),
        from_m=_rounded(stretch.from_m),
        to_m=_rounded(stretch.to_m),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _all_rounded(told: Mapping[str, Any]) -> dict[str, Any]:
    """Plain data with every number rounded, at any depth."""
    return {name: _plain(value) for name, value in told.items()}


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, DECIMALS)
    return _all_rounded(value) if isinstance(value, Mapping) else value
