"""The shoes: every pair with its distance, runs put into pairs, and what the log advises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from stridewell.app.desk import Desk
from stridewell.app.diary import day_of
from stridewell.app.journal import from_plain
from stridewell.app.shoe_log import (
    ShoeShelf,
    add_shoe,
    retire_shoe,
    shoe_shelf,
    wear,
    wear_the_rest,
)
from stridewell.errors import CaseError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.shoe_ramp import Ramp
from stridewell.plan.shoes import Cushioning, Shoe, ShoeKind, WornOn
from stridewell.web.rendering import Page, Site
from stridewell.web.why import Why, why_figure, why_of, why_reason
from stridewell.web.words import day, day_and_year, kilometres

PAGE = Page("shoes.html", "Shoes", "/plan")
SHOWN_RUNS = 14
TEXTS = ("name", "bought", "cushioning", "kind", "worn_on")
NUMBERS = ("drop_mm", "stack_mm", "mass_g", "start_km")
UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class ShoeRow:
    """A pair in the table; a dash where nothing was told."""

    id: str
    name: str
    km: str
    runs: int
    bought: str
    about: str
    retired: str
    also: str


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A pair that turned out to be another one."""

    id: str
    name: str
    into: str


@dataclass(frozen=True, slots=True)
class RampView:
    """A new pair that is being brought in: which of the next runs it may be worn in."""

    name: str
    share: int
    worn: int
    window: int
    is_over: bool
    next_runs: str
    why: Why


@dataclass(frozen=True, slots=True)
class RunChoice:
    """A run with the pair it was done in."""

    id: int
    text: str
    shoe: str


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What the evidence says of one thing about shoes."""

    title: str
    verdict: str
    text: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class ShoesContext:
    """What the page of the shoes shows."""

    active: tuple[ShoeRow, ...]
    """The pairs that are worn."""
    retired: tuple[ShoeRow, ...]
    """The pairs that are not worn any more."""
    notes: tuple[Why, ...]
    """What the log advises now."""
    ramps: tuple[RampView, ...]
    """New pairs that are being brought in."""
    runs: tuple[RunChoice, ...]
    """The newest runs, to say which pair they were done in."""
    without: int
    """How many runs have no pair."""
    verdicts: tuple[VerdictView, ...]
    """What the evidence says of shoes."""
    cushionings: tuple[str, ...]
    """How soft a sole may be."""
    kinds: tuple[str, ...]
    """What a pair may be made for."""
    grounds: tuple[str, ...]
    """Where a pair may be worn."""
    merged: tuple[MergedRow, ...]
    """Pairs that turned out to be another one."""
    sent: Mapping[str, str]
    """What was sent for a new pair and could not be taken."""
    error: str | None
    """What is wrong with it; None when nothing is."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the shoes."""
    router = APIRouter(prefix="/shoes", include_in_schema=False)

    @router.get("")
    def shoes() -> HTMLResponse:
        return site.show(PAGE, shoes_context(shoe_shelf(desk), desk.knowledge))

    @router.post("")
    async def add(request: Request) -> Response:
        sent = {key: str(value) for key, value in (await request.form()).items()}
        try:
            add_shoe(desk, read_shoe(sent))
        except CaseError as error:
            shown = shoes_context(shoe_shelf(desk), desk.knowledge, sent, str(error))
            return site.show(PAGE, shown, 400)
        return RedirectResponse("/shoes", 303)

    @router.post("/retire")
    def retire(shoe: Annotated[str, Form()]) -> Response:
        now = desk.clock.now()
        assert now.tzinfo is not None, "a clock tells the time with its zone"
        retire_shoe(desk, shoe, day_of(now, now.tzinfo))
        return RedirectResponse("/shoes", 303)

    @router.post("/runs")
    async def put(request: Request) -> Response:
        form = await request.form()
        for key, shoe in form.items():
            if key.removeprefix("run_").isdecimal():
                wear(desk, str(shoe), [int(key.removeprefix("run_"))])
        return RedirectResponse("/shoes#runs", 303)

    @router.post("/rest")
    def rest(shoe: Annotated[str, Form()]) -> Response:
        wear_the_rest(desk, shoe)
        return RedirectResponse("/shoes", 303)

    return router


def read_shoe(sent: Mapping[str, str]) -> Shoe:
    """A pair from a form; what was left empty is not known.

    Raises:
        CaseError: it has no name, or a number or a day is none.
    """
    told: dict[str, object] = {"id": "new"}
    told |= {key: sent[key].strip() for key in TEXTS if sent.get(key, "").strip()}
    for key in NUMBERS:
        text = sent.get(key, "").strip().replace(",", ".")
        if text:
            told[key] = text
    if "name" not in told:
        raise CaseError("The pair has no name.", "Call it as you call it yourself.")
    return from_plain(told, Shoe)


def shoes_context(
    shelf: ShoeShelf,
    knowledge: Knowledge,
    sent: Mapping[str, str] | None = None,
    error: str | None = None,
) -> ShoesContext:
    """The page's context, with what was sent for a new pair when that was wrong."""
    pairs = shelf.log.lately_first
    rows = {each.id: _row(each, shelf) for each in pairs}
    return ShoesContext(
        active=tuple(rows[each.id] for each in pairs if each.is_active),
        retired=tuple(rows[each.id] for each in pairs if not each.is_active),
        notes=tuple(why_reason(each, knowledge) for each in shelf.advice.notes),
        ramps=tuple(_ramp(each, knowledge) for each in shelf.advice.ramps),
        runs=_runs(shelf),
        without=len(shelf.log.without_shoes),
        verdicts=_verdicts(knowledge),
        cushionings=tuple(each.value for each in Cushioning),
        kinds=tuple(each.value for each in ShoeKind),
        grounds=tuple(each.value for each in WornOn),
        merged=tuple(
            MergedRow(each.id, each.name, pair.name)
            for pair in shelf.log.shoes
            for each in shelf.log.merged_into(pair.id)
        ),
        sent=sent or {},
        error=error,
    )


def _row(shoe: Shoe, shelf: ShoeShelf) -> ShoeRow:
    return ShoeRow(
        id=shoe.id,
        name=shoe.name,
        km=f"{shelf.log.km_of(shoe):.0f} km",
        runs=len(shelf.log.runs_in(shoe.id)),
        bought=day_and_year(shoe.bought) if shoe.bought else UNKNOWN,
        about=", ".join(_about(shoe, is_told=shoe.id not in shelf.log.by_app)),
        retired=day_and_year(shoe.retired) if shoe.retired else "",
        also=_also(shoe, shelf),
    )


def _also(shoe: Shoe, shelf: ShoeShelf) -> str:
    """Where the name comes from, and the other names of the pair."""
    if shoe.id in shelf.log.by_app:
        return "named by your app"
    names = dict.fromkeys((*shoe.also, *(e.name for e in shelf.log.merged_into(shoe.id))))
    return f"also {', '.join(names)}" if names else ""


def _about(shoe: Shoe, *, is_told: bool) -> Sequence[str]:
    """What was told of a pair; that it is made for roads is only assumed of one an app named."""
    numbers = (
        (shoe.drop_mm, "drop {:g} mm"),
        (shoe.stack_mm, "sole {:g} mm"),
        (shoe.mass_g, "{:g} g"),
    )
    told = [text.format(value) for value, text in numbers if value is not None]
    soft = [f"{shoe.cushioning.value} sole"] if shoe.cushioning is not None else []
    worn = [f"worn on {shoe.worn_on.value} only"] if shoe.worn_on is not None else []
    is_assumed = shoe.kind is ShoeKind.ROAD and (shoe.worn_on is not None or not is_told)
    kind = [] if is_assumed else [shoe.kind.value]
    return (*kind, *told, *soft, *worn)


def _ramp(ramp: Ramp, knowledge: Knowledge) -> RampView:
    return RampView(
        name=ramp.shoe.name,
        share=ramp.share_percent,
        worn=ramp.worn_lately,
        window=ramp.plan.window,
        is_over=ramp.is_over,
        next_runs=_next_runs(ramp),
        why=why_reason(ramp.reason, knowledge),
    )


def _next_runs(ramp: Ramp) -> str:
    """Which of the next runs may be in the new pair."""
    in_new = [str(number) for number, new in enumerate(ramp.next_runs, start=1) if new]
    count = len(ramp.next_runs)
    if not in_new:
        return f"Take the old pair for the next {count} runs."
    return (
        f"Of your next {count} runs take the new pair in number {', '.join(in_new)}, each a short "
        "and easy one, and the old pair in the others."
    )


def _runs(shelf: ShoeShelf) -> tuple[RunChoice, ...]:
    newest = shelf.log.runs[::-1][:SHOWN_RUNS]
    return tuple(
        RunChoice(
            id=each.run_id,
            text=f"{day(each.day)}, {kilometres(each.distance_m)}",
            shoe=shelf.log.worn.get(each.run_id, ""),
        )
        for each in newest
    )


def _verdicts(knowledge: Knowledge) -> tuple[VerdictView, ...]:
    around = knowledge.around
    return tuple(
        VerdictView(
            title=each.title,
            verdict=each.verdict.value,
            text=each.text,
            why=(
                why_of(each.warrant, "The verdict", knowledge),
                *(why_figure(figure, knowledge) for figure in around.figures_of(each.figures)),
            ),
        )
        for each in around.shoe_verdicts.values()
    )
