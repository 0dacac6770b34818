from __future__ import annotations

import errno
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from stridewell.app.desk import Desk
from stridewell.errors import PortInUseError
from stridewell.web import server
from stridewell.web.server import LOOPBACK, listen, serve
from web_app import desk_of, served, tell


def no_server(desk: Desk, host: str) -> Stopped:
    return Stopped()


class Stopped:
    """A server that ends at once."""

    def run(self, sockets: list[socket.socket]) -> None:
        self.sockets = sockets


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "server", no_server)


def test_a_port_in_use_says_what_to_do(desk: Desk) -> None:
    with listen(LOOPBACK, 0) as taken, pytest.raises(PortInUseError) as refused:
        serve(desk, LOOPBACK, taken.getsockname()[1])
    assert "--port" in refused.value.next_step


def test_a_port_that_may_not_be_used_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> socket.socket:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket, "create_server", forbidden)
    with pytest.raises(PortInUseError, match="may not be used"):
        listen(LOOPBACK, 80)


def test_an_address_of_another_machine_says_what_to_do() -> None:
    with pytest.raises(PortInUseError, match=r"192\.0\.2\.1"):
        listen("192.0.2.1", 0)


@pytest.mark.usefixtures("stopped")
def test_the_address_is_told_once(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    serve(desk, LOOPBACK, 0)
    told = capsys.readouterr()
    assert told.out.count("http://127.0.0.1:") == 1
    assert told.err == ""


@pytest.mark.usefixtures("stopped")
def test_listening_to_the_network_is_said_clearly(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    serve(desk, "0.0.0.0", 0)
    assert "others on the network can read" in capsys.readouterr().err


def test_many_at_once_read_and_write_one_database(tmp_path: Path) -> None:
    quick = {"pain_now": "2", "pain_worst": "3", "news": "no"}
    patient = httpx.Client(timeout=120)  # a slow machine is no failure; what counts is the outcome
    with desk_of(url=f"sqlite:///{tmp_path / 'a.db'}") as desk, patient:
        tell(desk)
        with served(desk) as address, ThreadPoolExecutor(6) as pool:
            writes = [
                pool.submit(patient.post, f"{address}/check-in/today", data=quick) for _ in range(6)
            ]
            reads = [pool.submit(patient.get, f"{address}/answer") for _ in range(6)]
            assert {each.result().status_code for each in writes} == {303}
            assert {each.result().status_code for each in reads} == {200}
        with desk.store.transaction() as transaction:
            assert len(transaction.check_ins()) == 6
