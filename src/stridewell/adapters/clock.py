"""The machine's clock."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """Tells the machine's time."""

    def now(self) -> datetime:
        """This moment, in the machine's time zone."""
        return datetime.now(UTC).astimezone()
