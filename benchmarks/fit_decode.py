"""How fast FIT files are decoded: ours beside fitdecode and, where installed, Garmin's SDK."""

from __future__ import annotations

import importlib
import io
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import fitdecode

from stridewell.adapters.fit.chain import read_chain
from stridewell.adapters.fit.columns import read_table
from stridewell.adapters.fit.developer import read_developer_fields
from stridewell.adapters.fit.profile import RECORD

REFERENCE_RUNS = (
    "fit-runs/runs/fit-benchmarks__sample.fit",
    "fit-runs/runs/fit-benchmarks__large.fit",
    "fit-runs/runs/GoldenCheetah__fit-gc-run-full-dynamics-trail.fit",
    "fit-runs/runalyze/fit/support-001885-rs-pronation.fit",
    "fit-runs/runalyze/fit/Fenix-2-pauses.fit",
)
PASSES_OURS = 7
"""Our reader is fast enough to be timed this often between one pass of each of the others."""

Decoder = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One file: its size, and the median speed in MB/s of each decoder."""

    name: str
    megabytes: float
    speeds: dict[str, float]


def decode_ours(content: bytes) -> None:
    """Checksum, scan, and every record column stridewell maps, developer fields included."""
    parts, _ = read_chain(content)
    for part in parts:
        types = {field.key: field.base_type for field in read_developer_fields(part)}
        read_table(part, RECORD, types)


def decode_fitdecode(content: bytes) -> None:
    options = {
        "check_crc": fitdecode.CrcCheck.DISABLED,
        "error_handling": fitdecode.ErrorHandling.IGNORE,
    }
    with fitdecode.FitReader(io.BytesIO(content), **options) as reader:
        for _ in reader:
            pass


def garmin_decoder() -> Decoder | None:
    """Garmin's own decoder, None when it is not installed."""
    try:
        sdk = importlib.import_module("garmin_fit_sdk")
    except ModuleNotFoundError:
        return None

    def decode(content: bytes) -> None:
        sdk.Decoder(sdk.Stream.from_byte_array(bytearray(content))).read()

    return decode


def decoders() -> dict[str, Decoder]:
    found: dict[str, Decoder] = {"stridewell": decode_ours, "fitdecode": decode_fitdecode}
    garmin = garmin_decoder()
    if garmin is not None:
        found["garmin_fit_sdk"] = garmin
    return found


def measure(data: Path, passes: int = 3) -> list[Row]:
    """Time all decoders in turn on each reference run, so that a busy moment hits them alike."""
    contents = {name: (data / name).read_bytes() for name in REFERENCE_RUNS}
    times: dict[tuple[str, str], list[float]] = {}
    for _ in range(passes):
        for name, content in contents.items():
            for label, decode in decoders().items():
                repeats = PASSES_OURS if label == "stridewell" else 1
                times.setdefault((name, label), []).extend(
                    _seconds(decode, content) for _ in range(repeats)
                )
    return [
        Row(
            Path(name).name,
            len(content) / 1e6,
            {
                label: len(content) / 1e6 / statistics.median(times[name, label])
                for label in decoders()
            },
        )
        for name, content in contents.items()
    ]


def _seconds(decode: Decoder, content: bytes) -> float:
    began = time.perf_counter()
    decode(content)
    return time.perf_counter() - began


def write(rows: Sequence[Row]) -> None:
    """Print speeds, and how many times faster ours is."""
    print("FIT decoding, MB/s (medians; in brackets: how many times faster stridewell is)")
    for row in rows:
        ours = row.speeds["stridewell"]
        others = "  ".join(
            f"{label} {speed:.2f} ({ours / speed:.0f}x)"
            for label, speed in row.speeds.items()
            if label != "stridewell"
        )
        print(f"  {row.name:48} {row.megabytes:5.2f} MB  stridewell {ours:6.1f}  {others}")
    if garmin_decoder() is None:
        print("  garmin_fit_sdk: not installed")


if __name__ == "__main__":
    write(measure(Path(sys.argv[1])))
