"""Commands that show stridewell: the example runner, and the app."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stridewell.errors import CaseError

if TYPE_CHECKING:
    from stridewell.app.desk import Desk
    from stridewell.app.gait_report import GaitReport
    from stridewell.cli.doors import Doors, ExampleRunner

HOST, PORT = "127.0.0.1", 8710
DEFAULT_EXAMPLE = "lateral_hip"


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("demo", epilog="Example: stridewell demo --case emergency")(demo)
    app.command("serve", epilog="Example: stridewell serve --port 8710")(serve)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Where to listen; loopback unless told.")] = HOST,
    port: Annotated[int, typer.Option(help="The port to listen at.", min=0, max=65535)] = PORT,
) -> None:
    """Open the app on this machine; stop it with Ctrl-C."""
    doors: Doors = context.obj
    doors.serve(host, port)


def demo(
    context: typer.Context,
    case: Annotated[
        str, typer.Option(help="lateral_hip, emergency, bone_stress, or all.")
    ] = DEFAULT_EXAMPLE,
    keep: Annotated[
        Path | None, typer.Option(help="Keep the example's run files and database in this folder.")
    ] = None,
) -> None:
    """Answer the example runner: run files and answers in, urgency, causes and plan out.

    Works in a folder of its own; your data is not touched.
    """
    doors: Doors = context.obj
    known = doors.examples()
    chosen = list(known) if case == "all" else [case]
    if case != "all" and case not in known:
        raise CaseError(f"There is no example {case!r}.", f"Known are: {', '.join(known)}, all.")
    for example in chosen:
        if keep is not None:
            _play(doors, known[example], keep / example)
            continue
        with tempfile.TemporaryDirectory(prefix="stridewell-demo-") as folder:
            _play(doors, known[example], Path(folder))


def _play(doors: Doors, example: ExampleRunner, folder: Path) -> None:
    from stridewell.app.check_in import save_case
    from stridewell.app.gait_lab import judged_anew
    from stridewell.app.import_runs import ImportOptions, import_runs
    from stridewell.cli.progress import counting
    from stridewell.cli.show_demo import show_demo, show_story

    runs = folder / "runs"
    runs.mkdir(parents=True, exist_ok=True)
    show_story(example)
    doors.write_example_runs(example.id, runs)
    url = f"sqlite:///{folder / 'stridewell.db'}"
    with doors.desk(url, example.id) as desk:
        with counting("Reading") as advance:
            report = import_runs([runs], desk.files, desk.store, ImportOptions(progress=advance))
        form = _filmed(doors, desk, example.id, folder / "film")
        answer = save_case(desk.store, example.case, desk.knowledge, desk.writers)
        form = None if form is None else judged_anew(desk, form)
    show_demo(report, form, answer, doors.knowledge())


def _filmed(doors: Doors, desk: Desk, example: str, folder: Path) -> GaitReport | None:
    """What the example runner's film shows; None for a runner nobody filmed."""
    shot = doors.write_example_film(example, folder)
    if shot is None:
        return None
    from stridewell.app.gait_lab import ClipFile, film
    from stridewell.app.gait_told import Told

    told = Told(
        height_m=shot.height_m, speed_mps=shot.speed_mps, treadmill=True, rate_hz=shot.rate_hz
    )
    return film(desk, [ClipFile(path, view) for view, path in shot.files.items()], told)
