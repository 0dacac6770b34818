"""What native libraries write to standard error by themselves is kept from the user."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

STANDARD_ERROR = 2


@dataclass(slots=True)
class _Quiet:
    """How many ask for quiet now, and the standard error they get back after."""

    asked: int = 0
    kept: int | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


_QUIET = _Quiet()


@contextmanager
def quiet_native() -> Iterator[None]:
    """Send everything written to the standard error of the process to nowhere for a while.

    Libraries in C++ write their notes there, past Python. Several threads may ask at once; the
    last one gives it back. A process without standard error stays as it is.
    """
    with _QUIET.lock:
        _QUIET.asked += 1
        if _QUIET.asked == 1:
            _hush()
    try:
        yield
    finally:
        with _QUIET.lock:
            _QUIET.asked -= 1
            if not _QUIET.asked:
                _give_back()


def _hush() -> None:
    try:
        _QUIET.kept = os.dup(STANDARD_ERROR)
    except OSError:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STANDARD_ERROR)
    os.close(nowhere)


def _give_back() -> None:
    if _QUIET.kept is not None:
        os.dup2(_QUIET.kept, STANDARD_ERROR)
        os.close(_QUIET.kept)
        _QUIET.kept = None
