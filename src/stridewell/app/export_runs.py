"""Everything about the runs as plain tables: runs, loads, days, check-ins, shoes, walking."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Generic, TypeVar

import numpy as np

from stridewell.activity.exposure import GradeClass, RunExposure, Surface
from stridewell.activity.strides import RunSummary
from stridewell.activity.track import Activity, Channel
from stridewell.activity.walking import WalkingDay
from stridewell.app.desk import Desk
from stridewell.app.load_ledger import load_ledger
from stridewell.app.ports import CheckIn
from stridewell.app.run_archive import Archive, ArchivedRun, read_archive
from stridewell.app.tables import Cell, CellKind, Table, TableColumn
from stridewell.plan.shoes import Shoe
from stridewell.training_load.equivalent import EquivalentKm
from stridewell.training_load.ledger_rows import LedgerDay, LedgerRun
from stridewell.training_load.series import LoadKind
from stridewell.training_load.unknown import WhyUnknown

T = TypeVar("T")
DECIMALS = 3
"""Finer than any watch measures."""
DEGREES_DECIMALS = 7
"""A hundredth of a metre on the ground; no satellite knows more."""
PLACES = frozenset({Channel.LATITUDE, Channel.LONGITUDE})
TEXT, WHOLE, NUMBER = CellKind.TEXT, CellKind.WHOLE, CellKind.NUMBER


@dataclass(frozen=True, slots=True)
class _Told(Generic[T]):
    """A column of a table: its name, its kind, and where its cells are read."""

    name: str
    kind: CellKind
    read: Callable[[T], Cell]


def export_tables(desk: Desk, *, samples: bool) -> Iterator[Table]:
    """Every table, one after the other, so that only one is in memory at a time.

    With ``samples`` there is a table ``samples/run-NUMBER`` for each run, positions included.
    """
    archive, ledger = read_archive(desk), load_ledger(desk).ledger
    with desk.store.transaction() as transaction:
        check_ins = transaction.check_ins()
        walking = transaction.walking().days()
    yield _table("runs", RUN_COLUMNS, archive.runs)
    yield _table("run_loads", RUN_LOAD_COLUMNS, ledger.runs)
    yield _table("days", DAY_COLUMNS, ledger.days() if ledger.runs or ledger.pains else ())
    yield _table("check_ins", CHECK_IN_COLUMNS, check_ins)
    yield _table("shoes", _shoe_columns(archive), archive.shoes.shoes)
    yield _table("walking", WALKING_COLUMNS, walking)
    if samples:
        for each in archive.runs:
            with desk.store.transaction() as transaction:
                activity = transaction.samples_of(each.run.id)
            yield samples_table(each.run.id, activity)


def samples_table(run_id: int, activity: Activity) -> Table:
    """Every sample of a run: seconds since its start, and each channel that was measured."""
    recorded = activity.samples
    columns = [TableColumn("time_s", NUMBER, _cells(recorded.time_s.tolist(), DECIMALS))]
    for channel, column in recorded.channels.items():
        if np.isfinite(column).any():
            digits = DEGREES_DECIMALS if channel in PLACES else DECIMALS
            columns.append(TableColumn(channel.value, NUMBER, _cells(column.tolist(), digits)))
    return Table(f"samples/run-{run_id}", tuple(columns))


def _cells(values: Sequence[float], digits: int) -> Sequence[float | None]:
    return [round(each, digits) if np.isfinite(each) else None for each in values]


def _table(name: str, columns: Sequence[_Told[T]], rows: Sequence[T]) -> Table:
    told = (TableColumn(c.name, c.kind, [_rounded(c.read(row)) for row in rows]) for c in columns)
    return Table(name, tuple(told))


def _rounded(cell: Cell) -> Cell:
    return round(cell, DECIMALS) if isinstance(cell, float) else cell


def _summary(name: str, kind: CellKind = NUMBER) -> _Told[ArchivedRun]:
    assert name in RunSummary.__dataclass_fields__
    return _Told(name, kind, lambda each: getattr(each.run.summary, name))


def _exposure(
    name: str, read: Callable[[RunExposure], Cell], kind: CellKind = NUMBER
) -> _Told[ArchivedRun]:
    """A column read from what a run did beyond its summary; unknown until that was worked out."""
    return _Told(
        name, kind, lambda each: None if each.run.exposure is None else read(each.run.exposure)
    )


def _turn(name: str) -> _Told[ArchivedRun]:
    return _exposure(f"turn_{name}", lambda e: None if e.turns is None else getattr(e.turns, name))


def _grade(kind: GradeClass) -> _Told[ArchivedRun]:
    def metres(exposure: RunExposure) -> Cell:
        return None if exposure.grades is None else exposure.grades[kind].distance_m

    return _exposure(f"slope_{kind.value}_m", metres)


def _surface(surface: Surface) -> _Told[ArchivedRun]:
    def metres(exposure: RunExposure) -> Cell:
        nobody_said = 0.0 if exposure.surface_source is not None else None
        return exposure.surfaces_m.get(surface, nobody_said)

    return _exposure(f"ground_{surface.value}_m", metres)


RUN_COLUMNS: tuple[_Told[ArchivedRun], ...] = (
    _Told("id", WHOLE, lambda each: each.run.id),
    _Told("start", CellKind.MOMENT, lambda each: each.run.summary.start.astimezone(UTC)),
    _Told("title", TEXT, lambda each: each.run.notes.title or None),
    _summary("sport", TEXT),
    _summary("sub_sport", TEXT),
    *map(_summary, ("duration_s", "elapsed_s", "distance_m")),
    _summary("steps", WHOLE),
    *map(_summary, ("step_rate_spm", "heart_rate_bpm", "power_w", "ascent_m", "descent_m")),
    _summary("contact_time_ms"),
    _summary("contact_time_source", TEXT),
    *map(_summary, ("contact_balance_left_pct", "vertical_oscillation_mm")),
    *map(_summary, ("vertical_ratio_pct", "step_length_mm")),
    _exposure("running_s", lambda e: e.running_s if e.is_gait_known else None),
    _exposure("walking_s", lambda e: e.walking_s if e.is_gait_known else None),
    _exposure("standing_s", lambda e: e.standing_s if e.is_gait_known else None),
    _exposure("walk_breaks", lambda e: e.walk_breaks if e.is_gait_known else None, WHOLE),
    _exposure("flight_time_ms", lambda e: e.flight_time_ms),
    _exposure("duty_factor_pct", lambda e: e.duty_factor_pct),
    _exposure(
        "balance_sources_left_pct",
        lambda e: json.dumps(dict(e.balance_sources)) if e.balance_sources else None,
        TEXT,
    ),
    *map(_grade, GradeClass),
    _exposure("downhill_m", lambda e: e.downhill_m),
    _exposure("altitude_source", lambda e: e.altitude_source and e.altitude_source.value, TEXT),
    *map(_surface, Surface),
    _exposure("ground_source", lambda e: e.surface_source and e.surface_source.value, TEXT),
    *map(_turn, ("measured_m", "left_deg", "right_deg", "tight_left_m", "tight_right_m")),
    _exposure(
        "track_direction",
        lambda e: e.turns.track_direction.value if e.turns and e.turns.track_direction else None,
        TEXT,
    ),
    _turn("oval_m"),
    _exposure("peak_force_bw", lambda e: None if e.force is None else e.force.median_bw),
    _exposure("peak_force_source", lambda e: None if e.force is None else e.force.source, TEXT),
    _Told("jump_pct", NUMBER, lambda each: each.jump.increase_percent if each.jump else None),
    _Told("jump_class", TEXT, lambda each: each.jump.spike_class.value if each.jump else None),
    _Told("shoe", TEXT, lambda each: each.shoe.name if each.shoe else None),
    _Told("app_gear", TEXT, lambda each: each.run.notes.gear or None),
    _Told("app_effort", NUMBER, lambda each: each.run.notes.perceived_exertion),
    _Told("files", TEXT, lambda each: " | ".join(origin.path for origin in each.run.origins)),
)

CHECK_IN_COLUMNS: tuple[_Told[CheckIn], ...] = (
    _Told("at", CellKind.MOMENT, lambda each: each.at.astimezone(UTC)),
    _Told("pain_now", WHOLE, lambda each: each.pain_now),
    _Told("pain_worst_yesterday", WHOLE, lambda each: each.pain_worst_yesterday),
    _Told("pain_during_run", WHOLE, lambda each: each.pain_during_run),
    _Told("settled_within_24_h", CellKind.FLAG, lambda each: each.settled_within_24_h),
    _Told("side", TEXT, lambda each: each.side),
    _Told("stiffness_min", WHOLE, lambda each: each.stiffness_min),
    _Told("sleep_h", NUMBER, lambda each: each.sleep_h),
    _Told("stress", WHOLE, lambda each: each.stress),
    _Told("woke_at_night", CellKind.FLAG, lambda each: each.woke_at_night),
    _Told("limp", CellKind.FLAG, lambda each: each.limp),
    _Told("note", TEXT, lambda each: each.note or None),
)


WALKING_COLUMNS: tuple[_Told[WalkingDay], ...] = (
    _Told("day", CellKind.DAY, lambda each: each.day),
    _Told("source", TEXT, lambda each: each.source),
    _Told("asymmetry_pct", NUMBER, lambda each: each.asymmetry_pct),
    _Told("double_support_pct", NUMBER, lambda each: each.double_support_pct),
    _Told("step_length_mm", NUMBER, lambda each: each.step_length_mm),
    _Told("steadiness_pct", NUMBER, lambda each: each.steadiness_pct),
    _Told("measurements", WHOLE, lambda each: each.measurements),
)


def _equivalent(name: str) -> _Told[LedgerRun]:
    def km(run: LedgerRun) -> Cell:
        found = run.equivalent
        return getattr(found, name) if isinstance(found, EquivalentKm) else None

    return _Told(f"equivalent_{name}_km", NUMBER, km)


RUN_LOAD_COLUMNS: tuple[_Told[LedgerRun], ...] = (
    _Told("run", WHOLE, lambda each: each.id),
    _Told("day", CellKind.DAY, lambda each: each.day),
    _Told("minutes", NUMBER, lambda each: each.minutes),
    _Told("km", NUMBER, lambda each: each.km),
    _Told("steps", WHOLE, lambda each: each.steps),
    _Told("effort", NUMBER, lambda each: each.effort),
    _Told("effort_load", NUMBER, lambda each: each.effort_load),
    *map(_equivalent, ("low", "middle", "high")),
    _Told(
        "equivalent_unknown_for",
        TEXT,
        lambda each: each.equivalent.value if isinstance(each.equivalent, WhyUnknown) else None,
    ),
    _Told("downhill_m", NUMBER, lambda each: each.downhill_m),
    _Told("jump_class", TEXT, lambda each: each.spike.spike_class.value if each.spike else None),
    _Told("jump_pct", NUMBER, lambda each: each.spike.increase_percent if each.spike else None),
    _Told("days_in_a_row", WHOLE, lambda each: each.days_in_a_row),
    _Told("rest_days_before", WHOLE, lambda each: each.rest_days_before),
)


def _load(kind: LoadKind) -> _Told[LedgerDay]:
    return _Told(f"load_{kind.value}", NUMBER, lambda each: each.loads[kind])


def _fading(kind: LoadKind, name: str) -> _Told[LedgerDay]:
    return _Told(f"{kind.value}_{name}", NUMBER, lambda each: getattr(each.fading[kind], name))


DAY_COLUMNS: tuple[_Told[LedgerDay], ...] = (
    _Told("day", CellKind.DAY, lambda each: each.day),
    _Told("state", TEXT, lambda each: each.state.value),
    _Told("runs", WHOLE, lambda each: len(each.runs)),
    *map(_load, LoadKind),
    _Told("equivalent_low_km", NUMBER, lambda each: each.equivalent_low),
    _Told("equivalent_high_km", NUMBER, lambda each: each.equivalent_high),
    *(
        _fading(kind, name)
        for kind in LoadKind
        for name in ("ewma_short", "ewma_long", "redi_short", "redi_long")
    ),
    _Told("monotony", NUMBER, lambda each: each.monotony),
    _Told("strain_km", NUMBER, lambda each: each.strain),
    _Told("pain", NUMBER, lambda each: each.pain),
    _Told("pain_side", TEXT, lambda each: each.pain_side.value if each.pain_side else None),
    _Told("jump_class", TEXT, lambda each: each.spike.value if each.spike else None),
    _Told("days_in_a_row", WHOLE, lambda each: each.days_in_a_row),
)


def _shoe_columns(archive: Archive) -> tuple[_Told[Shoe], ...]:
    log = archive.shoes
    return (
        _Told("id", TEXT, lambda each: each.id),
        _Told("name", TEXT, lambda each: each.name),
        _Told("kind", TEXT, lambda each: each.kind.value),
        _Told("km", NUMBER, log.km_of),
        _Told("start_km", NUMBER, log.start_km_of),
        _Told("runs", WHOLE, lambda each: len(log.runs_in(each.id))),
        _Told("bought", CellKind.DAY, lambda each: each.bought),
        _Told("retired", CellKind.DAY, lambda each: each.retired),
        _Told("drop_mm", NUMBER, lambda each: each.drop_mm),
        _Told("stack_mm", NUMBER, lambda each: each.stack_mm),
        _Told("mass_g", NUMBER, lambda each: each.mass_g),
    )
