"""Times the slow parts beside their peers: `python -m benchmarks.bench DATA`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import (
    apple_health,
    exports,
    fit_decode,
    gait_video,
    import_archive,
    ledger,
    map_ground,
    ranking,
    run_exposure,
    run_pages,
    week_solver,
    xml_activities,
)

from stridewell.adapters.case_files import parse_case
from stridewell.adapters.knowledge_files import load_knowledge, packaged_knowledge
from stridewell.adapters.pose.choosing import reads_video
from stridewell.app.assess import assess
from stridewell.simulate.examples import EXAMPLES
from stridewell.simulate.examples.case import case_text

PASSES = 15


def median_ms(work: Callable[[], object], passes: int = PASSES) -> float:
    """The median time of some work, in milliseconds, after one pass to warm up."""
    work()
    times = []
    for _ in range(passes):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def time_assess() -> None:
    """Judging a case, loading the knowledge, and the whole command."""
    knowledge = packaged_knowledge()
    for example in EXAMPLES:
        case = parse_case(case_text(example), example)
        print(f"assess {example}: {median_ms(partial(assess, case, knowledge)):.1f} ms")
    folder = Path(sys.modules["stridewell.knowledge"].__file__ or "").parent / "data"
    print(f"load the knowledge: {median_ms(partial(load_knowledge, folder)):.0f} ms")
    bare = median_ms(lambda: _run("-c", "pass"), 7)
    for name, arguments in {
        "stridewell --help": ("-m", "stridewell", "--help"),
        "stridewell questions --json": ("-m", "stridewell", "questions", "--json"),
    }.items():
        whole = median_ms(partial(_run, *arguments), 7)
        print(f"{name}: {whole:.0f} ms, {whole / bare:.0f} x an empty interpreter ({bare:.0f} ms)")


def time_ranking() -> None:
    """The posterior with its draws and the ranked next questions, beside exact inference."""
    work = ranking.work()
    ours, theirs = median_ms(work.ours), median_ms(work.theirs)
    ratio = work.draws * theirs / ours
    print(
        f"posterior with {work.draws} draws and next questions, {work.findings} findings known: "
        f"{ours:.1f} ms; one exact posterior in pgmpy: {theirs:.1f} ms, so {work.draws} draws "
        f"{work.draws * theirs / 1000:.1f} s: ours is {ratio:.0f} x as fast "
        f"(largest difference on the same model {work.difference:.0e})"
    )


def time_weeks() -> None:
    """Laying out a week, beside backtracking over the same hard limits."""
    for work in week_solver.work():
        ours, theirs = median_ms(work.ours), median_ms(work.theirs, 5)
        print(
            f"{work.name}: {ours:.1f} ms; backtracking without wishes {theirs:.1f} ms, "
            f"ratio {theirs / ours:.2f} ({work.outcome})"
        )


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def main() -> None:
    """Time everything; FIT decoding needs the folder of recordings, the import can use it."""
    time_ranking()
    time_weeks()
    time_assess()
    ledger.write(ledger.measure())
    data = Path(sys.argv[1]) if len(sys.argv) > 1 and Path(sys.argv[1]).is_dir() else None
    import_archive.write(import_archive.measure(data))
    if data is not None:
        fit_decode.write(fit_decode.measure(data))
        xml_activities.write(xml_activities.measure(data))
        run_exposure.write(run_exposure.measure(data))
        exports.measure(data)
        if reads_video():
            gait_video.main(data, [])
    apple_health.write()
    run_pages.write(run_pages.measure())
    map_ground.main([])


if __name__ == "__main__":
    main()
