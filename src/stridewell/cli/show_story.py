"""Writes a story that was read for a person: their words, what was taken from them, the answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from stridewell.app.understand import Story, safety_signs
from stridewell.app.understand_contract import label_of
from stridewell.cli.show import console
from stridewell.intake.understanding.options import calm_option
from stridewell.intake.understanding.records import Proposal, Stance
from stridewell.knowledge.records import Knowledge, Question

LONGEST_QUESTION, LONGEST_WORDS, SHOWN_UNREAD = 70, 60, 6
ANSWERS = {Stance.PRESENT: "yes", Stance.ABSENT: "no", Stance.NOT_SURE: "not sure"}
COLOURS = {Stance.PRESENT: "green", Stance.ABSENT: "dim", Stance.NOT_SURE: "yellow"}


def show_story(story: Story, knowledge: Knowledge, saved: Path | None) -> None:
    """The proposals as a table, then what was left, and how to go on."""
    out = console()
    table = Table(header_style="bold", pad_edge=False)
    for name in ("Your words", "The question", "What we took from them", ""):
        table.add_column(name, overflow="fold")
    for proposal in story.understanding.proposals:
        table.add_row(*_row(proposal, story.understanding.proposals, knowledge))
    out.print(table)
    for line in _lines(story, knowledge, saved):
        out.print(line)


def _row(
    proposal: Proposal, proposals: Sequence[Proposal], knowledge: Knowledge
) -> tuple[Text, Text, Text, Text]:
    question = knowledge.questions[proposal.question]
    label = label_of(proposal, knowledge)
    if proposal.note:
        label = f"{label} ({proposal.note})"
    answer = Text(_answer(proposal, question), COLOURS[proposal.state])
    if proposal.conflicts_with:
        other = proposals[proposal.conflicts_with[0]]
        joined = "; but" if answer.plain else "but"
        answer.append(f"{joined} “{shown(other.words, LONGEST_WORDS)}”", "red")
    return (
        Text(f"“{shown(proposal.words, LONGEST_WORDS)}”"),
        Text(shown(question.text, LONGEST_QUESTION), "dim"),
        Text(label),
        answer,
    )


def _answer(proposal: Proposal, question: Question) -> str:
    """Yes, no or not sure; nothing where the option itself says it, as "No fever" does."""
    says_it = proposal.value is not None or question.kind == "side"
    says_no = proposal.state is Stance.ABSENT and proposal.option == calm_option(question)
    return "" if says_it or says_no else ANSWERS[proposal.state]


def shown(text: str, longest: int) -> str:
    """A text in one line, without signs that would steer a terminal, cut where it is too long."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    line = " ".join(plain.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _lines(story: Story, knowledge: Knowledge, saved: Path | None) -> list[Text]:
    lines = []
    if safety_signs(story, knowledge):
        lines.append(
            Text(
                "Some of these signs can be urgent. Check them first; if they are right, "
                "do not wait for the rest.",
                "bold red",
            )
        )
    asked = (knowledge.questions[question].text for question in story.contradictory)
    lines.extend(
        Text(f"Left open, because your words say two things: {shown(text, LONGEST_QUESTION)}")
        for text in asked
    )
    lines.extend(
        Text(f"Nothing was taken from: “{shown(unread.words, LONGEST_WORDS)}”", "dim")
        for unread in story.understanding.unread[:SHOWN_UNREAD]
    )
    if saved is not None:
        return lines
    return [
        *lines,
        Text("Nothing counts until you have confirmed it.", "bold"),
        Text(
            "If every line is right, go on with: --age N --confirm-all --case my.yaml, then "
            "stridewell assess my.yaml. Or answer the questions one by one: stridewell interview."
        ),
    ]
