"""The docs name what exists: commands, options, settings, ids, targets, dependencies, functions."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pytest
import typer

from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.cli.main import make_app
from stridewell.errors import StridewellError

ROOT = Path(__file__).resolve().parent.parent
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
KNOWLEDGE = packaged_knowledge()


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


COMMANDS, README, CONTRIBUTING = (
    page("docs/commands.md"),
    page("README.md"),
    page("CONTRIBUTING.md"),
)


def commands() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every command of the real command line with its long options."""
    root = typer.main.get_command(make_app())
    waiting: list[tuple[str, object]] = [("stridewell", root)]
    while waiting:
        name, command = waiting.pop()
        inner = getattr(command, "commands", {})
        waiting.extend((f"{name} {child}", each) for child, each in inner.items())
        parameters = getattr(command, "params", ())
        options = (opt for each in parameters for opt in each.opts if opt.startswith("--"))
        yield name, tuple(opt for opt in options if opt != "--help")


def section(command: str) -> str:
    """What docs/commands.md says of a command; what it says of all of them for the bare name."""
    head, *rest = re.split(r"(?m)^## `", COMMANDS)
    if command == "stridewell":
        return head
    return next((part for part in rest if re.match(rf"{command}[ `]", part)), "")


@pytest.mark.parametrize(("command", "options"), tuple(commands()), ids=str)
def test_every_command_is_described_with_all_its_options(
    command: str, options: tuple[str, ...]
) -> None:
    if command == "stridewell knowledge":
        command = "stridewell knowledge check"
    described = section(command)
    assert described, f"docs/commands.md has no section for {command}"
    assert [option for option in options if f"`{option}" not in described] == []


def test_no_command_is_described_that_does_not_exist() -> None:
    known = {name for name, _ in commands()}
    described = re.findall(r"(?m)^## `(stridewell[a-z ]*)", COMMANDS)
    assert {name.strip() for name in described} <= known


def test_every_setting_is_described() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    settings = set(re.findall(r"[\"'](STRIDEWELL_[A-Z_]+)[\"']", text))
    assert {name for name in settings if f"`{name}`" not in COMMANDS} == set()


def test_every_exit_status_of_an_error_is_described() -> None:
    waiting, statuses = [StridewellError], set[int]()
    while waiting:
        error = waiting.pop()
        statuses.add(error.exit_status)
        waiting.extend(error.__subclasses__())
    assert {status for status in statuses if f"| {status} |" not in COMMANDS} == set()


def test_every_condition_and_rule_is_listed() -> None:
    listed = page("docs/knowledge.md")
    ids = (*KNOWLEDGE.conditions, *KNOWLEDGE.rules)
    assert [each for each in ids if f"| `{each}` |" not in listed] == []


def test_the_tables_of_the_knowledge_are_fresh() -> None:
    script = ROOT / "scripts" / "write_knowledge_tables.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_make_target_is_described() -> None:
    targets = re.findall(r"(?m)^([a-z]+):.*##", page("Makefile"))
    text = README + CONTRIBUTING
    assert targets
    assert [target for target in targets if f"`make {target}" not in text] == []


def test_every_dependency_is_described() -> None:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = [re.split(r"[^A-Za-z0-9_.-]", requirement)[0] for requirement in wanted]
    described = page("docs/dependencies.md")
    assert [name for name in names if f"`{name}`" not in described] == []


def test_everything_the_dependencies_bring_along_is_named() -> None:
    pinned = re.findall(r"(?m)^([a-z0-9-]+)==", page("requirements/base.txt"))
    described = page("docs/dependencies.md")
    assert {name for name in pinned if f"`{name}`" not in described} == set()


def anchors(text: str) -> set[str]:
    """The anchors a hosting page makes of the headings; a repeated one gets a number."""
    headings = re.findall(r"(?m)^#+ (.*)$", re.sub(r"(?s)```.*?```", "", text))
    slugs = [re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings]
    seen: Counter[str] = Counter()
    made = set[str]()
    for slug in slugs:
        made.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return made


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"(?s)```.*?```", "", text))
    broken = []
    for link in links:
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        if not target.is_file() or (
            anchor and anchor not in anchors(target.read_text(encoding="utf-8"))
        ):
            broken.append(link)
    assert broken == []


def exists(dotted: str) -> bool:
    """Whether stridewell has the module, function or method of that name."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        name = f"stridewell.{'.'.join(parts[:cut])}"
        with contextlib.suppress(ModuleNotFoundError):
            module: object = importlib.import_module(name)
            return (
                reduce(lambda owner, part: getattr(owner, part, None), parts[cut:], module)
                is not None
            )
    return False


def test_every_function_on_the_way_of_the_data_exists() -> None:
    named = re.findall(r"`([a-z_]+(?:\.\w+)+)`", page("docs/data_path.md"))
    assert len(named) > 30
    assert [name for name in named if not exists(name)] == []


def test_the_readme_names_the_two_commands_to_begin_with() -> None:
    blocks = re.findall(r"(?s)```sh\n(.*?)```", README)
    first = [line.partition("#")[0].strip() for line in blocks[0].splitlines()]
    assert first == ["make demo", "make test"]


def test_the_case_of_the_readme_runs_and_comes_to_what_is_said_of_it(tmp_path: Path) -> None:
    blocks = re.findall(r"(?s)```yaml\n(# case\.yaml\n.*?)```", README)
    assert len(blocks) == 1
    case = tmp_path / "case.yaml"
    case.write_text(blocks[0], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "stridewell", "assess", case, "--json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "STRIDEWELL_HOME": str(tmp_path / "home")},
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["disposition"]["level"] == "self_manage"
    assert [reason["rule"] for reason in answer["disposition"]["reasons"]] == ["M1"]
    assert answer["candidates"][0]["condition"] == "gtps"
    assert answer["next_questions"][0]["turn"] == "safety"


def test_no_page_names_a_machine_or_promises_a_later_version() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert re.findall(r"/(?:work|home|root|tmp)/\S*|\bTODO\b|\bTBD\b|coming soon", text) == []
