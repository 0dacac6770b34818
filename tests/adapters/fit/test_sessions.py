from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fit_bytes import (
    EVENT,
    LAP,
    SINT16,
    START,
    UINT8,
    UINT16,
    UINT32,
    Layout,
    file_id,
    records,
    session,
)
from stridewell.activity.track import Activity, Channel, FileOrigin
from stridewell.adapters.fit.scan import scan_messages
from stridewell.adapters.fit.sessions import read_sessions
from stridewell.values.evidence import Issue

ORIGIN = FileOrigin("run.fit", "0" * 64, "fit")
BEGAN = datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC)
SPORT = Layout(12, ((0, 1, 0), (1, 1, 0)), local=9)


def read(*messages: bytes) -> tuple[tuple[Activity, ...], tuple[Issue, ...]]:
    content = b"".join(messages)
    return read_sessions(scan_messages(content, 0, len(content)), ORIGIN)


def test_a_run_has_its_start_totals_and_samples() -> None:
    (run,), issues = read(file_id(), records(60), session(60, strides=85))
    assert (run.start, run.sport, run.elapsed_s, run.timer_s) == (BEGAN, "running", 60.0, 60.0)
    assert (run.distance_m, run.strides, len(run.samples)) == (180.0, 85, 60)
    assert run.samples.time_s[-1] == 59.0
    assert run.origin is ORIGIN
    assert issues == ()


def test_two_sessions_share_the_records_by_time_and_count_distance_from_zero() -> None:
    both = (session(30, sport=(2, 0)), session(30, START + 30, sport=(1, 3)))
    (ride, run), _ = read(records(60), *both)
    assert (ride.sport, run.sport, run.sub_sport) == ("cycling", "running", "trail")
    assert (len(ride.samples), len(run.samples)) == (30, 30)
    assert run.samples.column(Channel.DISTANCE)[0] == 3.0
    assert Channel.STEP_RATE not in ride.samples.channels


def test_a_file_that_lost_its_session_gives_one_activity_and_says_so() -> None:
    (run,), (issue,) = read(SPORT.definition(), SPORT.data(1, 4), records(60))
    assert (run.sport, run.sub_sport, run.elapsed_s) == ("running", "track", 59.0)
    assert (run.timer_s, run.distance_m) == (None, None)
    assert "no session summary" in issue.text


def test_running_dynamics_tell_a_run_where_nothing_else_does() -> None:
    layout = Layout(20, ((253, 4, UINT32), (41, 2, UINT16)))
    (run,), _ = read(layout.definition(), layout.data(START, 2500))
    assert run.is_run


def test_a_stop_and_a_start_of_the_timer_make_a_pause() -> None:
    events = (EVENT.data(START + 10, 0, 4), EVENT.data(START + 25, 0, 0), EVENT.data(START, 9, 4))
    (run,), _ = read(records(60), EVENT.definition(), *events, session(60))
    (pause,) = run.pauses
    assert (pause.start, pause.duration_s) == (BEGAN + timedelta(seconds=10), 15.0)


def test_laps_belong_to_the_session_they_began_in() -> None:
    laps = [LAP.data(START + 60 * n + 60, START + 60 * n, 60_000, 59_000, 20_000) for n in range(2)]
    both = (session(61), session(60, START + 60))
    (first, second), _ = read(records(120), LAP.definition(), *laps, *both)
    assert [lap.span.start for lap in (*first.laps, *second.laps)] == [first.start, second.start]
    assert (first.laps[0].timer_s, first.laps[0].distance_m) == (59.0, 200.0)


def test_a_repeated_session_is_counted_once() -> None:
    (run,), (issue,) = read(records(60), session(60), session(60))
    assert len(run.samples) == 60
    assert "repeat" in issue.text


def test_a_clock_that_was_never_set_is_reported() -> None:
    (_,), (issue,) = read(records(5, first=1000), session(5, first=1000))
    assert "clock was not set" in issue.text


def test_the_devices_means_come_under_our_names() -> None:
    layout = Layout(
        18,
        (
            (2, 4, UINT32),
            (5, 1, 0),
            (18, 1, UINT8),
            (91, 2, UINT16),
            (193, 1, UINT8),
            (133, 2, SINT16),
        ),
        local=7,
    )
    (run,), _ = read(records(5), layout.definition(), layout.data(START, 1, 85, 2500, 60, 4920))
    assert run.totals == {
        "step_rate_spm": 170.0,
        "contact_time_ms": 250.0,
        "perceived_exertion_0_10": 6.0,
        "contact_balance_left_pct": 49.2,
    }
