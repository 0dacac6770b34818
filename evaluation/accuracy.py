"""Measures triage and ranking on the scenario files.

    python -m evaluation.accuracy [--stories FOLDER] [--misses] [--write]

FOLDER holds ``*.jsonl`` with the texts of the development stories by id, for the run from free
text alone; they are not part of the project, those of the other sets are. ``--write`` puts the
tables into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.free_text import OWN, from_text, texts_in
from evaluation.metrics import Outcome, calibration
from evaluation.scenario import Scenario, load, sets

from evaluation import report, runs
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.knowledge.records import Knowledge

DOCS = Path(__file__).parent.parent / "docs"
PAGE, PICTURE = DOCS / "accuracy.md", DOCS / "images" / "calibration.svg"
TITLES = {
    "development": "Development scenarios",
    "second": "Second set",
    "third": "Third set",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Every run over one set."""

    name: str
    scenarios: tuple[Scenario, ...]
    columns: Mapping[str, Sequence[Outcome]]
    interviewed: Sequence[runs.Interviewed]

    @property
    def told(self) -> Sequence[Outcome]:
        """The run with every answer."""
        return self.columns["all answers"]


def measure(name: str, texts: Mapping[str, str], knowledge: Knowledge) -> Measured:
    """Every run over one set of scenarios."""
    scenarios = load(name)
    interviewed = runs.interviews(scenarios, knowledge)
    columns = {
        "all answers": runs.all_answers(scenarios, knowledge),
        "asked by the interview": [each.outcome for each in interviewed],
        "a third missing": runs.a_third_missing(scenarios, knowledge),
        "one wrong": runs.one_wrong(scenarios, knowledge),
    }
    spoken = from_text(scenarios, texts, knowledge)
    if spoken:
        columns["free text alone"] = spoken
    return Measured(name, scenarios, columns, interviewed)


def section(measured: Measured) -> str:
    """The tables of one set as Markdown."""
    labels = {each.id: each.expect.candidates[0] for each in measured.scenarios}
    title = TITLES.get(measured.name, measured.name)
    return "\n".join(
        [
            f"## {title} ({len(measured.scenarios)})\n",
            report.table(measured.columns),
            report.interview_lines(measured.interviewed) + "\n",
            "### Urgency given, by the urgency expected\n",
            report.by_level(measured.told),
            "### Calibration\n",
            report.calibration_lines(measured.told),
            "### By condition\n",
            report.by_condition(measured.told, labels),
        ]
    )


def misses(measured: Measured) -> str:
    """What went wrong with every answer told, one line a scenario."""
    lines = []
    for outcome in measured.told:
        if not outcome.acceptable or not outcome.within(1):
            expected = next(s.expect for s in measured.scenarios if s.id == outcome.scenario)
            lines.append(
                f"{outcome.scenario}: expected {expected.candidates[0]} {expected.level}, "
                f"got {', '.join(outcome.first)} {outcome.level}"
            )
    return "\n".join(lines)


def main() -> None:
    """Print the tables; write them into the docs when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    more = texts_in(arguments.stories) if arguments.stories else {}
    texts = {**texts_in(OWN), **more}
    knowledge = packaged_knowledge()
    measured = [measure(name, texts, knowledge) for name in sets()]
    body = "\n".join(section(each) for each in measured)
    print(f"Knowledge {knowledge.version}\n\n{body}")
    if arguments.misses:
        print("\n".join(misses(each) for each in measured))
    if arguments.write:
        write(body, measured, knowledge.version)


def write(body: str, measured: Sequence[Measured], version: str) -> None:
    """Put the tables between the markers of docs/accuracy.md, and draw the calibration."""
    begin, end = "<!-- tables: begin -->\n", "<!-- tables: end -->"
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(begin, 1)
    _, tail = rest.split(end, 1)
    told = f"{begin}\nKnowledge version `{version}`.\n\n{body}\n{end}"
    PAGE.write_text(f"{head}{told}{tail}", encoding="utf-8")
    bins = {TITLES.get(m.name, m.name): calibration(m.told) for m in measured}
    PICTURE.write_text(report.calibration_svg(bins), encoding="utf-8")


if __name__ == "__main__":
    main()
