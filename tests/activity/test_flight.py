from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from activities import even_run, with_channels
from stridewell.activity.flight import flight
from stridewell.activity.moving import MovingTime
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.track import Activity, Channel


def measured(**channels: float) -> Activity:
    run = even_run()
    size = run.samples.time_s.shape
    return with_channels(
        run, {Channel[name]: np.full(size, value) for name, value in channels.items()}
    )


def test_flight_is_the_step_without_contact() -> None:
    found = run_exposure(measured(CONTACT_TIME=250.0))
    assert found.flight_time_ms == pytest.approx(60_000 / 170 - 250)
    assert found.duty_factor_pct == pytest.approx(100 * 250 / (2 * 60_000 / 170))


def test_without_contact_time_flight_is_unknown() -> None:
    found = run_exposure(even_run())
    assert (found.flight_time_ms, found.duty_factor_pct) == (None, None)
    assert (found.balance_sources, found.vertical_ratio_gap_pct) == ({}, None)


def test_only_running_counts_for_flight_and_balance() -> None:
    run = measured(CONTACT_TIME=250.0, CONTACT_BALANCE=49.0)
    walked = run.samples.time_s > 400
    channels = {
        Channel.STEP_RATE: np.where(walked, 110.0, 170.0),
        Channel.SPEED: np.where(walked, 1.3, 3.0),
        Channel.CONTACT_TIME: np.where(walked, 700.0, 250.0),
        Channel.CONTACT_BALANCE: np.where(walked, 55.0, 49.0),
    }
    found = run_exposure(with_channels(run, channels))
    assert found.flight_time_ms == pytest.approx(60_000 / 170 - 250)
    assert found.balance_sources == {"device": pytest.approx(49.0)}


def test_balance_names_its_device() -> None:
    run = replace(
        measured(CONTACT_BALANCE=51.0), channel_sources={Channel.CONTACT_BALANCE: "RunScribe"}
    )
    assert run_exposure(run).balance_sources == {"RunScribe": pytest.approx(51.0)}


@pytest.mark.parametrize(("ratio", "gap"), [(8.0, 0.0), (8.8, 10.0)])
def test_vertical_ratio_is_held_against_its_parts(ratio: float, gap: float) -> None:
    run = measured(VERTICAL_RATIO=ratio, VERTICAL_OSCILLATION=80.0, STEP_LENGTH=1000.0)
    assert run_exposure(run).vertical_ratio_gap_pct == pytest.approx(gap)


def test_parts_of_two_devices_are_not_compared() -> None:
    run = measured(VERTICAL_RATIO=8.0, VERTICAL_OSCILLATION=60.0, STEP_LENGTH=1000.0)
    run = replace(run, channel_sources={Channel.VERTICAL_OSCILLATION: "Stryd"})
    assert run_exposure(run).vertical_ratio_gap_pct is None


def test_a_step_rate_of_almost_nothing_is_no_step() -> None:
    run = even_run(600)
    rate = np.full(601, 170.0)
    rate[300:] = 1e-310
    still = {
        Channel.STEP_RATE: rate,
        Channel.SPEED: np.where(rate > 1, 3.0, 0.0),
        Channel.CONTACT_TIME: np.full(601, 240.0),
    }
    changed = with_channels(run, still)
    running = MovingTime(np.ones(601), np.ones(601, dtype=np.bool_))
    found = flight(changed, running)
    assert found is not None
    assert found.flight_time_ms == pytest.approx(60_000 / 170 - 240)
