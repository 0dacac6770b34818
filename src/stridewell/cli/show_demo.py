"""Writes the whole answer for the example runner."""

from __future__ import annotations

from rich.rule import Rule
from rich.text import Text

from stridewell.app.care import DayAnswer
from stridewell.app.gait_report import GaitReport
from stridewell.app.import_runs import ImportReport
from stridewell.cli.doors import ExampleRunner
from stridewell.cli.show import (
    candidates_view,
    console,
    must_not_miss_view,
    next_question_line,
    urgency_panel,
)
from stridewell.cli.show_gait import form_lines
from stridewell.cli.show_plan import show_refusal, show_today, show_week
from stridewell.knowledge.records import Knowledge
from stridewell.plan.refusal import Refusal
from stridewell.values.evidence import Origin


def show_story(example: ExampleRunner) -> None:
    """Who the example runner is."""
    out = console()
    out.print(Rule(Text(example.title, "bold")))
    out.print(Text(example.story))


def show_demo(
    report: ImportReport, form: GaitReport | None, day: DayAnswer, knowledge: Knowledge
) -> None:
    """From the imported runs and the film, where there is one, to today's plan."""
    out = console()
    out.print(f"Runs: {report.imported} read from the watch's FIT files.")
    for finding in day.state.case.findings:
        if finding.origin is Origin.RUN and finding.said:
            out.print(Text(f"  {finding.said}"))
    if form is not None:
        for line in form_lines(form, knowledge):
            out.print(line)
    out.print(urgency_panel(day.assessment.disposition, day.state.case.runner.locale, knowledge))
    out.print(candidates_view(day.assessment))
    out.print(must_not_miss_view(day.assessment))
    out.print(next_question_line(day.assessment))
    if isinstance(day.plan, Refusal):
        show_refusal(day.plan, out)
    else:
        show_today(day.plan, knowledge, out)
        show_week(day.plan, knowledge, out)
    out.print(Text(f"{knowledge.safety_net}", "dim"))
    out.print(Text("stridewell replaces no clinician. See it in a browser: make serve", "dim"))
