"""The three example runners: their files, their truth, and the load changes they were made for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import fitdecode
import numpy as np
import pytest

from stridewell.simulate.examples import (
    BONE_STRESS,
    EMERGENCY,
    EXAMPLES,
    LATERAL_HIP,
    Example,
    RunTruth,
    ground_truth,
    write_runs,
)
from stridewell.simulate.runs import RunSpec

every_example = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES.keys())


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, ...]]:
    folder = tmp_path_factory.mktemp("runs")
    return {example.id: write_runs(example, folder / example.id) for example in EXAMPLES.values()}


def longest_m(runs: tuple[RunSpec, ...], days: int, before: datetime) -> int:
    since = before - timedelta(days=days)
    return max(run.distance_m for run in runs if since <= run.start < before)


def weekly_km(example: Example, week_of: datetime) -> float:
    end = week_of + timedelta(days=7)
    return sum(run.distance_m for run in example.runs if week_of <= run.start < end) / 1000


def total_cm(path: Path) -> int:
    with fitdecode.FitReader(path, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        (session,) = (
            frame
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "session"
        )
    raw = session.get_field("total_distance").raw_value
    assert isinstance(raw, int)
    return raw


@every_example
def test_runs_follow_one_another_and_end_before_the_question(example: Example) -> None:
    ends = [run.end for run in example.runs]
    starts = [run.start for run in example.runs]
    assert all(end < start for end, start in zip(ends[:-1], starts[1:], strict=True))
    assert ends[-1] < example.at


@every_example
def test_one_file_a_run_named_after_its_start(
    example: Example, files: dict[str, tuple[Path, ...]]
) -> None:
    names = [f"{run.start:%Y-%m-%d-%H-%M}-run.fit" for run in example.runs]
    assert [path.name for path in files[example.id]] == names
    assert len(set(names)) == len(names)


@every_example
def test_two_writes_make_the_same_bytes(
    example: Example, files: dict[str, tuple[Path, ...]], tmp_path: Path
) -> None:
    for before, after in zip(files[example.id], write_runs(example, tmp_path), strict=True):
        assert before.read_bytes() == after.read_bytes()


@every_example
def test_files_hold_the_exact_distance(
    example: Example, files: dict[str, tuple[Path, ...]]
) -> None:
    for run, path in list(zip(example.runs, files[example.id], strict=True))[-2:]:
        assert total_cm(path) == 100 * run.distance_m


def test_the_long_run_is_45_percent_over_the_last_30_days(
    files: dict[str, tuple[Path, ...]],
) -> None:
    spike_at = datetime(2026, 5, 3, 7, 0, tzinfo=UTC)
    assert LATERAL_HIP.at - spike_at == timedelta(days=8)
    by_start = dict(zip((run.start for run in LATERAL_HIP.runs), files["lateral_hip"], strict=True))
    recent = [
        run for run in LATERAL_HIP.runs if timedelta() < spike_at - run.start <= timedelta(days=30)
    ]
    longest = max(recent, key=lambda run: run.distance_m)
    assert total_cm(by_start[longest.start]) == 1_000_000
    assert 100 * total_cm(by_start[spike_at]) == 145 * 1_000_000


def test_a_year_of_runs_is_three_to_four_a_week_with_weeks_off() -> None:
    first = datetime(2025, 5, 12, tzinfo=UTC)
    weeks = [(run.start - first).days // 7 for run in LATERAL_HIP.runs]
    counts = np.bincount(weeks, minlength=52)
    assert counts.size == 52
    assert list(np.flatnonzero(counts == 0)) == [13, 14, 29, 30, 31]
    assert set(counts[counts > 0][:-1]) == {3, 4}
    assert counts[-1] == 2


def test_no_other_run_of_the_last_weeks_is_a_spike() -> None:
    recent = [run for run in LATERAL_HIP.runs if run.start > datetime(2026, 1, 26, tzinfo=UTC)]
    ratios = {
        run.start.date().isoformat(): run.distance_m / longest_m(LATERAL_HIP.runs, 30, run.start)
        for run in recent
    }
    assert [day for day, ratio in ratios.items() if ratio > 1.1] == ["2026-05-03"]


def test_the_marathon_build_up_nearly_doubles() -> None:
    before, after = (
        weekly_km(BONE_STRESS, datetime(2026, month, day, tzinfo=UTC))
        for month, day in ((4, 13), (5, 4))
    )
    assert 1.7 < after / before < 2.0
    jump = datetime(2026, 4, 26, 8, 0, tzinfo=UTC)
    assert longest_m(BONE_STRESS.runs, 30, jump) == 18_000


def test_the_plain_watch_leaves_contact_unknown() -> None:
    assert {truth.contact_time_ms for truth in ground_truth(EMERGENCY)} == {None}


@every_example
def test_ground_truth_hangs_together(example: Example) -> None:
    truths = ground_truth(example)
    assert [(t.start, t.distance_m, t.duration_s) for t in truths] == [
        (run.start, run.distance_m, run.timer_s) for run in example.runs
    ]
    for truth in truths:
        assert truth.steps == pytest.approx(truth.step_rate_spm * truth.duration_s / 60)
        assert steps_times_length_m(truth) == pytest.approx(truth.distance_m, rel=0.02)


def steps_times_length_m(truth: RunTruth) -> float:
    """Steps x mean step length; the distance itself where no step length was measured."""
    if truth.step_length_mm is None:
        return truth.distance_m
    return truth.steps * truth.step_length_mm / 1000
