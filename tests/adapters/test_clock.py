from __future__ import annotations

from datetime import UTC, datetime

from stridewell.adapters.clock import SystemClock


def test_now_lies_between_before_and_after() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)


def test_now_is_local_time() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == now.astimezone().utcoffset()
