"""The store: a SQLite file, a PostgreSQL database, or memory."""

from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.adapters.store.opening import open_store
from stridewell.adapters.store.sql_store import SqlStore

__all__ = ["MemoryStore", "SqlStore", "open_store"]
