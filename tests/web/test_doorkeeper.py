from __future__ import annotations

from pathlib import Path

import pytest

from stridewell.adapters.yours.lock_file import LockFile
from stridewell.web.doorkeeper import FREE_TRIES, LONGEST_WAIT_S, MOST_SESSIONS, Doorkeeper
from stridewell.web.once import Once
from stridewell.web.unlock_page import local

WORDS = "otter lamp ninth"


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def doorkeeper(tmp_path: Path, clock: HandClock) -> Doorkeeper:
    lock = LockFile(tmp_path / "lock.json")
    lock.set(WORDS, 10)
    return Doorkeeper(lock, clock)


def test_without_a_lock_everybody_comes_in(tmp_path: Path) -> None:
    assert Doorkeeper(LockFile(tmp_path / "none")).lets_in(None)


def test_a_session_ends_when_idle_and_lives_while_used(
    doorkeeper: Doorkeeper, clock: HandClock
) -> None:
    token = doorkeeper.unlock(WORDS)
    assert token is not None
    for _ in range(3):
        clock.at += 599
        assert doorkeeper.lets_in(token)
    clock.at += 601
    assert not doorkeeper.lets_in(token)
    assert not doorkeeper.lets_in("invented")
    assert not doorkeeper.lets_in(None)


def test_a_new_passphrase_ends_every_session(doorkeeper: Doorkeeper) -> None:
    token = doorkeeper.unlock(WORDS)
    doorkeeper.lock.set("another passphrase", 10)
    assert not doorkeeper.lets_in(token)


def test_locking_now_ends_every_session(doorkeeper: Doorkeeper) -> None:
    token = doorkeeper.unlock(WORDS)
    doorkeeper.end_all()
    assert not doorkeeper.lets_in(token)


def test_wrong_tries_slow_down_and_even_the_right_one_waits(
    doorkeeper: Doorkeeper, clock: HandClock
) -> None:
    for _ in range(FREE_TRIES - 1):
        assert doorkeeper.unlock("wrong") is None
        assert doorkeeper.wait_s() == 0
    waits = []
    for _ in range(7):
        assert doorkeeper.unlock("wrong") is None
        waits.append(doorkeeper.wait_s())
        assert doorkeeper.unlock(WORDS) is None
        clock.at += doorkeeper.wait_s()
    assert waits == [2, 4, 8, 16, 32, LONGEST_WAIT_S, LONGEST_WAIT_S]
    assert doorkeeper.unlock(WORDS) is not None
    assert doorkeeper.unlock("wrong") is None
    assert doorkeeper.wait_s() == 0


def test_old_sessions_make_room(doorkeeper: Doorkeeper) -> None:
    tokens = [doorkeeper.begin() for _ in range(MOST_SESSIONS + 1)]
    assert not doorkeeper.lets_in(tokens[0])
    assert doorkeeper.lets_in(tokens[1])


@pytest.mark.parametrize(
    ("to", "where"),
    [
        ("/plan?a=b", "/plan?a=b"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/a\r\nset-cookie: b", "/"),
        ("", "/"),
    ],
)
def test_afterwards_only_the_app_is_gone_to(to: str, where: str) -> None:
    assert local(to) == where


def test_a_form_sent_twice_works_once() -> None:
    once, done = Once[int](), []

    def work() -> int:
        done.append(1)
        return len(done)

    assert [once.do("a", work), once.do("a", work), once.do("b", work)] == [1, 1, 2]
    assert [once.do("", work), once.do("", work)] == [3, 4]
