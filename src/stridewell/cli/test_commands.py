"""Commands of the tests of strength, balance and range: test list, test record, test show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import CaseError

if TYPE_CHECKING:
    from stridewell.app.strength_tests import TestsAnswer
    from stridewell.cli.doors import Doors
    from stridewell.values.anatomy import Side

Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
TestId = Annotated[str, typer.Argument(help="The id of a test, as `test list` shows it.")]
Value = Annotated[float | None, typer.Option(help="In the unit of the test.")]


def make_group() -> typer.Typer:
    """The group `test` with its commands."""
    group = typer.Typer(
        help="Tests of strength, endurance, balance and range.",
        no_args_is_help=True,
        rich_markup_mode=None,
        epilog="Example: stridewell test list",
    )
    group.command("list", epilog="Example: stridewell test list")(list_tests)
    group.command(
        "record", epilog="Example: stridewell test record side_plank_hold --left 62 --right 70"
    )(record)
    group.command("show", epilog="Example: stridewell test show heel_raise_reps --json")(show)
    return group


def list_tests(context: typer.Context, as_json: Json = False) -> None:
    """List every test: never done, done, due, or why it waits."""
    doors: Doors = context.obj
    answer = _read(doors)
    if as_json:
        from stridewell.app.strength_contract import results_out

        typer.echo(results_out(answer).model_dump_json(indent=1))
        return
    from stridewell.cli.show_tests import show_list

    show_list(answer)


def record(
    context: typer.Context,
    test: TestId,
    left: Value = None,
    right: Value = None,
    value: Value = None,
    side: Annotated[str, typer.Option(help="left or right: which side is lower.")] = "",
    pain: Annotated[int | None, typer.Option(help="0 (none) to 10 (worst imaginable).")] = None,
    new: Annotated[
        bool | None, typer.Option("--new/--not-new", help="Whether an uneven side is new.")
    ] = None,
    day: Annotated[str, typer.Option(help="As 2026-05-11; today when left out.")] = "",
    as_json: Json = False,
) -> None:
    """Store a result. One side alone is allowed; how alike the sides are then stays unknown.

    --left and --right are for tests of each leg, --value for all others, --side and --new for
    leg length and pelvis.
    """
    from stridewell.app.strength_tests import ResultTold, record_result

    doors: Doors = context.obj
    told = ResultTold(
        left=left,
        right=right,
        value=value,
        side=_side(side),
        pain=pain,
        is_new=new,
        day=_day(day),
    )
    with doors.desk() as desk:
        record_result(desk.store, desk.clock.now(), test, told, desk.knowledge, desk.writers)
    _show(doors, test, as_json=as_json)


def show(context: typer.Context, test: TestId, as_json: Json = False) -> None:
    """Show one test: how it is done, results, norm, sides, course, and what it rests on."""
    _show(context.obj, test, as_json=as_json)


def _show(doors: Doors, test: str, *, as_json: bool) -> None:
    from stridewell.app.strength_tests import known_test

    known_test(test, doors.knowledge())
    answer = _read(doors)
    if as_json:
        from stridewell.app.strength_contract import results_out

        typer.echo(results_out(answer, test).model_dump_json(indent=1))
        return
    from stridewell.cli.show_tests import show_test

    show_test(answer.results[test], answer, doors.knowledge())


def _read(doors: Doors) -> TestsAnswer:
    from stridewell.app.strength_tests import read_tests

    with doors.desk() as desk:
        return read_tests(desk.store, desk.clock.now(), desk.knowledge)


def _side(text: str) -> Side | None:
    from stridewell.values.anatomy import Side

    if not text:
        return None
    try:
        return Side(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is no side.", "Say left or right.") from error


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is no day.", "Write it as 2026-05-11.") from error
