"""Entries as an article for the terminal: parts with a heading, and lines or factors below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatch

from stridewell.app.learn.conditions import ConditionView, CourseView
from stridewell.app.learn.exercises import SAYS_LOAD, ExerciseView
from stridewell.app.learn.judging import (
    Beside,
    QuestionView,
    ReasoningView,
    RuleView,
    SpikeView,
)
from stridewell.app.learn.notes import NoteLine, NoteView
from stridewell.app.learn.numbers import SourceView
from stridewell.app.learn.programmes import ProgrammeStageView, ProgrammeView
from stridewell.app.learn.ratios import Mover
from stridewell.app.learn.readings import (
    CardView,
    ClaimLine,
    ClaimView,
    FaqView,
    MistakeView,
    SeparationView,
    TermView,
)
from stridewell.app.learn.self_tests import SelfTestView
from stridewell.app.learn.shelf import Link
from stridewell.app.learn.standing import NumberView, SourceLink, Standing
from stridewell.knowledge.library import CheckResult
from stridewell.values.wording import sentence_case

SHOWN_LINKS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article: a heading, and lines or findings with their factors below it."""

    heading: str
    lines: Sequence[str] = ()
    movers: Sequence[Mover] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.lines or self.movers)


@singledispatch
def parts_of(entry: object) -> Iterator[Part]:
    """The parts of an entry; some may be empty."""
    raise TypeError(f"no article is made of {type(entry).__name__}")


@parts_of.register
def _condition(entry: ConditionView) -> Iterator[Part]:
    missed = " It must not be missed." if entry.must_not_miss else ""
    yield Part("", [f"{entry.plain}.", *_given("Also called: {}.", ", ".join(entry.aliases))])
    yield Part("How urgent", [f"{entry.urgency.label}. {entry.urgency.meaning}{missed}"])
    yield Part("Where it hurts", _where(entry))
    if entry.course is not None:
        yield from _course(entry.course)
    running = f"While it leads: {entry.running}. Back to running, roughly: {entry.return_weeks}"
    yield Part("Running", [f"{running} ({entry.return_standing.words})."])
    who = [f"{each.factor}  {each.text} ({each.standing.words})" for each in entry.who]
    prior = f"About {entry.prior} runners who ask ({entry.prior_standing.words})."
    yield Part("Who gets it", [prior, *who])
    yield Part("Speaks for it when present", movers=entry.speaks_for)
    yield Part("Speaks against it when present", movers=entry.speaks_against)
    yield Part("What must not be done", _bullets(entry.never))
    yield Part("What eases", _bullets(entry.easing))
    for separation in entry.separations:
        yield Part(separation.title, _pointers(separation))
    yield Part("The way back in stages", [entry.programme.title] if entry.programme else [])
    yield Part("Exercises that can help", [each.link.title for each in entry.helps])
    harms = [f"{each.link.title}: {each.because}".rstrip(": ") for each in entry.harms]
    yield Part("Exercises to leave out", harms)
    yield from _read_on(entry.claims, entry.numbers, entry.mentions)
    graded = [f"{_source(each.source)} {each.grade}".strip() for each in entry.sources]
    yield Part("Sources", graded)


def _where(entry: ConditionView) -> list[str]:
    first = ", ".join(entry.core_places) or "no single place"
    return [f"First of all: {first}.", *_given("Also: {}.", ", ".join(entry.other_places))]


def _course(course: CourseView) -> Iterator[Part]:
    usual = f" Usually {course.weeks}." if course.weeks else ""
    yield Part("How it begins", [course.onset])
    yield Part("At rest and at night", [course.night])
    yield Part("How it usually goes", [f"{course.course}{usual}"])
    stages = (
        f"{stage.name}{f' ({stage.weeks})' if stage.weeks else ''}: {stage.aim}"
        f" On when: {stage.next_when}"
        for stage in course.stages
    )
    yield Part("Stages", [*stages, _standing(course.standing)])
    yield Part("When it does not fit", [course.not_as_expected])
    yield Part("What a clinician does", [course.confirmed_by])


@parts_of.register
def _self_test(entry: SelfTestView) -> Iterator[Part]:
    only = ["Only a clinician does this test."] if entry.clinician_only else []
    yield Part("How it is done", [*only, *_numbered(entry.steps)])
    yield Part("It is positive when", [entry.positive])
    unknown = ["What is not known blocks it too."] if entry.impact else []
    yield Part("Leave it out when any of this is so", [*_bullets(entry.not_when), *unknown])
    for result in entry.results:
        yield Part(f"{result.text}: speaks for", movers=result.speaks_for)
        yield Part(f"{result.text}: speaks against", movers=result.speaks_against)
    yield from _read_on(entry.claims, entry.numbers, entry.mentions)
    yield Part("Sources", [_source(each) for each in entry.sources])


@parts_of.register
def _rule(entry: RuleView) -> Iterator[Part]:
    yield Part("", [f"{entry.level.label}. {entry.level.meaning}", entry.text])
    yield Part("It fires when any of this is so", _bullets(entry.ways))
    yield Part("Rests on", [_standing(entry.standing)])
    yield from _beside(entry.beside)


@parts_of.register
def _question(entry: QuestionView) -> Iterator[Part]:
    yield Part("Why it is asked", [entry.why])
    yield Part("Answers", _bullets(entry.options))
    yield Part("Asked when this is so or not known", _given("{}", entry.asked_when))
    yield Part("The test", [] if entry.test is None else [entry.test.title])
    yield from _beside(entry.beside)


@parts_of.register
def _exercise(entry: ExerciseView) -> Iterator[Part]:
    yield Part("", [f"For the {entry.target}; {entry.position}.", *_what_it_is(entry)])
    yield Part("How it is done", _numbered(entry.steps))
    yield Part("You should feel", [entry.feel])
    yield Part("Common faults", _bullets(entry.faults))
    yield Part("How much", list(_how_much(entry)))
    yield Part("How hard the muscles work", _activity(entry))
    yield Part("Can help", _titles(entry.helps))
    why = _given("Because {}.", entry.avoid_because)
    when = _given("Also when any of this is so: {}.", entry.avoid_when)
    causes = _given("{}.", "; ".join(link.title for link in entry.avoid_for))
    yield Part("Leave it out", [*causes, *why, *when])
    yield Part("Rests on", [_standing(entry.standing)])
    yield from _beside(entry.beside)


def _what_it_is(entry: ExerciseView) -> Iterator[str]:
    yield f"Kind: {entry.kind}."
    yield from _given("You need: {}.", ", ".join(entry.equipment))
    if not entry.offered:
        yield "Only explained; no plan contains it."
    if entry.gentle:
        yield "It may be done while a clinician is still to be seen."


def _how_much(entry: ExerciseView) -> Iterator[str]:
    for dose in entry.doses:
        felt = f" ({dose.felt})" if dose.felt else ""
        yield f"{dose.stage}: {dose.text}{felt}. {dose.note}".rstrip()
    yield from _given("Tires the legs: {}.", entry.tires)
    harder = _given(" Next: {}.", "; ".join(link.title for link in entry.harder))
    before = "Before it" if entry.offered else "See"
    easier = _given(f" {before}: {{}}.", "; ".join(link.title for link in entry.easier))
    yield "".join((f"Harder: {entry.progress}", *harder))
    yield "".join((f"Easier: {entry.regress}", *easier))


@parts_of.register
def _programme(entry: ProgrammeView) -> Iterator[Part]:
    days = f"{entry.days_per_week} days a week."
    yield Part("", [*_given("For {}.", "; ".join(e.title for e in entry.conditions)), days])
    yield Part("In daily life", _bullets(entry.load))
    for stage in entry.stages:
        length = f" ({stage.weeks})" if stage.weeks else ""
        yield Part(f"{stage.name}{length}", list(_programme_stage(stage)))
    yield Part("Rests on", [_standing(entry.standing)])
    yield from _beside(entry.beside)


def _programme_stage(stage: ProgrammeStageView) -> Iterator[str]:
    yield stage.aim
    yield f"Exercises: {'; '.join(link.title for link in stage.exercises)}."
    yield f"Running: {stage.running}"
    yield from _given("Before it: {}.", "; ".join(stage.enter_when))
    yield from _given("On when: {}.", "; ".join(stage.leave_when))


def _activity(entry: ExerciseView) -> list[str]:
    lines = [f"{e.muscle}: {e.amount}. {_standing(e.standing)}" for e in entry.activity]
    return [*lines, SAYS_LOAD] if lines else []


@parts_of.register
def _reasoning(entry: ReasoningView) -> Iterator[Part]:
    yield Part("", [f"{entry.amount}: {entry.text}", entry.standing.words])
    yield from _beside(entry.beside)


@parts_of.register
def _note(entry: NoteView) -> Iterator[Part]:
    yield Part("", _given("Verdict: {}.", entry.verdict_words))
    yield Part("", _given("{}", entry.text))
    for part in entry.parts:
        lines = [_note_line(each) for each in part.lines]
        yield Part(part.heading, _numbered(lines) if part.ordered else _bullets(lines))
    if entry.standing is not None:
        yield Part("Rests on", [_standing(entry.standing)])
    yield from _beside(entry.beside)


def _note_line(line: NoteLine) -> str:
    named = line.link is not None and line.link.title != line.text
    head = f"{line.link.title}: " if named and line.link is not None else ""
    rests = f" ({_standing(line.standing).rstrip('.')})" if line.standing is not None else ""
    return f"{head}{line.text}{rests}"


@parts_of.register
def _spike(entry: SpikeView) -> Iterator[Part]:
    days = f"One run is compared with the longest of the {entry.window_days} days before it."
    rows = [f"{name}: {edge}, hazard ratio {hazard}" for name, edge, hazard in entry.classes]
    yield Part("", [days, *rows, _standing(entry.standing)])
    yield from _beside(entry.beside)


@parts_of.register
def _claim(entry: ClaimView) -> Iterator[Part]:
    yield Part("Verdict", [f"{entry.verdict_words}. {entry.answer}"])
    yield Part("What stridewell does with it", [entry.use, *_given("{}", entry.not_used)])
    yield Part("Where", _titles(entry.homes))
    yield Part("Rests on", [_standing(entry.standing)])
    yield Part("Looked-up numbers", [_number(each) for each in entry.numbers])


@parts_of.register
def _card(entry: CardView) -> Iterator[Part]:
    if entry.verdict_words:
        yield Part("", [f"Verdict: {entry.verdict_words}."])
    yield Part("", [entry.text])
    yield Part("Do", _bullets(entry.do))
    yield Part("Leave out", _bullets(entry.avoid))
    yield Part("Rests on", [_standing(entry.standing)])
    yield from _read_on(entry.claims, entry.numbers, ())


@parts_of.register
def _term(entry: TermView) -> Iterator[Part]:
    yield Part("", [entry.meaning])
    yield Part("See", _titles(entry.see))


@parts_of.register
def _faq(entry: FaqView) -> Iterator[Part]:
    yield Part("", [entry.answer])
    yield Part("See", _titles(entry.see))
    yield Part("Sources", [_source(each) for each in entry.sources])


@parts_of.register
def _mistake(entry: MistakeView) -> Iterator[Part]:
    yield Part("Why it is one", [entry.why])
    yield Part("Instead", [entry.instead])
    yield Part("See", _titles(entry.see))
    yield Part("Sources", [_source(each) for each in entry.sources])


@parts_of.register
def _separation(entry: SeparationView) -> Iterator[Part]:
    yield Part("", _pointers(entry))
    yield Part("Rests on", [_standing(entry.standing)])


@parts_of.register
def _looked_up(entry: NumberView) -> Iterator[Part]:
    yield Part("", [_number(entry)])
    yield Part("Found" if entry.is_fact else "Tried", [entry.found])
    seen = f"{entry.seen_in} on {entry.seen_on}" if entry.seen_in else ""
    yield Part("Seen in", _given("{}", seen))
    yield Part("Belongs to", _titles(entry.homes))


@parts_of.register
def _used_source(entry: SourceView) -> Iterator[Part]:
    yield Part("", [entry.source.citation, *_given("{}", entry.source.url or "")])
    for use in entry.uses:
        yield Part(use.word, _titles(use.links))


def _beside(entry: Beside) -> Iterator[Part]:
    return _read_on(entry.claims, entry.numbers, entry.mentions)


def _read_on(
    claims: Sequence[ClaimLine], numbers: Sequence[NumberView], mentions: Sequence[Link]
) -> Iterator[Part]:
    yield Part("What you may have read", [f"{c.verdict_words}: {c.claim}" for c in claims])
    yield Part("Looked-up numbers", [_number(each) for each in numbers])
    yield Part("Read on", [f"{link.word}: {link.title}" for link in mentions])


def _number(number: NumberView) -> str:
    source = f" [{number.source.short}]" if number.source is not None else ""
    if number.result is CheckResult.UNCONFIRMED:
        return f"{number.label}: {number.states}{source}"
    differs = f" Remembered was {number.memory}." if number.result is CheckResult.DIFFERS else ""
    return f"{number.states}{source}{differs}"


def _pointers(entry: SeparationView) -> list[str]:
    return [
        f"{pointer.favours.title if pointer.favours else ''}: {pointer.text}".lstrip(": ")
        for pointer in entry.pointers
    ]


def _standing(standing: Standing) -> str:
    sources = "; ".join(each.short for each in standing.sources)
    words = sentence_case(standing.words)
    named = f"{words}: {sources}" if sources else words
    return f"{named}. {standing.note}".strip() if standing.note else f"{named}."


def _source(source: SourceLink) -> str:
    return source.short if source.is_own else f"{source.citation}."


def _titles(links: Sequence[Link]) -> list[str]:
    more = len(links) - SHOWN_LINKS
    titles = [link.title for link in links[:SHOWN_LINKS]]
    return [*titles, f"and {more} more"] if more > 0 else titles


def _bullets(texts: Sequence[str]) -> list[str]:
    return [f"• {text}" for text in texts]


def _numbered(texts: Sequence[str]) -> list[str]:
    return [f"{number}. {text}" for number, text in enumerate(texts, start=1)]


def _given(form: str, text: str) -> list[str]:
    """One line with the text put into it; none where there is no text."""
    return [form.format(text)] if text else []
