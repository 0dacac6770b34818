"""Samples to compact bytes and back, bit for bit.

One version byte, then a zlib stream: the length of a JSON heading (4 bytes), the heading
(number of samples; name and scale of each column), and the columns, the clock first. Devices
measure in steps of 1, 0.1, 0.01…; a column that is whole numbers over such a scale is written as
one bit a sample (measured or not) and the differences from one measured value to the next, as
32-bit whole numbers whose lowest bytes come first, then all second bytes, and so on. Any other
column has scale 0 and is written as 64-bit floats.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Channel, Column, Samples
from stridewell.errors import StoreError

_VERSION = b"\x01"
_CLOCK = "time_s"
_LEVEL = 4
"""A third of the time of level 6, for 5 % more bytes."""
_LENGTH_BYTES = 4
_SCALES = (1, 10, 100, 1000, 10_000)
_AS_FLOATS = 0
_LARGEST = 2.0**31 - 1


def encode_samples(samples: Samples) -> bytes:
    """The bytes of samples; equal samples give equal bytes, whatever order their channels have."""
    named = {_CLOCK: samples.time_s} | {
        str(channel): samples.channels[channel]
        for channel in Channel
        if channel in samples.channels
    }
    written = {name: _write(column) for name, column in named.items()}
    scales = [(name, scale) for name, (scale, _) in written.items()]
    heading = json.dumps({"n": len(samples), "columns": scales}).encode()
    body = b"".join(content for _, content in written.values())
    plain = len(heading).to_bytes(_LENGTH_BYTES, "little") + heading + body
    return _VERSION + zlib.compress(plain, _LEVEL)


def decode_samples(content: bytes) -> Samples:
    """The samples that were encoded.

    Raises:
        StoreError: a newer stridewell wrote them, or they are damaged.
    """
    if content[:1] != _VERSION:
        raise StoreError("The samples of a run are in an unknown form.", "Update stridewell.")
    try:
        return _decode(zlib.decompress(content[1:]))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            "The samples of a run are damaged.", "Restore the database from a copy."
        ) from error


def _decode(plain: bytes) -> Samples:
    end = _LENGTH_BYTES + int.from_bytes(plain[:_LENGTH_BYTES], "little")
    heading = json.loads(plain[_LENGTH_BYTES:end])
    body = _Body(plain, end)
    columns = {name: _read(body, heading["n"], scale) for name, scale in heading["columns"]}
    time_s = columns.pop(_CLOCK)
    return Samples(time_s, {Channel(name): column for name, column in columns.items()})


def _write(column: Column) -> tuple[int, bytes]:
    """A column's scale and bytes."""
    measured = ~np.isnan(column)
    values = column[measured]
    for scale in _SCALES:
        whole = _whole(values, scale)
        if whole is not None:
            return scale, np.packbits(measured).tobytes() + _by_rank(whole)
    return _AS_FLOATS, column.astype("<f8").tobytes()


def _whole(values: Column, scale: int) -> NDArray[np.int64] | None:
    """Differences of the values times the scale; None when that would lose a single bit."""
    if values.size and not np.abs(values).max() <= _LARGEST / 2 / scale:
        return None
    whole = np.rint(values * scale).astype(np.int64)
    is_same = (whole / scale).tobytes() == np.ascontiguousarray(values).tobytes()
    return np.diff(whole, prepend=0) if is_same else None


def _by_rank(whole: NDArray[np.int64]) -> bytes:
    """32-bit numbers with bytes of the same rank side by side, which compress better."""
    return whole.astype("<i4").view(np.uint8).reshape(-1, 4).T.tobytes()


@dataclass(slots=True)
class _Body:
    """The bytes of the columns and how far they have been read."""

    content: bytes
    at: int

    def take(self, count: int, kind: str) -> NDArray[np.generic]:
        """The next numbers of a kind."""
        taken = np.frombuffer(self.content, kind, count, self.at)
        self.at += taken.nbytes
        return taken


def _read(body: _Body, n: int, scale: int) -> Column:
    """The next column."""
    if scale == _AS_FLOATS:
        return body.take(n, "<f8").astype(np.float64)
    bits = body.take(-(-n // 8), "u1").astype(np.uint8)
    measured = np.unpackbits(bits, count=n).astype(bool)
    count = int(measured.sum())
    ranks = body.take(4 * count, "u1").reshape(4, count)
    column = np.full(n, np.nan)
    steps = np.ascontiguousarray(ranks.T).view("<i4").reshape(count)
    column[measured] = np.cumsum(steps, dtype=np.int64) / scale
    return column
