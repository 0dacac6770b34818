"""Work that is done once, however often its form is sent."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Remembers what the last form came to; whoever sends it again gets the same answer."""

    def __init__(self) -> None:
        """Nothing was sent yet."""
        self._turn = Lock()
        self._last: tuple[str, T] | None = None

    def do(self, form: str, work: Callable[[], T]) -> T:
        """What the form of this name comes to; a form without a name is always new."""
        with self._turn:
            if form and self._last is not None and self._last[0] == form:
                return self._last[1]
            done = work()
            self._last = (form, done)
            return done
