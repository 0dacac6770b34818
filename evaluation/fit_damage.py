"""How much of damaged FIT files comes back, beside other readers and the goals we set ourselves.

    python -m evaluation.fit_damage DATA

DATA is a folder with ``fit-runs/runs``. Every longer recording there is damaged in every way of
``evaluation.run_damage``; ours counts only records that come back in their place with all their
values, other readers are given every record they return. They are slow, so they read the
smaller recordings only, each damage once. Exits with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import importlib
import io
import random
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import fitdecode
import numpy as np
from evaluation.run_damage import DAMAGES, LEAST_RECORDS, Salvaged, salvage

from stridewell.adapters.fit.chain import read_chain
from stridewell.adapters.fit.profile import RECORD

GOALS: Mapping[str, float] = {
    "cut at 25 %": 1.0,
    "cut at 50 %": 1.0,
    "cut at 99 %": 1.0,
    "last byte of the checksum lost": 1.0,
    "never closed: the header says 0 bytes": 1.0,
    "4 KiB of zeros somewhere in the middle": 0.95,
    "500 bytes of junk behind the end": 1.0,
}
"""The least share of undamaged records that must come back, as a mean over the files."""
LARGEST_FOR_PEERS = 150_000

Reader = Callable[[bytes], int]
"""How many records a reader gives for some bytes; it may raise what it likes."""


def read_with_fitdecode(content: bytes) -> int:
    """The stream reader as its manual shows it: an error ends everything."""
    with fitdecode.FitReader(io.BytesIO(content)) as reader:
        return sum(1 for frame in reader if _is_record(frame))


def read_until_error(content: bytes) -> int:
    """The same reader by someone careful: no checksum, and what came before an error is kept."""
    found = 0
    options = {"check_crc": fitdecode.CrcCheck.DISABLED}
    with (
        suppress(fitdecode.FitError),
        fitdecode.FitReader(io.BytesIO(content), **options) as reader,
    ):
        for frame in reader:
            found += _is_record(frame)
    return found


def _is_record(frame: object) -> bool:
    return isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record"


def _read_with_garmin(content: bytes) -> int:
    sdk = importlib.import_module("garmin_fit_sdk")
    messages, _ = sdk.Decoder(sdk.Stream.from_byte_array(bytearray(content))).read()
    return len(messages.get("record_mesgs", ()))


def _read_with_fitfast(content: bytes) -> int:
    columns = importlib.import_module("fitfast").records(content)
    return max((len(column) for column in columns.values()), default=0)


def readers() -> dict[str, Reader]:
    """The other readers that are installed."""
    found: dict[str, Reader] = {
        "fitdecode": read_with_fitdecode,
        "fitdecode, errors caught": read_until_error,
    }
    optional: dict[str, Reader] = {
        "garmin_fit_sdk": _read_with_garmin,
        "fitfast": _read_with_fitfast,
    }
    for name, reader in optional.items():
        with suppress(ModuleNotFoundError):
            importlib.import_module(name)
            found[name] = reader
    return found


def small_recordings(folder: Path) -> Iterator[bytes]:
    """Whole recordings of one FIT file each that every reader can be given."""
    for path in sorted(folder.glob("*.fit")):
        content = path.read_bytes()
        parts, issues = read_chain(content)
        is_whole = len(parts) == 1 and not issues and parts[0].record_count >= LEAST_RECORDS
        if is_whole and len(content) <= LARGEST_FOR_PEERS:
            yield content


def undamaged_records(content: bytes, lost: list[slice]) -> int:
    """How many records of the whole file lie outside the damage."""
    (part,), _ = read_chain(content)
    count = 0
    for block in part.of(RECORD):
        begins, ends = block.offsets - 1, block.offsets + block.definition.size
        hit = np.zeros(begins.shape, dtype=np.bool_)
        for each in lost:
            hit |= (ends > each.start) & (begins < each.stop)
        count += int((~hit).sum())
    return count


def share_of(reader: Reader, contents: list[bytes], damage: str) -> float:
    """The mean share of undamaged records that another reader gives."""
    shares: list[float] = []
    for content in contents:
        damaged, lost = DAMAGES[damage](content, random.Random(0))
        try:
            given = reader(damaged)
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001  fitfast panics, which is no Exception
            given = 0
        shares.append(min(1.0, given / undamaged_records(content, lost)))
    return sum(shares) / len(shares)


def table(measured: list[Salvaged], contents: list[bytes]) -> str:
    """The Markdown table: goals, ours, and the other readers."""
    peers = readers()
    rows = [
        ["Damage", "Goal", "stridewell: mean", "worst file", "told", *peers],
        ["---"] * (5 + len(peers)),
    ]
    for each in measured:
        goal = f"{GOALS[each.damage]:.0%}" if each.damage in GOALS else ""
        ours = [f"{each.mean:.1%}", f"{min(each.shares):.1%}", f"{each.told} of {len(each.shares)}"]
        theirs = [f"{share_of(reader, contents, each.damage):.0%}" for reader in peers.values()]
        rows.append([each.damage, goal, *ours, *theirs])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def missed(measured: list[Salvaged]) -> list[str]:
    """The damages of which too little comes back, or of which a file says nothing."""
    return [
        each.damage
        for each in measured
        if each.damage in GOALS and (each.mean < GOALS[each.damage] or each.told < len(each.shares))
    ]


def main() -> None:
    """Print the table for the folder given on the command line.

    Raises:
        SystemExit: the folder holds no recordings, or a goal is missed.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    folder = parser.parse_args().data / "fit-runs" / "runs"
    contents = list(small_recordings(folder))
    if not contents:
        raise SystemExit(f"{folder} holds no recordings")
    measured = list(salvage(folder))
    warnings.simplefilter("ignore")  # fitdecode tells each doubt on its own
    print(table(measured, contents))
    if failures := missed(measured):
        raise SystemExit(f"below its goal: {', '.join(failures)}")


if __name__ == "__main__":
    main()
