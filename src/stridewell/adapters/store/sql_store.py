"""The store in a database: a SQLite file, or PostgreSQL by its URL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from stridewell.activity.track import Activity
from stridewell.adapters.recordings.recording_codec import pack_recording
from stridewell.adapters.store.engines import take_turn, working_engine
from stridewell.adapters.store.failures import in_our_words
from stridewell.adapters.store.import_turns import file_turn, server_turn
from stridewell.adapters.store.transactions import SqlTransaction
from stridewell.adapters.store.urls import SQLITE, parse_url, place_of
from stridewell.app.ports import Transaction

DEFAULT_TIMEOUT_S = 5.0


class SqlStore:
    """Keeps one runner's data in a database whose schema is current; see ``open_store``.

    One transaction at a time works on a runner; the next waits up to ``timeout_s`` seconds.
    """

    def __init__(
        self, url: str, runner_id: str = "me", timeout_s: float = DEFAULT_TIMEOUT_S
    ) -> None:
        """Connect on first use."""
        self._url = parse_url(url)
        self._runner_id = runner_id
        self._timeout_s = timeout_s
        self._engine = working_engine(self._url, timeout_s)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a transaction; it is committed at the end and undone by any error.

        Raises:
            StoreError: the database cannot be used; the subclass says why.
        """
        with in_our_words(place_of(self._url)), self._engine.begin() as connection:
            take_turn(connection, self._runner_id, self._timeout_s)
            yield SqlTransaction(connection, self._runner_id)

    def import_turn(self) -> AbstractContextManager[None]:
        """Wait until no other import works on this runner, and keep others waiting.

        Raises:
            StoreLockedError: another import did not end in time.
        """
        if self._url.get_backend_name() == SQLITE:
            place = Path(f"{self._url.database}.importing")
            return file_turn(place, self._timeout_s)
        return server_turn(self._engine, self._runner_id, self._timeout_s)

    def packer(self) -> Callable[[Activity], bytes]:
        """What packs a recording for this store."""
        return pack_recording

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
