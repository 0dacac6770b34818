"""A run's file says what the run was."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import fitdecode
import numpy as np
import pytest

from stridewell.activity.track import Channel, Samples
from stridewell.simulate.recording import run_file
from stridewell.simulate.runs import Body, RunSpec, SubSport, simulate_run

START = datetime(2026, 5, 3, 7, 0, tzinfo=UTC)
TRAIL = RunSpec(START, 3_210, 2.6, SubSport.TRAIL, climb_m=30, rpe=7, pause_s=60, positions=True)
TREADMILL = RunSpec(START, 2_000, 2.6, SubSport.TREADMILL, dynamics=False)

WRITTEN = [
    ("distance", Channel.DISTANCE, 0.005),
    ("enhanced_speed", Channel.SPEED, 0.0005),
    ("enhanced_altitude", Channel.ALTITUDE, 0.1),
    ("heart_rate", Channel.HEART_RATE, 0.5),
    ("stance_time", Channel.CONTACT_TIME, 0.05),
    ("stance_time_balance", Channel.CONTACT_BALANCE, 0.005),
    ("vertical_oscillation", Channel.VERTICAL_OSCILLATION, 0.05),
    ("vertical_ratio", Channel.VERTICAL_RATIO, 0.005),
    ("step_length", Channel.STEP_LENGTH, 0.05),
]


def simulated(spec: RunSpec) -> Samples:
    return simulate_run(spec, Body(), np.random.default_rng(7))


@cache
def decoded(spec: RunSpec) -> tuple[Any, ...]:
    with fitdecode.FitReader(
        io.BytesIO(run_file(spec, simulated(spec))),
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as reader:
        return tuple(frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage))


def messages(spec: RunSpec, name: str) -> list[Any]:
    return [message for message in decoded(spec) if message.name == name]


def column(spec: RunSpec, name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([record.get_value(name) for record in messages(spec, "record")], dtype=float)


@pytest.mark.parametrize(("field", "channel", "half_a_unit"), WRITTEN)
def test_records_hold_the_samples(field: str, channel: Channel, half_a_unit: float) -> None:
    expected = simulated(TRAIL).column(channel)
    assert np.abs(column(TRAIL, field) - expected).max() <= half_a_unit + 1e-9


def test_cadence_counts_one_leg() -> None:
    one_leg = column(TRAIL, "cadence") + column(TRAIL, "fractional_cadence")
    step_rate = simulated(TRAIL).column(Channel.STEP_RATE)
    assert np.abs(2 * one_leg - step_rate).max() <= 1 / 128 + 1e-9


def test_speed_read_back_is_step_rate_times_step_length() -> None:
    steps_per_s = 2 * (column(TRAIL, "cadence") + column(TRAIL, "fractional_cadence")) / 60
    speed = steps_per_s * column(TRAIL, "step_length") / 1000
    assert np.abs(speed / column(TRAIL, "enhanced_speed") - 1).max() < 0.02


def test_stance_percent_is_ground_contact_in_parts_of_a_stride() -> None:
    stride_ms = 120_000 / simulated(TRAIL).column(Channel.STEP_RATE)
    share = 100 * column(TRAIL, "stance_time") / stride_ms
    assert np.abs(column(TRAIL, "stance_time_percent") - share).max() < 0.02


def test_the_session_adds_up() -> None:
    (session,) = messages(TRAIL, "session")
    assert session.get_value("start_time") == START
    assert session.get_value("total_distance") == 3210.0
    assert session.get_value("total_timer_time") == TRAIL.timer_s
    assert session.get_value("total_elapsed_time") == TRAIL.timer_s + 60
    assert session.get_value("workout_rpe") == 70
    assert (session.get_value("sport"), session.get_value("sub_sport")) == ("running", "trail")
    assert session.get_value("total_ascent") == 30
    steps = simulated(TRAIL).column(Channel.STEP_RATE)[1:].sum() / 60
    assert session.get_value("total_strides") == round(steps / 2)


def test_the_session_averages_its_records() -> None:
    (session,) = messages(TRAIL, "session")
    for name in ("stance_time", "stance_time_balance", "step_length", "vertical_oscillation"):
        mean = column(TRAIL, name)[1:].mean()
        assert session.get_value(f"avg_{name}") == pytest.approx(mean, abs=0.06)
    cadence = session.get_value("avg_running_cadence")
    fraction = session.get_value("avg_fractional_cadence")
    mean = simulated(TRAIL).column(Channel.STEP_RATE)[1:].mean()
    assert 2 * (cadence + fraction) == pytest.approx(mean, abs=0.02)


def test_laps_are_kilometres_and_add_up_to_the_session() -> None:
    laps = messages(TRAIL, "lap")
    (session,) = messages(TRAIL, "session")
    assert [lap.get_value("lap_trigger") for lap in laps] == [*["distance"] * 3, "session_end"]
    assert [round(lap.get_value("total_distance"), -2) for lap in laps] == [1000, 1000, 1000, 200]
    for name in ("total_distance", "total_timer_time", "total_elapsed_time", "total_strides"):
        total = sum(lap.get_value(name) for lap in laps)
        assert total == pytest.approx(session.get_value(name), abs=1e-6)


def test_the_timer_stops_for_the_pause() -> None:
    events = messages(TRAIL, "event")
    begins = START + timedelta(seconds=TRAIL.halfway_s)
    assert [(e.get_value("event_type"), e.get_value("timestamp")) for e in events] == [
        ("start", START),
        ("stop", begins),
        ("start", begins + timedelta(seconds=60)),
        ("stop_all", TRAIL.end),
    ]
    stamps = [record.get_value("timestamp") for record in messages(TRAIL, "record")]
    assert not [stamp for stamp in stamps if begins < stamp <= begins + timedelta(seconds=60)]


def test_positions_come_back_in_semicircles() -> None:
    degrees = column(TRAIL, "position_lat") * 180 / 2**31
    assert degrees == pytest.approx(simulated(TRAIL).column(Channel.LATITUDE), abs=1e-7)


def test_what_the_watch_does_not_measure_is_not_written() -> None:
    names = Counter(field.name for r in messages(TREADMILL, "record") for field in r.fields)
    assert set(names) == {
        "timestamp",
        "distance",
        "enhanced_speed",
        "heart_rate",
        "cadence",
        "fractional_cadence",
    }
    (session,) = messages(TREADMILL, "session")
    assert not session.has_field("avg_stance_time")
    assert not session.has_field("total_ascent")


def test_the_file_owns_up_to_being_invented() -> None:
    (file_id,) = messages(TRAIL, "file_id")
    assert file_id.get_value("manufacturer") == "development"
    assert file_id.get_value("product_name") == "stridewell simulate"


def test_the_bytes_are_the_same_on_every_machine() -> None:
    content = run_file(TRAIL, simulated(TRAIL))
    assert hashlib.sha256(content).hexdigest()[:16] == "cb28424ba30f5705"
