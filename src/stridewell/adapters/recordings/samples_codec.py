"""Samples to compact bytes and back, bit for bit.

One version byte, then a zlib stream: the length of a JSON heading (4 bytes), the heading
(number of samples, and how each column is written), and the columns, the clock first. Devices
measure in steps of their own, and files store whole numbers of those steps; a column that is
such whole numbers is written as one bit a sample (measured or not, left out where all were) and
the differences from one measured value to the next, in the fewest bytes that hold them. Any other
column is written as floats, of 32 bits where that loses nothing. Numbers of several bytes are
written with their lowest bytes first, then all second bytes, and so on, which packs better.
The first form (version 1) is still read.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Channel, Column, Samples
from stridewell.errors import StoreError

_FIRST_FORM, _VERSION = b"\x01", b"\x02"
_CLOCK = "time_s"
_LEVEL = 1
"""With runs of equal bytes only (Z_RLE): a third of the time of level 4, for a tenth more bytes."""
_LENGTH_BYTES = 4
_FLOATS: Final = ("<f4", "<f8")
_WIDTHS: Final = ("<i1", "<i2", "<i4")
_PROBED = 16
"""Samples looked at before a whole column is tried."""
_LARGEST = 2.0**52
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Steps:
    """How whole numbers stand for measured values."""

    to_whole: Callable[[Column], Column]
    to_value: Callable[[Whole], Column]


def _parts(of_one: int) -> _Steps:
    def to_value(whole: Whole) -> Column:
        return np.asarray(whole / of_one, np.float64)

    return _Steps(lambda values: values * of_one, to_value)


_SEMICIRCLE = 180.0 / 2**31
_STEPS: Mapping[str, _Steps] = {
    **{str(scale): _parts(scale) for scale in (1, 10, 100, 1000, 10_000, 10**6, 10**7, 10**8)},
    "semicircles": _Steps(
        lambda values: values / _SEMICIRCLE,
        lambda whole: np.asarray(whole * _SEMICIRCLE, np.float64),
    ),
    "fifths above -500": _Steps(
        lambda values: (values + 500.0) * 5.0, lambda whole: whole / 5.0 - 500.0
    ),
}
_USUAL: tuple[str, ...] = ("1", "10", "100", "1000", "10000")
_LIKELY: Mapping[str, tuple[str, ...]] = {
    Channel.DISTANCE: ("100", *_USUAL),
    Channel.SPEED: ("1000", *_USUAL),
    Channel.ALTITUDE: ("fifths above -500", *_USUAL),
    Channel.LATITUDE: ("semicircles", "1000000", "10000000", "100000000"),
    Channel.LONGITUDE: ("semicircles", "1000000", "10000000", "100000000"),
}


def encode_samples(samples: Samples) -> bytes:
    """The bytes of samples; equal samples give equal bytes, whatever order their channels have."""
    named = {_CLOCK: samples.time_s} | {
        str(channel): samples.channels[channel]
        for channel in Channel
        if channel in samples.channels
    }
    written = [_write(name, column) for name, column in named.items()]
    heading = json.dumps({"n": len(samples), "columns": [entry for entry, _ in written]}).encode()
    body = b"".join(content for _, content in written)
    plain = len(heading).to_bytes(_LENGTH_BYTES, "little") + heading + body
    packer = zlib.compressobj(_LEVEL, strategy=zlib.Z_RLE)
    return _VERSION + packer.compress(plain) + packer.flush()


def decode_samples(content: bytes) -> Samples:
    """The samples that were encoded.

    Raises:
        StoreError: a newer stridewell wrote them, or they are damaged.
    """
    form = content[:1]
    if form not in {_FIRST_FORM, _VERSION}:
        raise StoreError("The samples of a run are in an unknown form.", "Update stridewell.")
    try:
        plain = zlib.decompress(content[1:])
        return _decode(plain, _read_first if form == _FIRST_FORM else _read)
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            "The samples of a run are damaged.", "Restore the database from a copy."
        ) from error


def _decode(plain: bytes, read: Callable[[_Body, int, Any], tuple[str, Column]]) -> Samples:
    end = _LENGTH_BYTES + int.from_bytes(plain[:_LENGTH_BYTES], "little")
    heading = json.loads(plain[_LENGTH_BYTES:end])
    body = _Body(plain, end)
    columns = dict(read(body, heading["n"], entry) for entry in heading["columns"])
    time_s = columns.pop(_CLOCK)
    return Samples(time_s, {Channel(name): column for name, column in columns.items()})


def _write(name: str, column: Column) -> tuple[Mapping[str, object], bytes]:
    """A column's entry in the heading, and its bytes."""
    measured = ~np.isnan(column)
    all_measured = bool(measured.all())
    values = column if all_measured else column[measured]
    for steps in _LIKELY.get(name, _USUAL):
        whole = _whole(values, _STEPS[steps])
        if whole is None:
            continue
        first = int(whole[0]) if whole.size else 0
        width, content = _narrow(np.diff(whole, prepend=first))
        if width is None:
            break
        entry = {"name": name, "steps": steps, "first": first, "kind": width, "all": all_measured}
        return entry, (b"" if all_measured else np.packbits(measured).tobytes()) + content
    kind = _FLOATS[0] if _fits_in_half(column) else _FLOATS[1]
    return {"name": name, "kind": kind}, _by_rank(column.astype(kind))


def _whole(values: Column, steps: _Steps) -> Whole | None:
    """The values as whole numbers of steps; None when that would lose a single bit."""
    probe = _exactly(values[:_PROBED], steps)
    return probe if probe is None or values.size <= _PROBED else _exactly(values, steps)


def _exactly(values: Column, steps: _Steps) -> Whole | None:
    with np.errstate(over="ignore"):
        numbers = np.rint(steps.to_whole(values))
    if values.size and not np.abs(numbers).max() <= _LARGEST:
        return None
    whole = numbers.astype(np.int64)
    # bytes, not values: 0.0 equals -0.0
    same = steps.to_value(whole).tobytes() == np.ascontiguousarray(values).tobytes()
    return whole if same else None


def _narrow(differences: Whole) -> tuple[str | None, bytes]:
    """The differences in the fewest bytes that hold them; None where four are too few."""
    low, high = (int(differences.min()), int(differences.max())) if differences.size else (0, 0)
    for kind in _WIDTHS:
        limits = np.iinfo(kind)
        if limits.min <= low and high <= limits.max:
            return kind, _by_rank(differences.astype(kind))
    return None, b""


def _fits_in_half(column: Column) -> bool:
    with np.errstate(over="ignore"):
        half = column.astype(np.float32)
    back = half.astype(np.float64)
    known = ~np.isnan(column)
    return back[known].tobytes() == column[known].tobytes()


def _by_rank(numbers: NDArray[Any]) -> bytes:
    """The numbers with bytes of the same rank side by side."""
    flat = np.ascontiguousarray(numbers)
    return flat.view(np.uint8).reshape(flat.size, flat.itemsize).T.tobytes()


@dataclass(slots=True)
class _Body:
    """The bytes of the columns and how far they have been read."""

    content: bytes
    at: int

    def take(self, count: int, kind: str) -> NDArray[Any]:
        """The next numbers of a kind, one after the other."""
        taken = np.frombuffer(self.content, kind, count, self.at)
        self.at += taken.nbytes
        return taken

    def take_ranked(self, count: int, kind: str) -> NDArray[Any]:
        """The next numbers of a kind, written rank by rank."""
        width = np.dtype(kind).itemsize
        ranks = self.take(width * count, "u1").reshape(width, count)
        return np.ascontiguousarray(ranks.T).view(kind).reshape(count)


def _read(body: _Body, n: int, entry: Mapping[str, Any]) -> tuple[str, Column]:
    """The next column with its name."""
    name, kind = str(entry["name"]), entry["kind"]
    if kind in _FLOATS:
        return name, body.take_ranked(n, kind).astype(np.float64)
    measured = None if entry["all"] else _mask(body, n)
    count = n if measured is None else int(measured.sum())
    steps = body.take_ranked(count, kind)
    whole = np.cumsum(steps, dtype=np.int64) + int(entry["first"])
    values = _STEPS[entry["steps"]].to_value(whole)
    return name, values if measured is None else _spread(values, measured)


def _read_first(body: _Body, n: int, entry: tuple[str, int]) -> tuple[str, Column]:
    """The next column as the first form has it: 32-bit differences, or 64-bit floats."""
    name, scale = entry
    if not scale:
        return name, body.take(n, "<f8").astype(np.float64)
    measured = _mask(body, n)
    steps = body.take_ranked(int(measured.sum()), "<i4")
    return name, _spread(np.cumsum(steps, dtype=np.int64) / scale, measured)


def _mask(body: _Body, n: int) -> NDArray[np.bool_]:
    bits = body.take(-(-n // 8), "u1")
    return np.unpackbits(bits, count=n).astype(bool)


def _spread(values: Column, measured: NDArray[np.bool_]) -> Column:
    column = np.full(measured.shape, np.nan)
    column[measured] = values
    return column
