"""Samples as the first versions of stridewell wrote them."""

from __future__ import annotations

import json
import zlib

import numpy as np

from stridewell.activity.track import Column, Samples


def first_form(samples: Samples) -> bytes:
    """Version 1: whole hundredths as 32-bit differences where that loses nothing, else floats."""
    columns = {"time_s": samples.time_s, **{str(k): v for k, v in samples.channels.items()}}
    heading: list[tuple[str, int]] = []
    body = b""
    for name, column in columns.items():
        scale, content = _column(column)
        heading.append((str(name), scale))
        body += content
    told = json.dumps({"n": len(samples), "columns": heading}).encode()
    return b"\x01" + zlib.compress(len(told).to_bytes(4, "little") + told + body)


def _column(column: Column) -> tuple[int, bytes]:
    measured = ~np.isnan(column)
    whole = np.rint(column[measured] * 100).astype(np.int64)
    if not np.array_equal(whole / 100, column[measured]):
        return 0, column.astype("<f8").tobytes()
    steps = np.diff(whole, prepend=0).astype("<i4")
    ranked = steps.view(np.uint8).reshape(-1, 4).T.tobytes()
    return 100, np.packbits(measured).tobytes() + ranked
