"""What programs get of kept sessions, and of what changed between two."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from stridewell.app.gait_compare import Change, Comparison
from stridewell.app.gait_contract import VALUE_DECIMALS
from stridewell.app.gait_shelf import StoredSession


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class SessionOut(_Out):
    """A kept session as a list shows it."""

    number: int
    at: str
    speed_mps: float | None
    views: list[str]
    files: list[str]
    video_kept: bool
    step_rate_spm: float | None


class SessionsOut(_Out):
    """Every kept session, the newest first."""

    sessions: list[SessionOut]


class ChangeOut(_Out):
    """One metric in both sessions; ``verdict`` is changed, chance or not_comparable."""

    id: str
    side: str | None
    unit: str
    earlier: float
    later: float
    change: float
    interval: tuple[float, float]
    least: float
    verdict: str


class ComparisonOut(_Out):
    """What changed from the earlier session to the later one."""

    earlier: int | None
    later: int | None
    remarks: list[str]
    changes: list[ChangeOut]


def sessions_out(sessions: Sequence[StoredSession]) -> SessionsOut:
    """The list of sessions in the shape that is promised to programs."""
    return SessionsOut(sessions=[_session(each) for each in sessions])


def comparison_out(found: Comparison) -> ComparisonOut:
    """A comparison in the shape that is promised to programs."""
    return ComparisonOut(
        earlier=found.earlier.number,
        later=found.later.number,
        remarks=list(found.remarks),
        changes=[_change(each) for each in found.changes],
    )


def _session(stored: StoredSession) -> SessionOut:
    speed = stored.filmed.speed_mps
    rates = [each.value for each in stored.summary.measured if each.id == "step_rate_spm"]
    return SessionOut(
        number=stored.id,
        at=stored.at.isoformat(),
        speed_mps=None if speed is None else _rounded(speed),
        views=[each.view for each in stored.clips],
        files=[each.name for each in stored.clips],
        video_kept=any(each.video is not None for each in stored.clips),
        step_rate_spm=_rounded(rates[0]) if rates else None,
    )


def _change(change: Change) -> ChangeOut:
    return ChangeOut(
        id=change.id,
        side=None if change.side is None else change.side.value,
        unit=change.unit,
        earlier=_rounded(change.earlier),
        later=_rounded(change.later),
        change=_rounded(change.value),
        interval=(_rounded(change.low), _rounded(change.high)),
        least=_rounded(change.least),
        verdict=change.verdict.value,
    )


def _rounded(value: float) -> float:
    return round(value, VALUE_DECIMALS)
