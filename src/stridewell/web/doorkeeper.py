"""Who may come in while there is a lock: sessions that end when idle, and tries that slow down."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock as Turn

from stridewell.app.yours_ports import Lock

COOKIE = "stridewell_session"
FREE_TRIES = 3
LONGEST_WAIT_S = 60.0
MOST_SESSIONS = 32
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Session:
    """With which lock it was opened, and when it was used last (seconds)."""

    key: str
    used_s: float


class Doorkeeper:
    """Lets in whoever knows the passphrase; what it remembers ends with the program."""

    def __init__(self, lock: Lock, clock: Callable[[], float] = time.monotonic) -> None:
        """Stand before the pages; ``clock`` gives seconds that only ever rise."""
        self.lock = lock
        self._clock = clock
        self._turn = Turn()
        self._trying = Turn()
        self._sessions: OrderedDict[str, _Session] = OrderedDict()
        self._wrong = 0
        self._free_at_s = 0.0

    def lets_in(self, token: str | None) -> bool:
        """Whether a page may be shown to the bearer of a session, whose idle time begins anew."""
        key = self.lock.key()
        if key is None:
            return True
        with self._turn:
            session = self._sessions.get(token or "")
            if token is None or session is None or session.key != key:
                return False
            now = self._clock()
            if now - session.used_s > self.lock.idle_minutes() * _SECONDS:
                del self._sessions[token]
                return False
            self._sessions[token] = _Session(key, now)
            return True

    def wait_s(self) -> float:
        """How many seconds nobody may try, after too many wrong tries; 0 when anybody may."""
        return max(0.0, self._free_at_s - self._clock())

    def unlock(self, passphrase: str) -> str | None:
        """A new session for the right passphrase; None for a wrong one, or one too soon.

        Raises:
            SettingsError: the kept hash is damaged.
        """
        with self._trying:
            if self.wait_s() > 0:
                return None
            if not self.lock.matches(passphrase):
                self._wrong += 1
                if self._wrong >= FREE_TRIES:
                    wait = min(LONGEST_WAIT_S, 2.0 ** (self._wrong - FREE_TRIES + 1))
                    self._free_at_s = self._clock() + wait
                return None
            self._wrong = 0
        return self.begin()

    def begin(self) -> str:
        """A session for whoever has just set the passphrase."""
        token = secrets.token_urlsafe(32)
        with self._turn:
            self._sessions[token] = _Session(self.lock.key() or "", self._clock())
            if len(self._sessions) > MOST_SESSIONS:
                self._sessions.popitem(last=False)
        return token

    def end_all(self) -> None:
        """Lock now, in every browser."""
        with self._turn:
            self._sessions.clear()
