"""What programs get: one run with everything its watch measured, units in the names."""

from __future__ import annotations

from dataclasses import asdict

from pydantic import BaseModel, ConfigDict

from stridewell.app.ports import StoredRun

DECIMALS = 3
"""Finer than any watch measures; more digits would only look exact."""


class RunOut(BaseModel):
    """One run; null where the file has no measurement, never 0.

    ``step_rate_spm`` counts steps of both feet; ``contact_balance_left_pct`` is the left foot's
    share of ground contact; ``duration_s`` leaves pauses out, ``elapsed_s`` counts them.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    start: str
    sport: str
    sub_sport: str
    duration_s: float
    elapsed_s: float
    distance_m: float | None
    steps: int | None
    step_rate_spm: float | None
    contact_time_ms: float | None
    contact_time_source: str | None
    contact_balance_left_pct: float | None
    vertical_oscillation_mm: float | None
    vertical_ratio_pct: float | None
    step_length_mm: float | None
    power_w: float | None
    heart_rate_bpm: float | None
    ascent_m: float | None
    descent_m: float | None
    files: list[str]


def run_out(run: StoredRun) -> RunOut:
    """A stored run in the shape that is promised to programs."""
    measured = {name: _rounded(value) for name, value in asdict(run.summary).items()}
    measured["start"] = run.summary.start.isoformat()
    files = [origin.path for origin in run.origins]
    return RunOut.model_validate({**measured, "id": run.id, "files": files})


def _rounded(value: object) -> object:
    return round(value, DECIMALS) if isinstance(value, float) else value
