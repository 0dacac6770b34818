from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from stridewell.activity.track import Channel, Column, Samples
from stridewell.adapters.store.samples_codec import decode_samples, encode_samples
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
        decode_samples(b"\x02anything")
    assert raised.value.next_step == "Update stridewell."


@pytest.mark.parametrize("kept", [1, 2, 20])
def test_damaged_bytes_are_refused(kept: int) -> None:
    content = encode_samples(Samples(np.arange(100.0), {}))
    with pytest.raises(StoreError, match="damaged"):
        decode_samples(content[:kept])
