"""Measures the gait lab on recordings with force plates, and writes the tables into the docs.

    python -m evaluation.gait DATA [--only SECTION …] [--write]

DATA is a folder with ``rbds-running/``, ``mocap-overground/`` and ``video/``; nothing is copied.
A section whose recordings or peers are missing says so. ``--write`` replaces the tables of
docs/accuracy.md; it wants every section.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

PAGE = Path(__file__).parent.parent.parent / "docs" / "accuracy.md"
BEGIN, END = "<!-- gait: begin -->\n", "<!-- gait: end -->"
SECTIONS = {
    "contacts": ("When the foot is on the ground", "contact_tables"),
    "swaps": ("Left and right", "swap_tables"),
    "sagittal": ("From the side", "sagittal_tables"),
    "frontal": ("From behind", "frontal_tables"),
    "specificity": ("Findings in healthy runners", "specificity_tables"),
    "formats": ("The same trial through other files", "format_tables"),
    "video": ("A real clip", "video_tables"),
    "speed": ("Speed", "speed_tables"),
}


def section(name: str, data: Path) -> str:
    """One section of the page as Markdown, with its heading and command."""
    heading, function = SECTIONS[name]
    made = getattr(importlib.import_module(f"evaluation.gait.{name}"), function)(data)
    return (
        f"### {heading}\n\n`python -m evaluation.gait DATA --only {name}`\n\n{str(made).strip()}\n"
    )


def main(arguments: list[str]) -> int:
    """Print the sections; put them into the docs when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", nargs="+", choices=tuple(SECTIONS), default=tuple(SECTIONS))
    parser.add_argument("--write", action="store_true")
    told = parser.parse_args(arguments)
    if told.write and set(told.only) != set(SECTIONS):
        parser.error("--write wants every section")
    parts = []
    for name in told.only:
        began = time.perf_counter()
        parts.append(section(name, told.data))
        print(parts[-1], flush=True)
        print(f"({name}: {time.perf_counter() - began:.0f} s)\n", file=sys.stderr)
    if told.write:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        body = "\n".join(parts)
        PAGE.write_text(f"{head}{BEGIN}\n{body}\n{END}{rest.partition(END)[2]}", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
