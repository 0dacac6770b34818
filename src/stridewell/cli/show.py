"""Writes an assessment and the questions for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from stridewell.app.answer_words import in_words
from stridewell.app.assess import Assessment
from stridewell.app.contract import QuestionOut
from stridewell.app.interview import Ask, next_step
from stridewell.differential.candidates import SOMETHING_ELSE, Candidate
from stridewell.differential.explanation import against, explain, when_to_exclude
from stridewell.intake.contradictions import Contradiction
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
SHOWN_CANDIDATES, EXPLAINED, SHOWN_REASONS, SHOWN_DANGERS, BAR = 5, 1, 3, 3, 20
NOT_WORDS = frozenset({"Not ticked", "None of these", "No", "Yes"})
"""Answers that need no repeating beside our own words for them."""


def console() -> Console:
    """Standard output, plain when it is not a terminal, never narrower than is readable."""
    width = None if Console().is_terminal else 100
    return Console(width=width, highlight=False)


def show_assessment(
    assessment: Assessment, knowledge: Knowledge, *, everything: bool = False
) -> None:
    """Urgency on top, then candidates with reasons, the next question and the safety net.

    With ``everything`` no candidate, reason or dangerous cause is left out.
    """
    out = console()
    out.print(urgency_panel(assessment.disposition, assessment.case.runner.locale, knowledge))
    for each in assessment.contradictions:
        out.print(contradiction_view(each, assessment))
    out.print(candidates_view(assessment, everything=everything))
    out.print(must_not_miss_view(assessment, everything=everything))
    out.print(next_question_line(assessment))
    out.print(f"[dim]{escape(knowledge.safety_net)}[/dim]")
    out.print(
        f"[dim]Knowledge {assessment.knowledge_version}. stridewell replaces no clinician.[/dim]"
    )


def contradiction_view(found: Contradiction, assessment: Assessment) -> RenderableType:
    """Answers that cannot both be right, and what to do about them."""
    knowledge, answers = assessment.knowledge, assessment.case.answers
    questions = [knowledge.questions[each] for each in found.questions if each in answers]
    return Group(
        Text(f"Two answers do not fit together. {found.text}", "bold yellow"),
        *(
            Text(f"  {each.text} ({each.id}): “{in_words(each, answers[each.id], knowledge)}”")
            for each in questions
        ),
        Text("  Until this is clear, what they say is left out when causes are compared."),
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


def candidates_view(assessment: Assessment, *, everything: bool = False) -> RenderableType:
    """The leading candidates with probability and interval; the first of them explained."""
    named = [each for each in assessment.differential.candidates if each.condition is not None]
    shown = named if everything else named[:SHOWN_CANDIDATES]
    explained = shown if everything else shown[:EXPLAINED]
    return Group(
        _table(shown, assessment),
        *(_explained(each, assessment, everything=everything) for each in explained),
    )


def _table(shown: Sequence[Candidate], assessment: Assessment) -> Table:
    table = Table(box=None, pad_edge=False, show_header=True, header_style="bold")
    table.add_column("This pattern fits", ratio=5)
    table.add_column("Chance", no_wrap=True)
    table.add_column("90 % range", no_wrap=True)
    other = assessment.differential.candidate(SOMETHING_ELSE)
    for candidate in (*shown, *([other] if other is not None else [])):
        name = Text.assemble((candidate.name, "bold"), f"  {candidate.plain}")
        low, high = candidate.interval.low, candidate.interval.high
        table.add_row(name, _bar(candidate.probability), f"{_percent(low)} to {_percent(high)}")
    return table


def _bar(probability: float) -> Text:
    share = round(BAR * probability)
    return Text.assemble(
        ("█" * share, "cyan"), ("·" * (BAR - share), "dim"), f" {_percent(probability)}"
    )


def _percent(share: float) -> str:
    """Whole percent; the ends are not rounded to never or certain."""
    if share < 0.01:  # noqa: PLR2004
        return "<1%"
    return ">99%" if share > 0.99 else f"{share:.0%}"  # noqa: PLR2004


def _explained(candidate: Candidate, assessment: Assessment, *, everything: bool) -> RenderableType:
    """A candidate in short paragraphs, then the reasons in the runner's own words."""
    most = None if everything else SHOWN_REASONS
    talk = explain(candidate, assessment.differential, assessment.knowledge)
    lines = [
        *(_reason_line("+", "green", r, clinical=everything) for r in candidate.reasons_for[:most]),
        *(
            _reason_line("−", "red", r, clinical=everything)
            for r in candidate.reasons_against[:most]
        ),
    ]
    return Group(Text(f"\n{candidate.name}", "bold"), *(Text(f"  {part}") for part in talk), *lines)


def _reason_line(sign: str, style: str, reason: Reason, *, clinical: bool) -> Text:
    said = f"“{reason.said}”: " if reason.said and reason.said not in NOT_WORDS else ""
    terms = f" [{reason.clinical}]" if clinical and reason.clinical else ""
    return Text(f"  {sign} {said}{reason.text}{terms}", style)


def must_not_miss_view(assessment: Assessment, *, everything: bool = False) -> RenderableType:
    """The dangerous causes that were weighed, the likeliest first, and what speaks against each."""
    dangerous = [each for each in assessment.differential.candidates if each.must_not_miss]
    shown = dangerous if everything else dangerous[:SHOWN_DANGERS]
    more = len(dangerous) - len(shown)
    lines = [
        Text.assemble(
            (f"  {each.name} ", "bold"),
            f"{_percent(each.probability)}. ",
            (f"{against(each)} {when_to_exclude(each)}", "dim"),
        )
        for each in shown
    ]
    rest = [Text(f"  and {more} more, each less likely (see them with --all).", "dim")]
    return Group(Text("\nMust not be missed", "bold"), *lines, *(rest if more > 0 else []))


def next_question_line(assessment: Assessment) -> Text:
    """The question to answer next and why now, or why nothing more needs asking."""
    step = next_step(assessment, assessment.knowledge)
    if not isinstance(step, Ask):
        return Text(f"\n{step.because}", "bold")
    return Text.assemble(
        ("\nNext question: ", "bold"),
        f"{step.question.text} ",
        (f"({step.question.id}) ", "dim"),
        f"Why: {step.question.why} Why now: {step.because}",
    )


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
