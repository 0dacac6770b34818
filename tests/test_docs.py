"""The docs name what exists: commands, options, settings, ids, targets, dependencies, functions."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import reduce
from pathlib import Path

import pytest
import typer
import yaml

from stridewell.adapters.knowledge_files import packaged_knowledge, packaged_library
from stridewell.app.journal import EntryKind
from stridewell.cli.main import make_app
from stridewell.errors import StridewellError
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_action import parse_equipment, parse_exercise, parse_ladder
from stridewell.knowledge.parse_around import (
    parse_block,
    parse_cue,
    parse_figure,
    parse_mode,
    parse_shoe_verdict,
    parse_surface,
)
from stridewell.knowledge.parse_fuel import parse_amount
from stridewell.knowledge.parse_gait import (
    parse_advice,
    parse_gait_finding,
    parse_metric,
    parse_norm,
    parse_watch,
)
from stridewell.knowledge.parse_intake import (
    parse_finding,
    parse_question,
    parse_region,
    parse_self_test,
    parse_source,
)
from stridewell.knowledge.parse_judgement import (
    parse_condition,
    parse_critical,
    parse_level,
    parse_rule,
    parse_value,
)
from stridewell.knowledge.parse_library import (
    parse_card,
    parse_check,
    parse_claim,
    parse_course,
    parse_faq,
    parse_mistake,
    parse_separation,
    parse_term,
)
from stridewell.knowledge.parse_programme import parse_programme
from stridewell.knowledge.parse_return import parse_gate, parse_reintroduced
from stridewell.knowledge.parse_strength_tests import parse_strength_test
from stridewell.knowledge.parse_weekly import parse_weekly
from stridewell.knowledge.records import Level
from stridewell.plan.constraints import CHECKS
from stridewell.plan.full_return import Wanted
from stridewell.plan.schedule.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
KNOWLEDGE, LIBRARY = packaged_knowledge(), packaged_library()


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
    described = re.findall(r"(?m)^## `(stridewell[a-z -]*)", COMMANDS)
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


def test_every_condition_rule_claim_self_test_and_separation_is_listed() -> None:
    listed = page("docs/knowledge.md")
    ids = (
        *(*KNOWLEDGE.conditions, *KNOWLEDGE.rules, *KNOWLEDGE.self_tests),
        *(*KNOWLEDGE.strength_tests, *LIBRARY.claims, *LIBRARY.separations),
    )
    assert [each for each in ids if f"| `{each}` |" not in listed] == []


def table_of(name: str, file: str) -> str:
    """What stands between the markers of a table."""
    return page(file).partition(f"<!-- {name}: begin -->")[2].partition(f"<!-- {name}: end -->")[0]


@pytest.mark.parametrize(
    ("table", "ids"),
    [
        ("day_limits", [check.__name__ for check in CHECKS]),
        ("week_rules", [rule.id for rule in RULES]),
        ("programmes", list(KNOWLEDGE.programmes)),
        ("ladders", list(KNOWLEDGE.ladders)),
        ("gates", list(KNOWLEDGE.gates)),
        ("reintroduced", list(KNOWLEDGE.reintroduced)),
        ("journal", [kind.value for kind in EntryKind]),
        ("weekly", list(KNOWLEDGE.weekly)),
        ("full_return", [wanted.value for wanted in Wanted]),
    ],
)
def test_everything_the_plan_is_made_of_is_listed(table: str, ids: list[str]) -> None:
    assert re.findall(r"(?m)^\| `([^`]+)` \|", table_of(table, "docs/plan.md")) == ids


def test_the_tables_of_the_knowledge_are_fresh() -> None:
    script = ROOT / "scripts" / "write_knowledge_tables.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("lr_cap_low", "beyond {} to 10"),
        ("lr_cap_high", "0.1 to {}."),
        ("shrinkage", "counts at {}."),
        ("same_group", "the others at {}."),
        ("something_else_percent", "has a prior of {} %"),
        ("something_else_least_percent", "never falls below {} %"),
        ("raise_bone_percent", "From {} % of bone injuries"),
        ("raise_weeks_percent", "from {} % of causes whose own urgency"),
        ("draws", "{} sets of values"),
        ("bone_must_not_miss_percent", "stops running from {} % on"),
        ("likely_percent", "the {} % that make any other cause count"),
    ],
)
def test_the_numbers_of_the_design_are_those_of_the_knowledge(name: str, sentence: str) -> None:
    assert sentence.format(f"{KNOWLEDGE.number(name):g}") in " ".join(
        page("docs/design.md").split()
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("answers_fresh_days", "answers older than {} days there is no plan"),
        ("likely_percent", "from {} % on), causes of bone"),
        ("bone_must_not_miss_percent", "causes of bone (from {} % on"),
        ("pain_green_max", "pain up to {} of 10 that is back"),
        ("pain_amber_max", "| red | above {}; a limp"),
        ("stiffness_rise_amber_min", "stiffness that lasted {} minutes longer"),
        ("sleep_short_h", "a night under {} hours"),
        ("morning_rise_stop", "{} points more on the next morning"),
        ("teen_until_age", "Below {} only a run without pain is green"),
        ("gate_break_days", "after {} days without one"),
        ("gate_fresh_days", "A test counts for {} days"),
        ("over_planned_percent", "a run more than {} % longer than planned"),
        ("over_planned_hold_days", "Nothing counts for {} days after"),
        ("deload_every_weeks", "the easy week that comes every {} weeks"),
        ("step_back_soft", "Red steps back {} step;"),
        ("step_back_bone", "on B any pain steps back {}."),
        ("break_small_days", "1 step from {} days on"),
        ("break_short_steps", "{} steps from 2 weeks on"),
        ("break_long_weeks", "from {} weeks on the ladder begins anew"),
        ("extra_base_sessions", "The first comes after {} good runs"),
        ("extra_bone_weeks", "after a bone injury {} weeks later"),
        ("extra_hold_days", "A red light in a run stops everything for {} days"),
        ("programme_back_days", "at most once in {} days; with bone"),
        ("programme_silence_days", "After {} days without a session"),
        ("progress_sessions", "moves on after {} good sessions"),
        ("progress_pain_max", "pain up to {}, good form"),
        ("progress_load_high_percent", "at most {} % more load"),
        ("regress_pain", "It goes back at pain of {} or more"),
        ("layoff_days", "or after {} days without it"),
        ("deload_sets_percent", "holds {} % of the sets"),
        ("week_growth_percent", "at most {} % more than the usual week"),
        ("grow_percent", "a week grows by {} %"),
        ("grow_good_runs", "after {} good runs one after the other"),
        ("red_days_in_a_row", "{} red days in a row are, too"),
        ("stall_share_percent", "{} % of the week, no step up"),
        ("worse_share_percent", "{} % of the week, one step back"),
        ("worse_see_days", "somebody should look after {} days"),
        ("silence_days", "After more than {} days without a check-in"),
        ("silence_long_days", "After {} days the ladder goes back"),
        ("silence_long_steps", "goes back {} steps"),
        ("run_too_long_times", "{} times the allowed length or more"),
        ("problem_change", "a change of {} or more is believed"),
    ],
)
def test_the_numbers_of_the_plan_are_those_of_the_knowledge(name: str, sentence: str) -> None:
    assert sentence.format(f"{KNOWLEDGE.number(name):g}") in " ".join(page("docs/plan.md").split())


PARSERS: Mapping[str, Callable[[str, Node], object]] = {
    "sources": parse_source,
    "regions": parse_region,
    "findings": parse_finding,
    "questions": lambda name, node: parse_question(name, "story", node),
    "self_tests": parse_self_test,
    "rules": lambda name, node: parse_rule(name, Level.SAME_DAY, node),
    "critical": parse_critical,
    "levels": lambda name, node: parse_level(Level(name), node),
    "conditions": parse_condition,
    "exercises": parse_exercise,
    "equipment": parse_equipment,
    "ladders": parse_ladder,
    "gates": parse_gate,
    "reintroduced": parse_reintroduced,
    "programmes": parse_programme,
    "strength_tests": parse_strength_test,
    "weekly": parse_weekly,
    "figures": parse_figure,
    "blocks": parse_block,
    "modes": parse_mode,
    "shoe_verdicts": parse_shoe_verdict,
    "surfaces": parse_surface,
    "cues": parse_cue,
    "amounts": parse_amount,
    "metrics": parse_metric,
    "norms": parse_norm,
    "gait_findings": parse_gait_finding,
    "watches": parse_watch,
    "advice": parse_advice,
    "reasoning": lambda _, node: parse_value(node),
    "claims": lambda name, node: parse_claim("Section", name, node),
    "checks": parse_check,
    "cards": parse_card,
    "terms": parse_term,
    "faq": parse_faq,
    "mistakes": parse_mistake,
    "pages": lambda _, node: node.as_text(),
    "courses": parse_course,
    "separations": parse_separation,
}
OWN = {"grade": "estimate", "source": "stridewell_estimate"}


def example_entries() -> Iterator[tuple[str, str, Node]]:
    """Every entry of the examples in docs/knowledge.md: kind, id and content."""
    for block in re.findall(r"(?s)```yaml\n(.*?)```", page("docs/knowledge.md")):
        example = yaml.safe_load(block)
        for kind in PARSERS.keys() & example.keys():
            for name, value in example[kind].items():
                yield kind, name, Node(f"{kind}.{name}", value, OWN)


def test_the_examples_of_knowledge_files_are_read_as_they_stand() -> None:
    read = {kind: PARSERS[kind](name, node) for kind, name, node in example_entries()}
    assert read.keys() == PARSERS.keys()


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


def leads_somewhere(link: str, path: Path) -> bool:
    file, _, anchor = link.partition("#")
    target = path.parent / file if file else path
    if not target.is_file():
        return False
    return not anchor or anchor in anchors(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = re.sub(r"(?s)```.*?```", "", path.read_text(encoding="utf-8"))
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if not leads_somewhere(link, path)] == []


def exists(dotted: str) -> bool:
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        found: object = None
        with contextlib.suppress(ModuleNotFoundError):
            found = importlib.import_module(f"stridewell.{'.'.join(parts[:cut])}")
        if found is not None:
            return (
                reduce(lambda owner, name: getattr(owner, name, None), parts[cut:], found)
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


def test_the_daily_loop_of_the_readme_runs(tmp_path: Path) -> None:
    (case,) = re.findall(r"(?s)```yaml\n(# case\.yaml\n.*?)```", README)
    (loop,) = re.findall(r"(?s)```sh\n# the daily loop\n(.*?)```", README)
    now = datetime.now(UTC).replace(microsecond=0)
    told = re.sub(r"(?m)^at: .*$", f"at: {now.isoformat()}", case)
    told = re.sub(r"pain_since: .*", f"pain_since: {now.date() - timedelta(days=5)}", told)
    (tmp_path / "case.yaml").write_text(told, encoding="utf-8")
    steps = [shlex.split(line, comments=True) for line in loop.splitlines()]
    assert len(steps) > 4
    for name, *words in steps:
        assert name == "stridewell"
        done = subprocess.run(
            [sys.executable, "-m", "stridewell", *words],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
            env={**os.environ, "STRIDEWELL_HOME": str(tmp_path / "home")},
        )
        assert done.returncode == 0, (words, done.stderr)
    assert (tmp_path / "week.ics").is_file()


def test_no_page_names_a_machine_or_promises_a_later_version() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert re.findall(r"/(?:work|home|root|tmp)/\S*|\bTODO\b|\bTBD\b|coming soon", text) == []
