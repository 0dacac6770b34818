"""What decisions rest on, to read up: red flags, questions, numbers of the reasoning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stridewell.app.learn.readings import ClaimLine, claim_lines, mentions
from stridewell.app.learn.shelf import Kind, Link, Shelf, link_to
from stridewell.app.learn.standing import NumberView, Standing, numbers_of, standing
from stridewell.app.learn.words import criterion_words, ways
from stridewell.knowledge.records import LevelSpec, Question, SpikeClass, TriageRule
from stridewell.values.wording import sentence_case

AROUND_HEADING = "Warm-ups, other training, shoes and cues"
SLEEP_HEADING = "Sleep and stress"
LOAD_HEADING = "Training load"
FORM_HEADING = "Running form"
OTHER_HEADING = "More numbers"


@dataclass(frozen=True, slots=True)
class Beside:
    """What belongs to an entry beside itself: claims, numbers, and what to read on."""

    claims: tuple[ClaimLine, ...]
    numbers: tuple[NumberView, ...]
    mentions: tuple[Link, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing belongs to it."""
        return not (self.claims or self.numbers or self.mentions)


@dataclass(frozen=True, slots=True)
class RuleView:
    """A red-flag rule: the ways in which it fires, what is said then, and what it rests on."""

    id: str
    level: LevelSpec
    suspected: str
    text: str
    ways: tuple[str, ...]
    standing: Standing
    beside: Beside


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of the check-in, why it is asked, and what may be answered.

    ``asked_when`` is empty where it is asked of everybody.
    """

    id: str
    section: str
    text: str
    why: str
    options: tuple[str, ...]
    asked_when: str
    critical: bool
    test: Link | None
    beside: Beside


@dataclass(frozen=True, slots=True)
class ReasoningView:
    """A number of the reasoning itself, and what it is for."""

    id: str
    amount: str
    text: str
    standing: Standing
    beside: Beside


@dataclass(frozen=True, slots=True)
class SpikeView:
    """The rule for single runs: its window in days, and its classes.

    A class has a name, how far beyond the longest run it reaches, and its hazard ratio.
    """

    window_days: int
    classes: tuple[tuple[str, str, str], ...]
    standing: Standing
    beside: Beside


def beside(kind: Kind, entry_id: str, shelf: Shelf) -> Beside:
    """What belongs to an entry beside itself."""
    return Beside(
        claim_lines(kind, entry_id, shelf),
        numbers_of(kind, entry_id, shelf),
        mentions(kind, entry_id, shelf),
    )


def rule_view(rule: TriageRule, shelf: Shelf) -> RuleView:
    """A red-flag rule as runners read it."""
    return RuleView(
        id=rule.id,
        level=shelf.knowledge.levels[rule.level],
        suspected=rule.suspected,
        text=rule.text,
        ways=ways(rule.when, shelf.knowledge),
        standing=standing(rule.warrant, shelf),
        beside=beside(Kind.RULE, rule.id, shelf),
    )


def rules_by_level(shelf: Shelf) -> tuple[tuple[LevelSpec, tuple[RuleView, ...]], ...]:
    """Every red-flag rule, by level, the most urgent first."""
    rules = shelf.knowledge.rules.values()
    return tuple(
        (spec, tuple(rule_view(each, shelf) for each in rules if each.level is level))
        for level, spec in shelf.knowledge.levels.items()
    )


def question_view(question: Question, shelf: Shelf) -> QuestionView:
    """A question of the check-in as runners read it."""
    when = question.asked_when
    return QuestionView(
        id=question.id,
        section=question.section,
        text=question.text,
        why=question.why,
        options=tuple(option.label for option in question.options),
        asked_when="" if when is None else criterion_words(when, shelf.knowledge),
        critical=question.critical,
        test=None if question.test is None else link_to(Kind.SELF_TEST, question.test, shelf),
        beside=beside(Kind.QUESTION, question.id, shelf),
    )


def questions_by_section(shelf: Shelf) -> Mapping[str, tuple[QuestionView, ...]]:
    """Every question, by section, in the order they are asked."""
    questions = shelf.knowledge.questions.values()
    sections = dict.fromkeys(each.section for each in questions)
    return {
        section: tuple(question_view(each, shelf) for each in questions if each.section == section)
        for section in sections
    }


def reasoning_groups(shelf: Shelf) -> Mapping[str, tuple[ReasoningView, ...]]:
    """Every number that code reckons with, by what it is for."""
    knowledge = shelf.knowledge
    groups: Mapping[str, Iterable[str]] = {
        **knowledge.number_groups,
        AROUND_HEADING: knowledge.around.numbers,
        SLEEP_HEADING: knowledge.fuel.sleep.rules,
        LOAD_HEADING: knowledge.load.numbers,
        FORM_HEADING: knowledge.gait.numbers,
    }
    return {
        heading or OTHER_HEADING: tuple(reasoning_view(name, shelf) for name in names)
        for heading, names in groups.items()
    }


def reasoning_view(name: str, shelf: Shelf) -> ReasoningView:
    """A number of the reasoning as runners read it."""
    value = shelf.numbers[name]
    unit = "" if value.unit == "1" else f" {value.unit}"
    return ReasoningView(
        id=name,
        amount=f"{value.value:g}{unit}",
        text=value.warrant.note or sentence_case(name.replace("_", " ")),
        standing=standing(value.warrant, shelf),
        beside=beside(Kind.REASONING, name, shelf),
    )


def spike_view(shelf: Shelf) -> SpikeView:
    """The rule for single runs as runners read it."""
    spike = shelf.knowledge.spike
    return SpikeView(
        window_days=spike.window_days,
        classes=tuple(_spike_class(each) for each in spike.classes),
        standing=standing(spike.warrant, shelf),
        beside=beside(Kind.SPIKE, Kind.SPIKE, shelf),
    )


def _spike_class(each: SpikeClass) -> tuple[str, str, str]:
    edge = "more than that" if each.up_to_percent is None else f"up to {each.up_to_percent} %"
    low, high = each.interval.low, each.interval.high
    return each.id, edge, f"{each.hazard_ratio:g} ({low:g} to {high:g})"
