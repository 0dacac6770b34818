"""How fast a video becomes body points, beside the bare pose model, and how much memory it takes.

`python -m benchmarks.gait_video DATA [MODEL …]`. Both take turns in one process, so that what
else the machine does meets both. MODEL is a file with a pose model; without one it is MediaPipe's
own. The memory is the peak of a process that only reads the video.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from stridewell.adapters.pose.choosing import open_estimator
from stridewell.adapters.video.film import open_film
from stridewell.adapters.video.frames import begin
from stridewell.adapters.video.reading import read_film, read_video
from stridewell.app.gait_tools import HowFilmed

CLIPS = ("gaitlab_male_side.mp4", "pose2sim_single_cam01.mp4")
HEAD = (
    "| Clip | Model | Bare model, frames/s | File to points, frames/s | Share | Memory peak |\n"
    "|---|---|---|---|---|---|"
)
ROUNDS = 5
HELD = 100
"""So many pictures are kept decoded for the bare model."""


def row(path: Path, model: Path | None) -> str:
    """One line of the table: medians over the rounds."""
    film = open_film(path)
    pictures = [shot.picture for shot in islice(begin(film).shots(), HELD)]
    bare, whole = [], []
    with open_estimator(model) as estimator:
        for _ in range(ROUNDS):
            estimator.forget()
            began = time.perf_counter()
            for picture in pictures:
                estimator.follow(picture)
            bare.append(len(pictures) / (time.perf_counter() - began))
            began = time.perf_counter()
            frames = read_video(path, estimator).frames
            whole.append(frames / (time.perf_counter() - began))
    share = statistics.median(w / b for w, b in zip(whole, bare, strict=True))
    width, height = film.shown_px
    named = "full (MediaPipe)" if model is None else model.name
    return (
        f"| {width} × {height}, {film.codec}, {film.frames} frames | {named} | "
        f"{statistics.median(bare):.0f} | {statistics.median(whole):.0f} | {share:.0%} | "
        f"{peak_mb(path, model)} MB |"
    )


def peak_mb(path: Path, model: Path | None) -> int:
    """The memory of a process that reads one video."""
    words = [sys.executable, "-m", "benchmarks.gait_video", "--alone", str(path)]
    made = subprocess.run(
        [*words, *([str(model)] if model else [])], check=True, capture_output=True, text=True
    )
    return int(made.stdout.split()[-1])


def alone(path: Path, model: Path | None) -> None:
    """Read one video and print the peak of the memory in megabytes (Linux)."""
    read_film(path, HowFilmed(model=model), lambda _done, _total: None)
    told = Path("/proc/self/status").read_text("utf-8").split("VmHWM:")[1].split()[0]
    print(int(told) // 1024)


def main(data: Path, models: list[Path]) -> None:
    """Print the table."""
    print(HEAD)
    for model in [None, *models]:
        for name in CLIPS:
            print(row(data / "video" / name, model), flush=True)


if __name__ == "__main__":
    told = [Path(each) for each in sys.argv[1:]]
    if sys.argv[1] == "--alone":
        alone(told[1], told[2] if len(told) > 2 else None)
    else:
        main(told[0], told[1:])
