"""Dates like ``2024-05-03 08:00:00 +0200`` → seconds since 1970, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.xml_activities.moments import LENGTH, NO_MOMENT, clock_moments

Seconds: TypeAlias = NDArray[np.int64]

NO_DATE = NO_MOMENT
_WRITTEN = len("2024-05-03 08:00:00 +0200")
_ZONE_DIGITS = [21, 22, 23, 24]
_ZONE_SECONDS = np.array([36_000, 3_600, 600, 60])
_PER_SECOND = 1_000_000


def read_dates(texts: Sequence[bytes]) -> tuple[Seconds, Seconds]:
    """Seconds since 1970 of each text, and how far its clock is ahead of UTC, in seconds.

    `NO_DATE` for what is no date.
    """
    if set(map(len, texts)) != {_WRITTEN}:
        texts = [text if len(text) == _WRITTEN else bytes(_WRITTEN) for text in texts]
    letters = np.frombuffer(b"".join(texts), np.uint8).reshape(-1, _WRITTEN)
    local = clock_moments(letters[:, :LENGTH], b"-- ::")
    digits = letters[:, _ZONE_DIGITS] - np.uint8(ord("0"))
    sign = np.select([letters[:, 20] == ord("+"), letters[:, 20] == ord("-")], [1, -1], 0)
    ahead: Seconds = sign * (digits.astype(np.int64) @ _ZONE_SECONDS)
    good = (local != NO_MOMENT) & (digits <= 9).all(axis=1) & (sign != 0)  # noqa: PLR2004
    good &= letters[:, LENGTH] == ord(" ")
    return np.where(good, local // _PER_SECOND - ahead, NO_DATE), ahead


def read_date(text: str | None) -> datetime | None:
    """One date as a time in UTC; None for what is no date."""
    seconds, _ = read_dates([(text or "").encode()])
    return None if seconds[0] == NO_DATE else datetime.fromtimestamp(int(seconds[0]), UTC)
