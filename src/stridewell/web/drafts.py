"""Half-finished check-ins, kept in memory only: nothing half-written reaches the store."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock

from stridewell.app.draft import Draft

MOST_DRAFTS = 32


class Drafts:
    """Drafts by a random id that only the browser holds; the oldest make room for new ones."""

    def __init__(self) -> None:
        """Start empty."""
        self._kept: OrderedDict[str, Draft] = OrderedDict()
        self._turn = Lock()

    def get(self, draft_id: str | None) -> Draft | None:
        """The draft of that id, if it is still known."""
        with self._turn:
            return self._kept.get(draft_id or "")

    def add(self, draft: Draft) -> str:
        """Keep a new draft; returns its id."""
        draft_id = secrets.token_urlsafe(32)
        with self._turn:
            self._kept[draft_id] = draft
            if len(self._kept) > MOST_DRAFTS:
                self._kept.popitem(last=False)
        return draft_id

    def put(self, draft_id: str, draft: Draft) -> None:
        """Keep the new state of a draft."""
        with self._turn:
            self._kept[draft_id] = draft

    def clear(self) -> None:
        """Forget every draft."""
        with self._turn:
            self._kept.clear()

    def drop(self, draft_id: str | None) -> None:
        """Forget a draft."""
        with self._turn:
            self._kept.pop(draft_id or "", None)
