from __future__ import annotations

import numpy as np
import pytest

from stridewell.activity.track import Channel, Column
from stridewell.adapters.fit.channels import read_channels
from stridewell.adapters.fit.columns import Key, Table
from stridewell.adapters.fit.developer import DeveloperField


def table(**columns: list[float]) -> Table:
    size = len(next(iter(columns.values())))
    arrays: dict[Key, Column] = {name: np.array(values) for name, values in columns.items()}
    return Table(np.arange(size), arrays)


def channel(records: Table, wanted: Channel, sport: str = "running") -> Column:
    return read_channels(records, (), sport)[0][wanted]


def test_cadence_of_one_leg_becomes_steps_of_both() -> None:
    records = table(cadence=[85.0], fractional_cadence=[0.5])
    assert channel(records, Channel.STEP_RATE).tolist() == [171.0]


def test_an_unwritten_fraction_counts_as_none() -> None:
    records = table(cadence=[85.0], fractional_cadence=[np.nan])
    assert channel(records, Channel.STEP_RATE).tolist() == [170.0]


@pytest.mark.parametrize("sport", ["cycling", "swimming", "generic"])
def test_other_sports_have_no_step_rate_and_no_contact_time(sport: str) -> None:
    records = table(cadence=[85.0], stance_time=[250.0], heart_rate=[140.0])
    assert set(read_channels(records, (), sport)[0]) == {Channel.HEART_RATE}


def test_the_finer_altitude_and_speed_win_row_by_row() -> None:
    records = table(
        enhanced_altitude=[10.2, np.nan], altitude=[10.0, 11.0], enhanced_speed=[3.0, 3.1]
    )
    assert channel(records, Channel.ALTITUDE).tolist() == [10.2, 11.0]


def test_positions_become_degrees() -> None:
    assert channel(table(position_lat=[2.0**30]), Channel.LATITUDE).tolist() == [90.0]


def test_packed_distance_goes_on_after_it_wraps() -> None:
    sixteenths, speed = [0, 1600, 4000, 300], 300
    records = table(compressed_speed_distance=[float(d << 12 | speed) for d in sixteenths])
    assert channel(records, Channel.DISTANCE).tolist() == [0.0, 100.0, 250.0, 274.75]
    assert channel(records, Channel.SPEED).tolist() == [3.0] * 4


def test_zero_contact_time_is_a_strap_with_nothing_to_say() -> None:
    records = table(stance_time=[0.0, 250.0], heart_rate=[0.0, 0.0])
    channels, _, _ = read_channels(records, (), "running")
    np.testing.assert_array_equal(channels[Channel.CONTACT_TIME], [np.nan, 250.0])
    assert Channel.HEART_RATE not in channels


def test_an_app_fills_only_what_the_device_left_empty_and_is_named() -> None:
    key = (0, 3)
    field = DeveloperField(key, "Ground Time", "ms", 0x84, "Stryd")
    records = Table(np.arange(2), {key: np.array([230.0, 231.0]), "power": np.array([1.0, 2.0])})
    channels, sources, _ = read_channels(records, (field,), "running")
    assert channels[Channel.CONTACT_TIME].tolist() == [230.0, 231.0]
    assert sources == {Channel.POWER: "device", Channel.CONTACT_TIME: "Stryd"}


def test_a_device_reading_is_never_mixed_with_an_apps() -> None:
    key = (0, 3)
    field = DeveloperField(key, "Ground Time", "ms", 0x84, "Stryd")
    native = np.array([260.0, np.nan])
    records = Table(np.arange(2), {key: np.array([230.0, 231.0]), "stance_time": native})
    channels, sources, _ = read_channels(records, (field,), "running")
    np.testing.assert_array_equal(channels[Channel.CONTACT_TIME], native)
    assert sources[Channel.CONTACT_TIME] == "device"
