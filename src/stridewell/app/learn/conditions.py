"""A cause as runners read it: what moves it and by how much, its course, what helps and harms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stridewell.app.learn.ratios import Mover, RatioBar, mover, ratio_bar, strongest_first
from stridewell.app.learn.readings import (
    ClaimLine,
    SeparationView,
    claim_lines,
    mentions,
    separation_view,
)
from stridewell.app.learn.self_tests import test_of
from stridewell.app.learn.shelf import Kind, Link, Shelf, link_to
from stridewell.app.learn.standing import (
    NumberView,
    SourceLink,
    Standing,
    numbers_of,
    source_links,
    standing,
)
from stridewell.app.learn.words import GRADE_WORDS, RUNNING_WORDS, share, times, weeks
from stridewell.knowledge.library import Course
from stridewell.knowledge.records import Condition, LevelSpec, Modifier
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade
from stridewell.values.wording import sentence_case


@dataclass(frozen=True, slots=True)
class WhoGetsIt:
    """A circumstance that makes a cause commoner or rarer."""

    text: str
    factor: str
    bar: RatioBar
    standing: Standing


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage of the course."""

    name: str
    weeks: str
    aim: str
    next_when: str


@dataclass(frozen=True, slots=True)
class CourseView:
    """How a cause begins, behaves at night and runs."""

    onset: str
    night: str
    course: str
    weeks: str
    stages: tuple[StageView, ...]
    not_as_expected: str
    confirmed_by: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise that helps or may harm, and why it may."""

    link: Link
    because: str


@dataclass(frozen=True, slots=True)
class GradedSource:
    """A source of a cause and the best grade that rests on it; empty where none is given."""

    source: SourceLink
    grade: str


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A cause in one line of a list."""

    link: Link
    plain: str
    must_not_miss: bool
    urgency: LevelSpec
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """Everything there is to read about a cause."""

    id: str
    name: str
    plain: str
    aliases: tuple[str, ...]
    tissue: str
    must_not_miss: bool
    urgency: LevelSpec
    prior: str
    prior_standing: Standing
    core_places: tuple[str, ...]
    other_places: tuple[str, ...]
    course: CourseView | None
    return_weeks: str
    return_standing: Standing
    running: str
    who: tuple[WhoGetsIt, ...]
    speaks_for: tuple[Mover, ...]
    speaks_against: tuple[Mover, ...]
    never: tuple[str, ...]
    easing: tuple[str, ...]
    separations: tuple[SeparationView, ...]
    programme: Link | None
    helps: tuple[ExerciseLine, ...]
    harms: tuple[ExerciseLine, ...]
    claims: tuple[ClaimLine, ...]
    numbers: tuple[NumberView, ...]
    mentions: tuple[Link, ...]
    sources: tuple[GradedSource, ...]


def condition_view(condition_id: str, shelf: Shelf) -> ConditionView | None:
    """A cause in full; None when there is no such cause."""
    condition = shelf.knowledge.conditions.get(condition_id)
    if condition is None:
        return None
    movers = _movers(condition, shelf)
    course = shelf.library.courses.get(condition.id)
    return ConditionView(
        id=condition.id,
        name=condition.name,
        plain=sentence_case(condition.plain),
        aliases=condition.aliases,
        tissue=condition.tissue.replace("_", " "),
        must_not_miss=condition.must_not_miss,
        urgency=shelf.knowledge.levels[condition.urgency],
        prior=share(condition.prior_percent.value),
        prior_standing=standing(condition.prior_percent.warrant, shelf),
        core_places=places(condition.core_regions, shelf),
        other_places=places(condition.other_regions, shelf),
        course=None if course is None else _course(course, shelf),
        return_weeks=weeks(condition.return_weeks),
        return_standing=standing(condition.return_warrant, shelf),
        running=RUNNING_WORDS[condition.running],
        who=tuple(_who(each, shelf) for each in condition.modifiers),
        speaks_for=tuple(each for each in movers if each.present_bar.speaks_for),
        speaks_against=tuple(each for each in movers if not each.present_bar.speaks_for),
        never=condition.never,
        easing=condition.easing,
        separations=tuple(
            separation_view(each, shelf) for each in shelf.library.separations_of(condition.id)
        ),
        programme=_programme(condition.id, shelf),
        helps=tuple(_helping(condition.id, shelf)),
        harms=tuple(_harming(condition.id, shelf)),
        claims=claim_lines(Kind.CONDITION, condition.id, shelf),
        numbers=numbers_of(Kind.CONDITION, condition.id, shelf),
        mentions=mentions(Kind.CONDITION, condition.id, shelf),
        sources=_sources(condition, course, shelf),
    )


def condition_lines(shelf: Shelf) -> tuple[ConditionLine, ...]:
    """Every cause, by name."""
    conditions = sorted(shelf.knowledge.conditions.values(), key=lambda c: c.name.casefold())
    return tuple(_line(each, shelf) for each in conditions)


def conditions_by_place(shelf: Shelf) -> Mapping[str, tuple[ConditionLine, ...]]:
    """For each place on the body the causes that hurt there first of all."""
    conditions = shelf.knowledge.conditions.values()
    lines = {each.id: _line(each, shelf) for each in conditions}
    found = {
        sentence_case(region.plain): tuple(
            lines[c.id] for c in conditions if name in c.core_regions
        )
        for name, region in shelf.knowledge.regions.items()
    }
    return {place: causes for place, causes in found.items() if causes}


def places(regions: tuple[str, ...], shelf: Shelf) -> tuple[str, ...]:
    """Regions of the body map in plain words."""
    return tuple(shelf.knowledge.regions[region].plain for region in regions)


def _movers(condition: Condition, shelf: Shelf) -> tuple[Mover, ...]:
    findings = shelf.knowledge.findings
    return strongest_first(
        mover(
            each,
            sentence_case(findings[each.finding].plain),
            test_of(each.finding, shelf),
            shelf,
        )
        for each in condition.evidence
    )


def _line(condition: Condition, shelf: Shelf) -> ConditionLine:
    link = link_to(Kind.CONDITION, condition.id, shelf)
    assert link is not None
    return ConditionLine(
        link=link,
        plain=condition.plain,
        must_not_miss=condition.must_not_miss,
        urgency=shelf.knowledge.levels[condition.urgency],
        places=places(condition.core_regions, shelf),
    )


def _who(modifier: Modifier, shelf: Shelf) -> WhoGetsIt:
    return WhoGetsIt(
        text=modifier.text,
        factor=times(modifier.factor),
        bar=ratio_bar(modifier.factor),
        standing=standing(modifier.warrant, shelf),
    )


def _course(course: Course, shelf: Shelf) -> CourseView:
    return CourseView(
        onset=course.onset,
        night=course.night,
        course=course.course,
        weeks=weeks(course.weeks),
        stages=tuple(
            StageView(each.name, weeks(each.weeks), each.aim, each.next_when)
            for each in course.stages
        ),
        not_as_expected=course.not_as_expected,
        confirmed_by=course.confirmed_by,
        standing=standing(course.warrant, shelf),
    )


def _programme(condition: str, shelf: Shelf) -> Link | None:
    programmes = shelf.knowledge.programmes.values()
    found = (each.id for each in programmes if condition in each.conditions)
    return next((link_to(Kind.PROGRAMME, each, shelf) for each in found), None)


def _helping(condition: str, shelf: Shelf) -> Iterator[ExerciseLine]:
    for exercise in shelf.knowledge.exercises.values():
        if condition in exercise.helps:
            link = link_to(Kind.EXERCISE, exercise.id, shelf)
            assert link is not None
            yield ExerciseLine(link, "")


def _harming(condition: str, shelf: Shelf) -> Iterator[ExerciseLine]:
    for exercise in shelf.knowledge.exercises.values():
        if condition in exercise.avoid_for:
            link = link_to(Kind.EXERCISE, exercise.id, shelf)
            assert link is not None
            yield ExerciseLine(link, exercise.avoid_because)


def _sources(condition: Condition, course: Course | None, shelf: Shelf) -> tuple[GradedSource, ...]:
    best: dict[str, Grade] = {}
    for warrant in _warrants(condition, course):
        for source in warrant.sources:
            best[source] = min(best.get(source, warrant.grade), warrant.grade, key=_weakness)
    links = source_links(dict.fromkeys((*condition.sources, *best)), shelf)
    ordered = sorted(links, key=lambda link: link.is_own)
    return tuple(
        GradedSource(link, GRADE_WORDS[best[link.id]] if link.id in best else "")
        for link in ordered
    )


def _weakness(grade: Grade) -> int:
    return list(Grade).index(grade)


def _warrants(condition: Condition, course: Course | None) -> Iterator[Warrant]:
    yield condition.prior_percent.warrant
    yield condition.return_warrant
    yield from (each.warrant for each in condition.modifiers)
    yield from (each.warrant for each in condition.evidence)
    if course is not None:
        yield course.warrant
