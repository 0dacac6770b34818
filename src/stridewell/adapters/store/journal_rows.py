"""Entries of the journal as plain JSON, the same in every store."""

from __future__ import annotations

import json
from collections.abc import Mapping

from stridewell.errors import NothingStoredError


def plain_data(data: Mapping[str, object]) -> Mapping[str, object]:
    """The data as any database gives it back.

    Raises:
        TypeError: it holds something that JSON cannot say.
    """
    plain: Mapping[str, object] = json.loads(json.dumps(data, allow_nan=False))
    return plain


def no_such_entry(entry_id: int) -> NothingStoredError:
    """There is no such entry, or it was taken back already."""
    return NothingStoredError(
        f"There is no entry number {entry_id} in the journal, or it was taken back already.",
        "List the entries with `stridewell log`.",
    )
