"""A store in memory, and a desk's writers."""

from __future__ import annotations

import pytest

from stridewell.adapters.case_files import write_case
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.care import Writers
from stridewell.app.day_contract import day_json


@pytest.fixture
def store() -> MemoryStore:
    """An empty store."""
    return MemoryStore()


@pytest.fixture
def writers() -> Writers:
    """How records and outcomes are written down for real."""
    return Writers(record=write_case, outcome=day_json)
