"""The interview in a terminal: one question at a time, each with why and why now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from rich.columns import Columns
from rich.console import Console
from rich.text import Text

from stridewell.app.answer_words import in_words
from stridewell.app.guide import ClearUp, Guide, Stand
from stridewell.app.interview import ALL_ASKED, Ask, Finished
from stridewell.cli.show import urgency_panel
from stridewell.cli.typed_answers import read_typed, shown_options
from stridewell.errors import CaseError
from stridewell.intake.reading import NOT_SURE, Answer
from stridewell.knowledge.records import Level, Question

KEYS = "s not sure   ? why   b back   q stop and save"
SEE = "   a see my answer now"
PASSED = "not sure, or passed over"
TEST_SIGN = "Counts as yes: "


class Key(Enum):
    """What a person can type instead of an answer."""

    WHY = "?"
    BACK = "b"
    STOP = "q"
    SEE = "a"
    KEEP = "k"
    MORE = "m"


@dataclass(frozen=True, slots=True)
class Told:
    """How the talk ended: the answers, and whether it was stopped before its end."""

    guide: Guide
    stopped: bool


class Talk:
    """A talk with one person."""

    def __init__(self, out: Console) -> None:
        """Talk over a console."""
        self._out = out

    def through(self, guide: Guide) -> Told:
        """Ask until nothing more needs asking, an emergency shows, or the person stops."""
        while True:
            stand = guide.stand()
            if stand.disposition.level is Level.EMERGENCY_NOW and not _must(stand):
                return Told(guide, stopped=False)
            match stand.step:
                case Finished(because):
                    after = self._at_the_end(guide, because)
                case ClearUp() as clear_up:
                    self._warn(guide, stand)
                    after = self._clear_up(guide, clear_up)
                case Ask() as ask:
                    after = self._asked(guide, ask, stand)
            if isinstance(after, Told):
                return after
            guide = after

    def _at_the_end(self, guide: Guide, because: str) -> Guide | Told:
        self._out.print(Text(f"\n{because}", "bold"))
        if because == ALL_ASKED:
            return Told(guide, stopped=False)
        typed = self._read("Enter for your answer, m to answer more questions: ")
        if typed == Key.MORE.value:
            return replace(guide, draft=replace(guide.draft, more=True))
        return Told(guide, stopped=False)

    def _asked(self, guide: Guide, ask: Ask, stand: Stand) -> Guide | Told:
        question, because = ask.question, ask.because
        while True:
            typed = self._question(guide, question, because, stand)
            match typed:
                case Key.STOP:
                    return Told(guide, stopped=True)
                case Key.SEE:
                    return Told(guide, stopped=False)
                case Key.BACK:
                    question = guide.knowledge.questions[guide.before(question) or question.id]
                    because = ""
                case Guide():
                    return typed

    def _question(
        self, guide: Guide, question: Question, because: str, stand: Stand
    ) -> Guide | Key:
        """Ask until there is an answer, or a key that leads elsewhere."""
        self._show(guide, question, because)
        keys = KEYS + (SEE if stand.may_finish else "")
        while True:
            self._out.print(Text(keys, "dim"))
            typed = self._read("> ")
            if typed == Key.WHY.value:
                self._out.print(Text(f"Why: {question.why}"))
            elif typed in {Key.BACK.value, Key.STOP.value} or (
                typed == Key.SEE.value and stand.may_finish
            ):
                return Key(typed)
            else:
                answered = self._answered(guide, question, typed)
                if answered is not None:
                    return answered

    def _answered(self, guide: Guide, question: Question, typed: str) -> Guide | None:
        """The check-in with the answer; None, and a word about it, where it is none."""
        try:
            answered = guide.answered(question, read_typed(question, typed, guide.knowledge))
            answered.stand()
        except CaseError as error:
            self._out.print(Text(str(error), "red"))
            return None
        return answered

    def _warn(self, guide: Guide, stand: Stand) -> None:
        """Show an emergency that one of two clashing answers would mean, before they are clear."""
        if stand.disposition.level is Level.EMERGENCY_NOW:
            locale = guide.draft.runner.locale
            self._out.print(urgency_panel(stand.disposition, locale, guide.knowledge))

    def _clear_up(self, guide: Guide, step: ClearUp) -> Guide | Told:
        """Show the answers that cannot both be right, and ask for each of them again."""
        found, knowledge = step.contradiction, guide.knowledge
        self._out.print(Text(f"\nTwo answers do not fit together. {found.text}", "bold yellow"))
        for question_id in found.questions:
            question = knowledge.questions[question_id]
            said = self._said(guide, question) or PASSED
            self._out.print(Text.assemble(f"  {question.text} ", (f"“{said}”", "bold")))
        if not step.must:
            typed = self._read("Enter to answer both again, k to keep them as they are: ")
            if typed == Key.STOP.value:
                return Told(guide, stopped=True)
            if typed == Key.KEEP.value:
                return guide.standing_by(found.id)
        return self._again(guide, step)

    def _again(self, guide: Guide, step: ClearUp) -> Guide | Told:
        for question_id in step.contradiction.questions:
            question = guide.knowledge.questions[question_id]
            self._show(guide, question, "")
            answered: Guide | None = None
            while answered is None:
                self._out.print(Text("s not sure   q stop and save", "dim"))
                typed = self._read("> ")
                if typed == Key.STOP.value:
                    return Told(guide, stopped=True)
                answered = self._reanswered(guide, question, typed)
            guide = answered
        return guide

    def _reanswered(self, guide: Guide, question: Question, typed: str) -> Guide | None:
        try:
            return guide.answered(question, read_typed(question, typed, guide.knowledge))
        except CaseError as error:
            self._out.print(Text(str(error), "red"))
            return None

    def _show(self, guide: Guide, question: Question, because: str) -> None:
        """The question with its place in the interview, why now, and its answers."""
        done = guide.draft.done
        number = (done.index(question.id) if question.id in done else len(done)) + 1
        most = guide.knowledge.interview.most
        far = f"of at most about {most}" if number <= most and not guide.draft.more else ""
        self._out.print(Text(f"\nQuestion {number} {far}. {because}".rstrip(), "dim"))
        self._out.print(Text(question.text, "bold"))
        self._show_test(guide, question)
        options = shown_options(question, guide.knowledge)
        entries = [Text(f"{i:>2} {label}") for i, (_, label) in enumerate(options, 1)]
        if question.kind == "regions":
            self._out.print(Columns(entries, padding=(0, 3), column_first=True))
            self._out.print(Text("Type numbers with sides: 8r is right, l left, b both, m middle."))
        else:
            for entry in entries:
                self._out.print(entry)
        if question.kind == "multi":
            self._out.print(Text("Type all numbers that apply, such as 1 3."))
        self._show_range(guide, question)
        said = self._said(guide, question)
        if said is not None:
            self._out.print(Text(f"Your answer so far: {said}", "cyan"))

    def _show_test(self, guide: Guide, question: Question) -> None:
        if question.test is None:
            return
        test = guide.knowledge.self_tests[question.test]
        for number, step in enumerate(test.steps, 1):
            self._out.print(Text(f"  {number}. {step}"))
        self._out.print(Text(f"  {TEST_SIGN}{test.positive}"))

    def _show_range(self, guide: Guide, question: Question) -> None:
        if question.kind == "date":
            self._out.print(Text("A day as 2026-05-03."))
        spec = guide.knowledge.findings.get(question.number or "")
        if spec is not None and spec.range is not None:
            low, high = spec.range.low, spec.range.high
            unit = "" if question.unit == "of 10" else f" ({question.unit})"
            self._out.print(Text(f"A number from {low:g} to {high:g}{unit}."))

    def _said(self, guide: Guide, question: Question) -> str | None:
        answer: Answer | None = guide.draft.answers.get(question.id)
        if answer is None:
            return PASSED if question.id in guide.draft.done else None
        return in_words(question, answer, guide.knowledge) if answer != NOT_SURE else "not sure"

    def _read(self, prompt: str) -> str:
        """What was typed; the end of the input is as good as stopping."""
        try:
            return self._out.input(Text(prompt)).strip()
        except EOFError:
            return Key.STOP.value


def _must(stand: Stand) -> bool:
    return isinstance(stand.step, ClearUp) and stand.step.must
