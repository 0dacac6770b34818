"""`demo` answers the example runners; `serve` says when it cannot listen."""

from __future__ import annotations

import socket
from pathlib import Path

from command_line import stridewell


def test_the_demo_of_an_emergency_ends_in_help_not_in_a_plan(home: Path) -> None:
    done = stridewell("demo", "--case", "emergency")
    assert done.status == 0
    assert "Emergency now" in done.out
    assert "Cauda equina" in done.out
    assert "No plan (urgent_disposition)" in done.out
    assert not home.exists(), "the demo keeps away from the runner's own data"


def test_the_demo_of_a_sore_tendon_ends_in_a_plan() -> None:
    done = stridewell("demo")
    assert done.status == 0
    for words in ("Self-manage", "gluteal tendinopathy", "Today:", " is left out: ", "Form: "):
        assert words in done.out
    assert "seen from the left, from the right, from behind." in done.out


def test_the_demo_can_keep_its_files(tmp_path: Path) -> None:
    stridewell("demo", "--case", "emergency", "--keep", tmp_path)
    assert (tmp_path / "emergency" / "stridewell.db").exists()
    assert list((tmp_path / "emergency" / "runs").glob("*.fit"))
    assert not (tmp_path / "emergency" / "film").exists(), "only the sore tendon was filmed"


def test_an_unknown_example_is_refused_by_name() -> None:
    assert stridewell("demo", "--case", "nobody").refused(2, "nobody", "lateral_hip")


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert stridewell("serve", "--port", port).refused(1, str(port), "--port")


def test_an_impossible_port_is_wrong_usage() -> None:
    assert stridewell("serve", "--port", 70000).status == 2
