"""The command of the ground: what runs were on, from a map too, and the side of the road."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import UsageError

if TYPE_CHECKING:
    from stridewell.app.map_ground import Progress
    from stridewell.cli.doors import Doors


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("ground", epilog="Example: stridewell ground ~/maps/home.osm.pbf")(ground)


def ground(
    context: typer.Context,
    map_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[MAP]", help="A map extract (.osm.pbf or .osm) to look runs up in."
        ),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back what a map (or every map) said.")
    ] = False,
    road: Annotated[
        str | None,
        typer.Option(help="How you run on roads: facing or with the traffic, mixed, or off."),
    ] = None,
    traffic: Annotated[
        str | None, typer.Option(help="The side the traffic drives on: left or right.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The first day of that; always without it."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON for programs.")] = False,
) -> None:
    """Show what runs were on, look it up in a map of your own, say your side of the road."""
    doors: Doors = context.obj
    if (traffic is not None or since is not None) and road is None:
        raise UsageError("--traffic and --since go with --road.", "Say --road facing, for example.")
    if road is not None:
        told = {"habit": road, "traffic": traffic, "since": since.date() if since else None}
        _tell(doors, told)
    if undo:
        _undo(doors, map_file, as_json=as_json)
    elif map_file is not None:
        _read(doors, map_file, as_json=as_json)
    else:
        _show(doors, as_json=as_json)


def _tell(doors: Doors, told: Mapping[str, object]) -> None:
    from stridewell.app.journal import from_plain
    from stridewell.app.road import tell_road
    from stridewell.training_load.road import RoadTold

    with doors.desk() as desk:
        tell_road(desk, from_plain(told, RoadTold))


def _show(doors: Doors, *, as_json: bool) -> None:
    from stridewell.app.ground_contract import ground_out
    from stridewell.app.ground_told import read_ground

    with doors.desk() as desk:
        found = read_ground(desk)
    if as_json:
        _write(ground_out(found).model_dump(mode="json"))
        return
    from stridewell.cli.show_ground import show_ground

    show_ground(found)


def _read(doors: Doors, path: Path, *, as_json: bool) -> None:
    from stridewell.app.ground_contract import map_out
    from stridewell.app.map_ground import ground_from_map

    with doors.desk() as desk, _watching() as progress:
        report = ground_from_map(desk, path, progress)
    if as_json:
        _write(map_out(report).model_dump(mode="json"))
        return
    from stridewell.cli.show_ground import show_map

    show_map(report)


def _undo(doors: Doors, map_file: Path | None, *, as_json: bool) -> None:
    from stridewell.app.map_ground import take_maps_back

    with doors.desk() as desk:
        count = take_maps_back(desk, None if map_file is None else map_file.name)
    if as_json:
        _write({"taken_back": count})
        return
    counted = "1 run" if count == 1 else f"{count:,} runs"
    typer.echo(f"What the map said of {counted} is taken back. The runs are as they were.")


@contextmanager
def _watching() -> Iterator[Progress]:
    """Shows each step with its bar on a terminal; silent when nobody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from stridewell.app.map_ground import MapStep

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as shown:
        tasks = {step: shown.add_task(step.value, total=None, start=False) for step in MapStep}

        def tell(step: MapStep, done: int, total: int | None) -> None:
            shown.start_task(tasks[step])
            shown.update(tasks[step], completed=done, total=total)

        yield tell


def _write(rows: object) -> None:
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
