"""Writes an assessment and the questions for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from stridewell.app.assess import Assessment
from stridewell.app.contract import QuestionOut
from stridewell.differential.candidates import Candidate
from stridewell.differential.next_question import NextQuestion, Turn
from stridewell.knowledge.records import Knowledge, Level
from stridewell.triage.disposition import Disposition
from stridewell.values.evidence import Reason

COLOURS = {
    Level.EMERGENCY_NOW: "bold white on red",
    Level.SAME_DAY: "bold red",
    Level.WITHIN_DAYS: "bold yellow",
    Level.WITHIN_WEEKS: "bold cyan",
    Level.SELF_MANAGE: "bold green",
}
SHOWN_CANDIDATES, SHOWN_REASONS, BAR = 5, 3, 20


def console() -> Console:
    """Standard output, plain when it is not a terminal, never narrower than is readable."""
    width = None if Console().is_terminal else 100
    return Console(width=width, highlight=False)


def show_assessment(assessment: Assessment, knowledge: Knowledge) -> None:
    """Urgency on top, then candidates with reasons, the next question and the safety net."""
    out = console()
    out.print(urgency_panel(assessment.disposition, assessment.case.runner.locale, knowledge))
    out.print(candidates_view(assessment))
    out.print(next_question_line(assessment))
    out.print(f"[dim]{escape(knowledge.safety_net)}[/dim]")
    out.print(
        f"[dim]Knowledge {assessment.knowledge_version}. stridewell replaces no clinician.[/dim]"
    )


def urgency_panel(disposition: Disposition, locale: str, knowledge: Knowledge) -> RenderableType:
    """The level with what to do and why."""
    lines = [Text(disposition.spec.meaning), Text(disposition.spec.action)]
    if disposition.level is Level.EMERGENCY_NOW:
        phones = knowledge.emergency_numbers
        phone = phones.get(locale, phones["default"])
        lines.append(Text(f"Emergency number: {phone.number} {phone.note}".rstrip(), "bold"))
    for reason in disposition.reasons[:SHOWN_REASONS]:
        rule = f"{reason.rule}: " if reason.rule else ""
        lines.append(Text(f"• {rule}{reason.text}{cited(reason, knowledge)}"))
    lines.extend(_open_lines(disposition, knowledge))
    title = Text(f" {disposition.spec.label} ", COLOURS[disposition.level])
    return Panel(Group(*lines), title=title, title_align="left")


def _open_lines(disposition: Disposition, knowledge: Knowledge) -> list[Text]:
    if not disposition.open_items:
        return []
    could_be = knowledge.levels[disposition.could_be].label.lower()
    head = Text(f"Still open; until answered this could be “{could_be}”:", "bold")
    asks = [knowledge.questions[entry.ask].text for entry in disposition.open_items]
    return [head, *(Text(f"? {ask}") for ask in asks)]


def cited(reason: Reason, knowledge: Knowledge) -> str:
    """The sources of a reason in brackets, shortened; our own choices are called so."""
    known = [source for source in reason.sources if source in knowledge.sources]
    return f" [{'; '.join(knowledge.sources[source].short for source in known)}]" if known else ""


def candidates_view(assessment: Assessment) -> RenderableType:
    """The leading candidates with probability, interval and the main reasons."""
    table = Table(box=None, pad_edge=False, show_header=True, header_style="bold")
    table.add_column("This pattern fits", ratio=5)
    table.add_column("Chance", no_wrap=True)
    table.add_column("90 % range", no_wrap=True)
    shown = assessment.differential.candidates[:SHOWN_CANDIDATES]
    for rank, candidate in enumerate(shown):
        name = Text.assemble((candidate.name, "bold"), f"  {candidate.plain}")
        share = round(BAR * candidate.probability)
        bar = Text.assemble(
            ("█" * share, "cyan"), ("·" * (BAR - share), "dim"), f" {candidate.probability:.0%}"
        )
        low, high = candidate.interval.low, candidate.interval.high
        table.add_row(name, bar, f"{low:.0%}–{high:.0%}")
        if rank <= 1:
            for line in _reason_lines(candidate):
                table.add_row(line, "", "")
    return Group(table, must_not_miss_line(assessment))


def _reason_lines(candidate: Candidate) -> list[Text]:
    return [
        *(Text(f"  + {r.text}", "green") for r in candidate.reasons_for[:SHOWN_REASONS]),
        *(Text(f"  − {r.text}", "red") for r in candidate.reasons_against[:SHOWN_REASONS]),
    ]


def must_not_miss_line(assessment: Assessment) -> Text:
    """The dangerous causes that are unlikely here: the likeliest of them named all the same."""
    rest = assessment.differential.candidates[SHOWN_CANDIDATES:]
    dangerous = [each for each in rest if each.must_not_miss]
    if not dangerous:
        return Text("")
    named = "; ".join(f"{c.name} {c.probability:.1%}" for c in dangerous[:SHOWN_CANDIDATES])
    more = len(dangerous) - SHOWN_CANDIDATES
    others = f"; and {more} more, each less likely" if more > 0 else ""
    return Text(f"Also weighed, because it must not be missed: {named}{others}.", "dim")


def next_question_line(assessment: Assessment) -> Text:
    """The question that would tell most."""
    if not assessment.next_questions:
        return Text("There is nothing more to ask.")
    best = assessment.next_questions[0]
    return Text.assemble(
        ("Next question: ", "bold"),
        f"{best.question.text} ",
        (f"({best.question.id}, {_worth(best)}) ", "dim"),
        f"Why: {best.question.why}",
    )


def _worth(best: NextQuestion) -> str:
    if best.turn is Turn.INFORMATION:
        return f"{best.bits:.2f} bit expected"
    return "asked first because it decides the urgency"


def show_questions(questions: Sequence[QuestionOut]) -> None:
    """Every question with the answers it accepts."""
    out = console()
    for question in questions:
        mark = "[bold red]●[/] " if question.critical else ""
        out.print(f"{mark}[bold]{question.id}[/] ({question.kind}) {escape(question.text)}")
        for option in question.options:
            out.print(f"    {option.id}: {escape(option.label)}")
        if question.range is not None:
            low, high = question.range
            out.print(f"    a number from {low:g} to {high:g} {question.unit}")
