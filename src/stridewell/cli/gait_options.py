"""The options of the command of the gait lab."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="Videos, or body points of other tools (TRC, MOT, C3D, OpenPose JSON).",
    ),
]
Views = Annotated[
    list[str] | None,
    typer.Option(
        metavar="left|right|rear",
        help="Which side of you the camera saw; once for each file, in their order.",
    ),
]
Height = Annotated[
    str | None, typer.Option(help="Your height: 178 cm or 1.78 m. Your own if it is known.")
]
Speed = Annotated[
    str | None, typer.Option(help="How fast you ran: “10 km/h”, “5:00/km” or “3 m/s”.")
]
KnownLength = Annotated[
    str | None,
    typer.Option(help="A length beside the runner and its pixels: “1.2 m = 410 px”."),
]
Treadmill = Annotated[
    bool | None, typer.Option("--treadmill/--overground", help="What you ran on.")
]
SlowMotion = Annotated[
    float | None,
    typer.Option(min=1, max=64, help="How many times slower than life the video plays."),
]
Fps = Annotated[
    float | None,
    typer.Option(min=1, max=2000, help="Frames a second, for body points without a time."),
]
Model = Annotated[
    Path | None, typer.Option(help="A pose model of your own (.tflite or .onnx), for videos.")
]
Day = Annotated[
    str | None, typer.Option(help="When it was filmed: 2026-05-11, yesterday; now if left out.")
]
Save = Annotated[bool, typer.Option("--save/--no-save", help="Keep what was measured.")]
KeepVideo = Annotated[bool, typer.Option("--keep-video", help="Keep a copy of the video too.")]
AnnotatedFilm = Annotated[
    Path | None,
    typer.Option(
        "--annotated", metavar="OUT.mp4", help="Write the video anew with the figure drawn into it."
    ),
]
Show = Annotated[int | None, typer.Option(metavar="N", help="Show a kept session again.")]
Compare = Annotated[
    tuple[int, int] | None,
    typer.Option(metavar="N M", help="Show what changed from one session to another."),
]
Delete = Annotated[int | None, typer.Option(metavar="N", help="Delete a session.")]
Restore = Annotated[int | None, typer.Option(metavar="N", help="Bring a deleted session back.")]
ForgetVideo = Annotated[
    int | None, typer.Option(metavar="N", help="Delete the kept videos of a session for good.")
]
Export = Annotated[
    int | None, typer.Option(metavar="N", help="Write every step of a session (with --csv).")
]
Csv = Annotated[bool, typer.Option("--csv", help="Write the steps as CSV.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
