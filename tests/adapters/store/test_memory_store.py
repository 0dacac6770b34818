from __future__ import annotations

import pytest

from activities import NOON
from stridewell.adapters.store import MemoryStore
from stridewell.errors import StoreLockedError


def test_a_second_transaction_waits_and_then_says_why() -> None:
    store = MemoryStore(timeout_s=0.01)
    with store.transaction(), pytest.raises(StoreLockedError, match="writing"):
        store.transaction().__enter__()


def test_the_store_is_free_again_after_an_error() -> None:
    store = MemoryStore(timeout_s=0.01)
    with pytest.raises(ZeroDivisionError), store.transaction():
        raise ZeroDivisionError
    with store.transaction() as tx:
        tx.add_answers({"fever": "no"}, NOON)
        assert len(tx.answers()) == 1
