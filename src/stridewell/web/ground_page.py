"""The ground: what the runs were on and who said so, maps, the side of the road, and loops."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from stridewell.activity.exposure import Surface
from stridewell.app.desk import Desk
from stridewell.app.ground_told import GroundSum, GroundTold, MapRead, read_ground
from stridewell.app.journal import from_plain
from stridewell.app.map_ground import take_maps_back
from stridewell.app.road import tell_road
from stridewell.app.surface_words import (
    HABIT_WORDS,
    SOURCE_WORDS,
    SURFACE_WORDS,
    TRAFFIC_WORDS,
    counted_runs,
    loops_in_words,
    road_in_words,
)
from stridewell.errors import CaseError
from stridewell.knowledge.records import Knowledge
from stridewell.training_load.road import RoadTold
from stridewell.web.rendering import Page, Site
from stridewell.web.why import Why, why_figure, why_reason
from stridewell.web.words import day_and_year, kilometres

PAGE = Page("ground.html", "Ground and roads", "/runs")
OF_GROUND, OF_ROAD, OF_LOOPS = ("mix",), ("camber_one_side",), ("track_turns",)
"""Advice on ground whose studies belong beside each part of the page."""
Told = TypeVar("Told", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A ground with its share and distance of all runs, and its share of the last weeks."""

    name: str
    whole: str
    lately: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Who said what runs were on, and of how many."""

    name: str
    runs: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class GroundContext:
    """What the page of the ground shows."""

    runs: int
    """How many runs are stored."""
    rows: tuple[GroundRow, ...]
    """The grounds, what nobody knows last."""
    unknown: str
    """The share of all metres whose ground nobody named."""
    since: str
    """The first day of the last weeks."""
    sources: tuple[SourceRow, ...]
    """Who said so."""
    maps: tuple[MapRead, ...]
    """The maps that were read."""
    road: str
    """What was told of the side of the road, in words."""
    habits: tuple[Choice, ...]
    """How one may run on roads."""
    traffic: tuple[Choice, ...]
    """Where the traffic may be."""
    loops: str
    """The loops of the last weeks in words."""
    one_way: bool
    """Whether nearly all loops go the same way round."""
    ground_why: tuple[Why, ...]
    """What is known of ground."""
    road_why: tuple[Why, ...]
    """What is known of the slope of roads."""
    loops_why: tuple[Why, ...]
    """What is known of turning to one side."""
    error: str | None
    """What is wrong with what was told of the road; None when nothing is."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the ground."""
    router = APIRouter(prefix="/ground", include_in_schema=False)

    def page(error: str | None = None) -> Response:
        context = ground_context(read_ground(desk), desk.knowledge, error)
        return site.show(PAGE, context, 400 if error else 200)

    @router.get("")
    def show() -> Response:
        return page()

    @router.post("/road")
    def road(
        habit: Annotated[str, Form()] = "",
        traffic: Annotated[str, Form()] = "",
        since: Annotated[str, Form()] = "",
    ) -> Response:
        try:
            tell_road(desk, read_road_form(habit, traffic, since))
        except CaseError as error:
            return page(str(error))
        return RedirectResponse("/ground#road", 303)

    @router.post("/maps/undo")
    def undo(name: Annotated[str, Form()]) -> Response:
        take_maps_back(desk, name)
        return RedirectResponse("/ground", 303)

    return router


def read_road_form(habit: str, traffic: str, since: str) -> RoadTold:
    """The side of the road from a form; what was left empty was not told.

    Raises:
        CaseError: something is missing or impossible.
    """
    if not habit:
        raise CaseError("Nothing was chosen.", "Say how you mostly run on roads.")
    told = {"habit": habit, "traffic": traffic, "since": since}
    return from_plain({name: value for name, value in told.items() if value}, RoadTold)


def ground_context(
    told: GroundTold, knowledge: Knowledge, error: str | None = None
) -> GroundContext:
    """The page's context."""
    road = told.road
    traffic = told.usual_traffic if road is None or road.traffic is None else road.traffic
    return GroundContext(
        runs=told.whole.runs,
        rows=_rows(told),
        unknown=_percent(told.whole.unknown_share),
        since=day_and_year(told.since),
        sources=_sources(told),
        maps=told.maps,
        road=road_in_words(road),
        habits=_choices(HABIT_WORDS, None if road is None else road.habit),
        traffic=_choices(TRAFFIC_WORDS, traffic),
        loops=loops_in_words(told.loops),
        one_way=told.loops.flagged is not None,
        ground_why=(why_reason(told.ground_reason, knowledge), *_figures(OF_GROUND, knowledge)),
        road_why=(why_reason(told.road_reason, knowledge), *_figures(OF_ROAD, knowledge)),
        loops_why=(why_reason(told.loops_reason, knowledge), *_figures(OF_LOOPS, knowledge)),
        error=error,
    )


def _rows(told: GroundTold) -> tuple[GroundRow, ...]:
    run_on = [each for each in Surface if each in told.whole.metres]
    shown = [each for each in run_on if each is not Surface.UNKNOWN]
    return tuple(
        GroundRow(SURFACE_WORDS[each], _share(told.whole, each), _percent(told.lately.share(each)))
        for each in (*shown, Surface.UNKNOWN)
    )


def _share(ground: GroundSum, surface: Surface) -> str:
    metres = ground.metres.get(surface, 0.0)
    return f"{_percent(ground.share(surface))} ({kilometres(metres, 0)})"


def _sources(told: GroundTold) -> tuple[SourceRow, ...]:
    return tuple(
        SourceRow(words, counted_runs(runs))
        for source, words in SOURCE_WORDS.items()
        if (runs := told.whole.by_source.get(source, 0))
    )


def _choices(words: Mapping[Told, str], now: Told | None) -> tuple[Choice, ...]:
    return tuple(Choice(each.value, name, each is now) for each, name in words.items())


def _figures(advice: tuple[str, ...], knowledge: Knowledge) -> tuple[Why, ...]:
    around = knowledge.around
    named = (figure for each in advice for figure in around.surfaces[each].figures)
    return tuple(why_figure(figure, knowledge) for figure in around.figures_of(tuple(named)))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
