"""How fast FIT files are decoded: ours beside fitdecode and, where installed, fitfast and Garmin.

Ours is timed twice: "records" gives every record column (as fitfast's and the others' least),
"everything" the whole run as it is stored, with laps, pauses, devices and what apps measured.
All decoders take turns on each file, and processor time is taken, so that a busy moment hits
them alike.
"""

from __future__ import annotations

import gzip
import importlib
import io
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import fitdecode

from stridewell.activity.track import FileOrigin
from stridewell.adapters.fit import read_fit
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
PASSES_OURS = 9
"""Fast decoders are timed this often between one pass of each of the slow ones."""
SLOW = ("fitdecode", "garmin_fit_sdk")
RECORDS, EVERYTHING, GUNZIP = "records", "everything", "gunzip"
OURS = (RECORDS, EVERYTHING)

Decoder = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One file: its size, and the median processor time in seconds of each decoder.

    ``gunzip`` is the time that only unpacking the same file takes.
    """

    name: str
    megabytes: float
    seconds: dict[str, float]

    @property
    def bound_share(self) -> float:
        """Which share of unpacking and decoding everything is unpacking."""
        gunzip = self.seconds[GUNZIP]
        return gunzip / (gunzip + self.seconds[EVERYTHING])


def decode_records(content: bytes) -> None:
    """Checksum, scan, and every record column stridewell knows, developer fields included."""
    parts, _ = read_chain(content)
    for part in parts:
        types = {field.key: field.base_type for field in read_developer_fields(part)}
        read_table(part, RECORD, types)


def decode_everything(content: bytes) -> None:
    """The whole run as it goes into the store."""
    read_fit(content, FileOrigin("run.fit", "", "fit"))


def decode_fitdecode(content: bytes) -> None:
    options = {
        "check_crc": fitdecode.CrcCheck.DISABLED,
        "error_handling": fitdecode.ErrorHandling.IGNORE,
    }
    with fitdecode.FitReader(io.BytesIO(content), **options) as reader:
        for _ in reader:
            pass


def peers() -> dict[str, Decoder]:
    """The other decoders that are installed."""
    found: dict[str, Decoder] = {"fitdecode": decode_fitdecode}
    with suppress(ModuleNotFoundError):
        found["fitfast records"] = importlib.import_module("fitfast").records
        found["fitfast everything"] = importlib.import_module("fitfast").parse
    with suppress(ModuleNotFoundError):
        sdk = importlib.import_module("garmin_fit_sdk")
        found["garmin_fit_sdk"] = lambda content: sdk.Decoder(
            sdk.Stream.from_byte_array(bytearray(content))
        ).read()
    return found


def measure(data: Path, passes: int = 3) -> list[Row]:
    """Time all decoders in turn on each reference run."""
    decoders = {RECORDS: decode_records, EVERYTHING: decode_everything, **peers()}
    rows: list[Row] = []
    contents = {name: (data / name).read_bytes() for name in REFERENCE_RUNS}
    for label, decode in decoders.items():  # as in an import, none of them reads its first file
        for content in contents.values() if label not in SLOW else ():
            decode(content)
    for name, content in contents.items():
        packed = gzip.compress(content)
        times: dict[str, list[float]] = {}
        for _ in range(passes):
            for label, decode in decoders.items():
                repeats = 1 if label in SLOW else PASSES_OURS
                times.setdefault(label, []).extend(
                    _seconds(decode, content) for _ in range(repeats)
                )
            times.setdefault(GUNZIP, []).extend(
                _seconds(gzip.decompress, packed) for _ in range(PASSES_OURS)
            )
        medians = {label: statistics.median(each) for label, each in times.items()}
        rows.append(Row(Path(name).name, len(content) / 1e6, medians))
    return rows


def _seconds(decode: Decoder, content: bytes) -> float:
    began = time.process_time()
    decode(content)
    return time.process_time() - began


def write(rows: Sequence[Row]) -> None:
    """Print speeds, how many times faster ours is, and how near unpacking comes to be the limit."""
    print("FIT decoding, MB/s; in brackets how many times faster stridewell's records | everything")
    for row in rows:
        speeds = {label: row.megabytes / each for label, each in row.seconds.items()}
        records, everything = speeds[RECORDS], speeds[EVERYTHING]
        others = "  ".join(
            f"{label} {speed:.2f} ({records / speed:.1f} | {everything / speed:.1f})"
            for label, speed in speeds.items()
            if label not in (*OURS, GUNZIP)
        )
        print(
            f"  {row.name:48} {row.megabytes:5.2f} MB  records {records:.0f}  "
            f"everything {everything:.0f}  {others}  "
            f"gunzip {speeds[GUNZIP]:.0f}: {row.bound_share:.0%} of unpacking and decoding"
        )
    for name in ("garmin_fit_sdk", "fitfast"):
        if not any(label.startswith(name) for label in rows[0].seconds):
            print(f"  {name}: not installed")


if __name__ == "__main__":
    write(measure(Path(sys.argv[1])))
