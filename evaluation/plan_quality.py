"""Lets invented runners follow the plan and three rules of thumb, and counts what becomes of them.

    python -m evaluation.plan_quality [--runners N] [--weeks W] [--seed S] [--processes P] [--write]

N runners in each of five scenarios follow every policy on the same seeds for W weeks. ``--write``
puts the tables into docs/plan_quality.md. It is a simulation: see that page for what it proves.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from evaluation import plan_tables
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.knowledge.records import Knowledge
from stridewell.simulate.recovery.course import follow
from stridewell.simulate.recovery.judging import Memory
from stridewell.simulate.recovery.ours import OurPolicy
from stridewell.simulate.recovery.outcomes import Outcome, outcome_of
from stridewell.simulate.recovery.policies import FixedLadder, RestOnly, TenPercent
from stridewell.simulate.recovery.runners import Scenario, SyntheticRunner, synthetic_runner
from stridewell.simulate.recovery.seen import Policy

PAGE = Path(__file__).parent.parent / "docs" / "plan_quality.md"
BEGIN, END = "<!-- tables: begin -->\n", "<!-- tables: end -->"


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is simulated; ``runners`` counts those of one scenario."""

    runners: int = 90
    weeks: int = 24
    seed: int = 1
    processes: int = 2

    @property
    def runner_weeks(self) -> int:
        """Weeks that one policy is followed for in all."""
        return self.runners * self.weeks * len(Scenario)


@dataclass(frozen=True, slots=True)
class Task:
    """One runner to be simulated under every policy."""

    index: int
    scenario: Scenario
    weeks: int
    seed: int


@lru_cache(maxsize=1)
def knowledge_here() -> Knowledge:
    """The knowledge, read once a process."""
    return packaged_knowledge()


def policies(runner: SyntheticRunner, knowledge: Knowledge) -> tuple[Policy, ...]:
    """Ours first, then the rules of thumb."""
    return (
        OurPolicy(knowledge),
        RestOnly(runner.usual),
        FixedLadder(runner.usual, knowledge.ladders["A"]),
        TenPercent(runner.usual),
    )


def run_task(task: Task) -> tuple[Outcome, ...]:
    """One runner under every policy."""
    knowledge, memory = knowledge_here(), Memory()
    runner = synthetic_runner(task.index, task.scenario, knowledge, task.seed)
    return tuple(
        outcome_of(follow(runner, policy, knowledge, task.weeks, memory), knowledge)
        for policy in policies(runner, knowledge)
    )


def simulate(settings: Settings) -> tuple[Outcome, ...]:
    """Every runner of every scenario under every policy, in the order of the tasks."""
    tasks = [
        Task(index, scenario, settings.weeks, settings.seed)
        for index in range(settings.runners)
        for scenario in Scenario
    ]
    return tuple(outcome for outcomes in _counted(tasks, settings) for outcome in outcomes)


def _counted(tasks: Sequence[Task], settings: Settings) -> Iterator[tuple[Outcome, ...]]:
    columns = (TextColumn("Simulating"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        ProcessPoolExecutor(settings.processes) as pool,
        Progress(*columns, console=Console(stderr=True)) as progress,
    ):
        yield from progress.track(pool.map(run_task, tasks, chunksize=2), total=len(tasks))


def read_settings() -> tuple[Settings, bool]:
    """The settings of the command line, and whether the page is to be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = Settings(processes=os.cpu_count() or 1)
    parser.add_argument("--runners", type=int, default=usual.runners, help="in each scenario")
    parser.add_argument("--weeks", type=int, default=usual.weeks)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--processes", type=int, default=usual.processes)
    parser.add_argument("--write", action="store_true")
    told = parser.parse_args()
    settings = Settings(told.runners, told.weeks, told.seed, told.processes)
    return settings, bool(told.write)


def main() -> None:
    """Print the tables; write them into the docs when asked."""
    settings, writes = read_settings()
    began = time.monotonic()
    outcomes = simulate(settings)
    minutes = (time.monotonic() - began) / 60
    command = (
        f".venv/bin/python -m evaluation.plan_quality --runners {settings.runners} "
        f"--weeks {settings.weeks} --seed {settings.seed} --write"
    )
    head = (
        f"Made by\n\n```sh\n{command}\n```\n\n{settings.runners} runners in each of "
        f"{len(Scenario)} scenarios, {settings.weeks} weeks each: {settings.runner_weeks} "
        f"runner-weeks for every policy. Seed {settings.seed}, knowledge version "
        f"`{knowledge_here().version}`.\n"
    )
    body = head + "\n" + plan_tables.body(outcomes, settings.runner_weeks)
    print(body)
    print(f"{minutes:.1f} minutes with {settings.processes} processes")
    print(plan_tables.first_breaches(outcomes))
    if writes:
        write(body)


def write(body: str) -> None:
    """Put the tables between the markers of the page."""
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    PAGE.write_text(f"{head}{BEGIN}\n{body}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
