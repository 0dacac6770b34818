"""What native libraries write to standard error by themselves is kept from the user."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

STANDARD_ERROR = 2


@contextmanager
def quiet_native() -> Iterator[None]:
    """Send everything written to the standard error of the process to nowhere for a while.

    Libraries in C++ write their notes there, past Python. A process without standard error stays
    as it is.
    """
    try:
        kept = os.dup(STANDARD_ERROR)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STANDARD_ERROR)
        yield
    finally:
        os.dup2(kept, STANDARD_ERROR)
        os.close(kept)
        os.close(nowhere)
