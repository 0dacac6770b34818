"""Two sessions side by side: what changed, whether it is more than chance, frames laid over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from stridewell.app.desk import Desk
from stridewell.app.gait_compare import Change, Comparison, Verdict, compare
from stridewell.app.gait_report import GaitReport
from stridewell.errors import NothingStoredError, UsageError
from stridewell.knowledge.records import Knowledge
from stridewell.web.errors_shown import PAGE as ERROR_PAGE
from stridewell.web.errors_shown import ErrorContext
from stridewell.web.gait_charts import Strip, scale_of, strip_of
from stridewell.web.gait_drawing import overlaid
from stridewell.web.gait_frames import AT_CONTACT, AT_MIDSTANCE, step_of
from stridewell.web.gait_page import no_such_session
from stridewell.web.gait_poses import LEGS, Plane
from stridewell.web.gait_words import SIDE_NAMES, amount_words, range_words, speed_words
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day_and_time

PAGE = Page("gait_compare.html", "Two sessions", "/gait")
VERDICTS: Mapping[Verdict, str] = {
    Verdict.CHANGED: "more than chance",
    Verdict.CHANCE: "could be chance",
    Verdict.NOT_COMPARABLE: "cannot be compared",
}


@dataclass(frozen=True, slots=True)
class Head:
    """One of the two sessions."""

    number: int
    when: str
    speed: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A metric then and now."""

    name: str
    side: str
    look: str
    earlier: str
    later: str
    change: str
    interval: str
    least: str
    verdict: str
    is_changed: bool
    strip: Strip


@dataclass(frozen=True, slots=True)
class Overlay:
    """The typical step of both sessions, one over the other."""

    picture: Markup
    caption: str


@dataclass(frozen=True, slots=True)
class CompareContext:
    """What the page of two sessions shows."""

    earlier: Head
    """The session that was filmed first."""
    later: Head
    """The other."""
    remarks: tuple[str, ...]
    """What limits the comparison."""
    rows: tuple[ChangeRow, ...]
    """Every metric that changed by more than chance."""
    others: tuple[ChangeRow, ...]
    """Every other metric that both have."""
    overlays: tuple[Overlay, ...]
    """The freeze frames of both."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of two sessions."""
    router = APIRouter(prefix="/gait/compare", include_in_schema=False)

    @router.get("")
    def two(a: int, b: int) -> Response:
        try:
            found = compare(desk, a, b)
        except NothingStoredError as error:
            return site.show(ERROR_PAGE, no_such_session(error), 404)
        except UsageError as error:
            return site.show(ERROR_PAGE, _not_two(error), 400)
        return site.show(PAGE, compare_context(found, desk))

    return router


def _not_two(error: UsageError) -> ErrorContext:
    return ErrorContext(
        "Choose two sessions", error.text, error.next_step, "/gait", "To the gait lab"
    )


def compare_context(found: Comparison, desk: Desk) -> CompareContext:
    """The page's context; times are told on the clock of now."""
    rows = [_row(each, desk.knowledge) for each in found.changes]
    return CompareContext(
        earlier=_head(found.earlier, desk),
        later=_head(found.later, desk),
        remarks=found.remarks,
        rows=tuple(row for row in rows if row.is_changed),
        others=tuple(row for row in rows if not row.is_changed),
        overlays=tuple(_overlays(found)),
    )


def _head(report: GaitReport, desk: Desk) -> Head:
    when = day_and_time(report.at.astimezone(desk.clock.now().tzinfo))
    return Head(report.number or 0, when, speed_words(report.filmed.speed_mps) or "speed not told")


def _row(change: Change, knowledge: Knowledge) -> ChangeRow:
    spec = knowledge.gait.metrics.get(change.id)
    unit, decimals = change.unit, 0 if spec is None else spec.decimals
    nothing, interval = (-change.least, change.least), (change.low, change.high)
    most = max(abs(each) for each in (*nothing, *interval))
    sign = "+" if change.value > 0 else ""
    return ChangeRow(
        name=change.name,
        side=SIDE_NAMES[change.side],
        look="whole" if change.side is None else change.side.value,
        earlier=amount_words(change.earlier, unit, decimals),
        later=amount_words(change.later, unit, decimals),
        change=f"{sign}{amount_words(change.value, unit, decimals)}",
        interval=range_words(change.low, change.high, unit, decimals),
        least=amount_words(change.least, unit, decimals),
        verdict=VERDICTS[change.verdict],
        is_changed=change.verdict is Verdict.CHANGED,
        strip=strip_of(
            interval, change.value, change.side, nothing, scale_of([(-most, most)], None)
        ),
    )


def _overlays(found: Comparison) -> list[Overlay]:
    overlays = []
    for plane, moment in (
        (Plane.SIDE, AT_CONTACT),
        (Plane.SIDE, AT_MIDSTANCE),
        (Plane.REAR, AT_MIDSTANCE),
    ):
        for side in LEGS:
            before, now = (step_of(each, side, plane) for each in (found.earlier, found.later))
            if before is None or now is None:
                continue
            seen = "from behind" if plane is Plane.REAR else "from the side"
            caption = f"{SIDE_NAMES[side].capitalize()} foot, {moment}, {seen}"
            picture = overlaid(
                before,
                now,
                at_contact=moment == AT_CONTACT,
                title=caption,
                name=f"over-{plane.value}-{moment[0]}-{side.value}",
            )
            overlays.append(Overlay(picture, caption))
    return overlays
