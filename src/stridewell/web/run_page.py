"""One run: its streams, its way, how the feet met the ground, left and right, slopes, sources."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from stridewell.activity.track import Channel
from stridewell.app.desk import Desk
from stridewell.app.run_facts import (
    Fact,
    GradeRow,
    balance_facts,
    dynamics_facts,
    gait_facts,
    grade_rows,
    ground_facts,
    main_facts,
    source_rows,
    turn_facts,
)
from stridewell.app.run_view import RunView, run_view
from stridewell.app.run_words import DIGITS, NAMES, clock
from stridewell.app.shoe_log import wear
from stridewell.errors import NothingStoredError
from stridewell.knowledge.records import Knowledge
from stridewell.web.errors_shown import PAGE as ERROR_PAGE
from stridewell.web.errors_shown import ErrorContext
from stridewell.web.guard import FIGURE_POLICY
from stridewell.web.path_drawing import Colouring, Drawing, draw_path, has_grades
from stridewell.web.rendering import Page, Site
from stridewell.web.run_charts import Over, streams_figure
from stridewell.web.statics import PLOTLY_URL
from stridewell.web.why import Why, why_of, why_reason
from stridewell.web.words import day_and_year, kilometres, number

PAGE = Page("run.html", "A run", "/runs")
GROUNDS = ("side", "road", "downhill")


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A kilometre or five minutes in the table below the figure; dashes for nothing measured."""

    name: str
    time: str
    pace: str
    heart_rate: str
    step_rate: str
    contact_time: str
    bounce: str
    balance: str


@dataclass(frozen=True, slots=True)
class ShoeChoice:
    """A pair the run may have been done in."""

    id: str
    name: str
    is_worn: bool


@dataclass(frozen=True, slots=True)
class RunContext:
    """What the page of one run shows."""

    id: int
    """Its number."""
    title: str
    """Its title in an app, else its day."""
    when: str
    """Day and time of day."""
    before: int | None
    """The number of the run before it."""
    after: int | None
    """The number of the run after it."""
    jump: str
    """By how much it was longer than anything before; empty if it was not."""
    jump_why: tuple[Why, ...]
    """What a jump means, with its source."""
    remarks: tuple[str, ...]
    """What is doubtful about its numbers."""
    facts: tuple[Fact, ...]
    """The run in numbers."""
    figure: str
    """The Plotly figure of the streams as JSON; empty where there is nothing to draw."""
    figure_text: str
    """The figure in words."""
    over: str
    """What the streams are drawn over."""
    has_distance: bool
    """Whether they can be drawn over distance."""
    figure_caption: str
    """What its shades and breaks mean."""
    splits: tuple[SplitRow, ...]
    """The same numbers as a table."""
    drawing: Drawing | None
    """The way; None without positions."""
    colour: str
    """What the colours of the way stand for."""
    has_grades: bool
    """Whether it can be coloured by slope."""
    dynamics: tuple[Fact, ...]
    """How the feet met the ground."""
    balance: tuple[Fact, ...]
    """Left and right."""
    gaits: tuple[Fact, ...]
    """Running, walking, standing, pauses."""
    ground: tuple[Fact, ...]
    """What was run on, up and down."""
    grades: tuple[GradeRow, ...]
    """Distance by class of slope; empty where slopes are not known."""
    turns: tuple[Fact, ...]
    """Turning to the left and to the right."""
    why: Mapping[str, tuple[Why, ...]]
    """What stands behind the words on sides, roads and slopes."""
    shoes: tuple[ShoeChoice, ...]
    """Every pair of the log."""
    sources: tuple[Fact, ...]
    """Where the numbers came from."""
    plotly_url: str
    """Where the plotting library is served."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of one run, and naming its shoes."""
    router = APIRouter(prefix="/runs", include_in_schema=False)

    @router.get("/{run_id:int}")
    def run(
        run_id: int,
        over: Annotated[Over, Query()] = Over.TIME,
        colour: Annotated[Colouring, Query()] = Colouring.PACE,
    ) -> HTMLResponse:
        try:
            view = run_view(desk, run_id)
        except NothingStoredError as error:
            return site.show(ERROR_PAGE, no_such_run(error), 404)
        shown = site.show(PAGE, run_context(view, desk.knowledge, over, colour))
        shown.headers["Content-Security-Policy"] = FIGURE_POLICY
        return shown

    @router.post("/{run_id:int}/shoe")
    def put_on(run_id: int, shoe: Annotated[str, Form()] = "") -> Response:
        wear(desk, shoe, [run_id])
        return RedirectResponse(f"/runs/{run_id}#shoe", 303)

    return router


def no_such_run(error: NothingStoredError) -> ErrorContext:
    """The page of a run that is not there."""
    return ErrorContext(
        "There is no such run",
        error.text,
        "It may have gone with an import that was taken back.",
        "/runs",
        "To the runs",
    )


def run_context(
    view: RunView,
    knowledge: Knowledge,
    over: Over = Over.TIME,
    colour: Colouring = Colouring.PACE,
) -> RunContext:
    """The page's context."""
    run, jump = view.found.run, view.found.jump
    when = f"{day_and_year(view.start)}, {view.start:%H:%M}"
    has_distance = view.streams.distance_m is not None
    shown_over = over if has_distance else Over.TIME
    figure = streams_figure(view, shown_over)
    slopes = has_grades(view.way)
    shown_colour = colour if slopes else Colouring.PACE
    return RunContext(
        id=run.id,
        title=run.notes.title or when,
        when=when,
        before=view.before,
        after=view.after,
        jump="" if jump is None else jump.reason.text,
        jump_why=() if jump is None else (why_reason(jump.reason, knowledge),),
        remarks=view.remarks,
        facts=main_facts(view),
        figure="" if figure is None else json.dumps(figure),
        figure_text=_figure_text(view, shown_over),
        over=shown_over.value,
        has_distance=has_distance,
        figure_caption=_caption(view, shown_over),
        splits=_splits(view),
        drawing=draw_path(view.way, shown_colour),
        colour=shown_colour.value,
        has_grades=slopes,
        dynamics=dynamics_facts(view),
        balance=balance_facts(view),
        gaits=gait_facts(view),
        ground=ground_facts(view),
        grades=grade_rows(view),
        turns=turn_facts(view),
        why={each: _why(each, knowledge) for each in GROUNDS},
        shoes=_shoes(view),
        sources=source_rows(view),
        plotly_url=PLOTLY_URL,
    )


def _why(name: str, knowledge: Knowledge) -> tuple[Why, ...]:
    grounds = knowledge.load.grounds[name]
    return (why_of(grounds.warrant, grounds.text, knowledge),)


def _figure_text(view: RunView, over: Over) -> str:
    named = ", ".join(NAMES[each].lower() for each in view.streams.values)
    of = "distance" if over is Over.DISTANCE else "time"
    return f"Lines over {of}: {named}. The table below holds the same numbers."


def _caption(view: RunView, over: Over) -> str:
    per_point = round(view.streams.per_point)
    parts = (
        "Grey: paused." if view.pauses and over is Over.TIME else "",
        "Light orange: walked." if view.walks else "",
        f"Each point is the mean of about {per_point} samples." if per_point > 1 else "",
        "A line breaks off where nothing was measured.",
    )
    return " ".join(part for part in parts if part)


def _splits(view: RunView) -> tuple[SplitRow, ...]:
    rows = []
    for each in view.splits:
        if each.distance_m is None:
            name = f"{5 * (each.number - 1)} to {5 * each.number} min"
        else:
            whole = each.distance_m >= 999.5  # noqa: PLR2004 - rounds to a whole kilometre
            name = f"km {each.number}" if whole else f"last {kilometres(each.distance_m, 2)}"
        rows.append(
            SplitRow(
                name=name,
                time=clock(each.seconds),
                pace="–" if each.pace_s_km is None else clock(each.pace_s_km),
                **{
                    field: number(each.means.get(channel), DIGITS.get(channel, 0))
                    for field, channel in COLUMNS.items()
                },
            )
        )
    return tuple(rows)


COLUMNS: Mapping[str, Channel] = {
    "heart_rate": Channel.HEART_RATE,
    "step_rate": Channel.STEP_RATE,
    "contact_time": Channel.CONTACT_TIME,
    "bounce": Channel.VERTICAL_OSCILLATION,
    "balance": Channel.CONTACT_BALANCE,
}


def _shoes(view: RunView) -> tuple[ShoeChoice, ...]:
    worn = view.found.shoe
    return tuple(
        ShoeChoice(each.id, each.name, worn is not None and each.id == worn.id)
        for each in view.shoes
    )
