"""The house rules hold: imports run one way, files and functions stay small, rooms stay pure."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "stridewell"
MODULES = sorted(SOURCE.rglob("*.py"))
CORE = (
    "values",
    "knowledge",
    "intake",
    "activity",
    "training_load",
    "gait",
    "triage",
    "differential",
    "plan",
)
OUTER = {"app", "adapters", "web", "cli", "simulate"}
MAX_FILE_LINES, MAX_FUNCTION_LINES = 400, 60
every_module = pytest.mark.parametrize(
    "path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES]
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return listed


def test_imports_run_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_pure_room_is_forbidden_the_outside_world() -> None:
    (forbidden,) = (each for each in contracts() if each["type"] == "forbidden")
    packages = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    pure = {f"stridewell.{name}" for name in packages - OUTER}
    assert set(forbidden["source_modules"]) == pure == {f"stridewell.{name}" for name in CORE}
    outside = {"sqlalchemy", "fastapi", "yaml", "pathlib", "os", "time", "random", "logging"}
    assert outside <= set(forbidden["forbidden_modules"])


def test_every_room_has_its_layer() -> None:
    (layers,) = (each for each in contracts() if each["type"] == "layers")
    named = {name.strip() for layer in layers["layers"] for name in layer.split("|")}
    packages = {f"stridewell.{path.parent.name}" for path in SOURCE.glob("*/__init__.py")}
    assert packages | {"stridewell.bootstrap"} == named


@every_module
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


@every_module
def test_functions_stay_small(path: Path) -> None:
    long = [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno >= MAX_FUNCTION_LINES]
    assert not long


@every_module
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


def returns_bare_dict(function: Function) -> bool:
    return function.returns is not None and ast.unparse(function.returns).startswith(
        ("dict[", "dict", "Dict", "defaultdict")
    )


@pytest.mark.parametrize("room", CORE)
def test_no_bare_dict_leaves_a_pure_room(room: str) -> None:
    told = [
        f"{path.name}: {function.name}"
        for path in (SOURCE / room).rglob("*.py")
        for function in functions(path)
        if not function.name.startswith("_") and returns_bare_dict(function)
    ]
    assert not told


@pytest.mark.parametrize("room", CORE)
def test_pure_rooms_hold_no_clock_and_no_print(room: str) -> None:
    called = {
        ast.unparse(node.func)
        for path in (SOURCE / room).rglob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
    }
    assert called.isdisjoint(
        {
            "datetime.now",
            "datetime.today",
            "datetime.utcnow",
            "date.today",
            "print",
            "open",
            "input",
        }
    )


def test_no_error_is_swallowed_whole() -> None:
    broad = {"Exception", "BaseException"}
    told = [
        f"{path.name}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in broad)
    ]
    assert not told
