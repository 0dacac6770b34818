from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from old_samples import first_form
from stridewell.activity.track import Channel, Column, Samples
from stridewell.adapters.recordings.samples_codec import decode_samples, encode_samples
from stridewell.errors import StoreError

MEASURED = st.one_of(
    st.floats(width=64),
    st.sampled_from([math.nan, -0.0, 0.1, 2.35]),
    st.integers(-(2**31), 2**31).map(float),
)


@st.composite
def samples(draw: st.DrawFn) -> Samples:
    n = draw(st.integers(0, 40))
    columns = st_numpy.arrays(np.float64, n, elements=MEASURED)
    channels = draw(st.dictionaries(st.sampled_from(Channel), columns, max_size=4))
    return Samples(draw(columns), channels)


def same_bits(first: Column, second: Column) -> bool:
    """Alike in every bit, but for what a NaN carries."""
    numbers = ~np.isnan(first)
    return (
        np.array_equal(first, second, equal_nan=True)
        and first[numbers].tobytes() == second[numbers].tobytes()
    )


@given(samples())
def test_decoding_gives_back_every_bit(before: Samples) -> None:
    after = decode_samples(encode_samples(before))
    assert same_bits(before.time_s, after.time_s)
    assert set(after.channels) == set(before.channels)
    for channel, column in before.channels.items():
        assert same_bits(column, after.channels[channel])


@given(samples())
def test_equal_samples_give_equal_bytes(before: Samples) -> None:
    turned = dict(reversed(list(before.channels.items())))
    assert encode_samples(Samples(before.time_s.copy(), turned)) == encode_samples(before)


def test_decimal_steps_take_a_fraction_of_their_floats() -> None:
    time = np.arange(3600.0)
    distance = np.round(3.17 * time, 2)
    content = encode_samples(Samples(time, {Channel.DISTANCE: distance}))
    assert len(content) < (time.nbytes + distance.nbytes) / 10


def test_a_later_form_is_named() -> None:
    with pytest.raises(StoreError, match="unknown form") as raised:
        decode_samples(b"\x09anything")
    assert raised.value.next_step == "Update stridewell."


@pytest.mark.parametrize("kept", [1, 2, 20])
def test_damaged_bytes_are_refused(kept: int) -> None:
    content = encode_samples(Samples(np.arange(100.0), {}))
    with pytest.raises(StoreError, match="damaged"):
        decode_samples(content[:kept])


def test_the_first_form_is_still_read() -> None:
    time = np.arange(50.0)
    channels: dict[Channel, Column] = {
        Channel.DISTANCE: np.where(time % 7 == 3, np.nan, 3.25 * time),
        Channel.LATITUDE: 49.0 + time / 2**31,
    }
    before = Samples(time, channels)
    after = decode_samples(first_form(before))
    assert same_bits(before.time_s, after.time_s)
    for channel, column in channels.items():
        assert same_bits(column, after.channels[channel])


@pytest.mark.parametrize(
    ("channel", "column"),
    [
        (Channel.LATITUDE, np.arange(-50, 50) * 12_345 * (180.0 / 2**31)),
        (Channel.LONGITUDE, np.round(11.0 + np.arange(100) / 3e5, 7)),
        (Channel.ALTITUDE, np.arange(2600, 2700) / 5.0 - 500.0),
        (Channel.SPEED, np.round(3.0 + np.sin(np.arange(100)) / 10, 3)),
        (Channel.HEART_RATE, np.arange(100, 200.0)),
    ],
)
def test_what_watches_measure_takes_a_byte_or_two(channel: Channel, column: Column) -> None:
    samples = Samples(np.arange(100.0), {channel: column})
    content = encode_samples(samples)
    assert same_bits(decode_samples(content).channels[channel], column)
    assert len(content) < 100 + 3 * column.size


def test_floats_of_32_bits_take_four_bytes() -> None:
    rough = np.random.default_rng(1).normal(size=500).astype(np.float32).astype(np.float64)
    fine = np.random.default_rng(1).normal(size=500)
    half, whole = (
        len(encode_samples(Samples(np.arange(500.0), {Channel.POWER: column})))
        for column in (rough, fine)
    )
    assert half < 0.65 * whole
