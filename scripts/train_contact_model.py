"""Learns the weights of the contact model anew and writes the file that ships.

    python scripts/train_contact_model.py DATA [--date 2026-11-25]

DATA is a folder with ``rbds-running/``. Takes a few minutes on two cores; needs numpy and scipy
only. The same data and seed give the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evaluation.gait.contact_training import (  # noqa: E402
    PLACEMENTS,
    RECORDINGS,
    SEED,
    Learned,
    learn,
    model_of,
    samples,
)
from evaluation.gait.rbds import trials  # noqa: E402

from stridewell.adapters.gait_model import FILE, text_of_model  # noqa: E402

OUT = ROOT / "src" / "stridewell" / "adapters" / "gait_models" / FILE


def main() -> int:
    """Learn every set of points, print the errors of runners left out, write the file."""
    parser = argparse.ArgumentParser(description="Learns the weights of the contact model.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--date", default=f"{datetime.now(UTC):%Y-%m-%d}")
    told = parser.parse_args()
    known = list(trials(told.data))
    parts, errors = {}, {}
    for seen, some in samples(known).items():
        learned = learn(some)
        parts[seen] = learned.whole
        errors[f"errors, {seen.value}"] = told_errors(learned)
        print(f"{seen.value}: {errors[f'errors, {seen.value}']}", flush=True)
    runners = sorted({each.runner for each in known})
    made = {
        "data": "RBDS: Fukuchi RK, Fukuchi CA, Duarte M (2017), A public dataset of running "
        "biomechanics and the effects of running speed on lower extremity kinematics and "
        "kinetics, PeerJ 5:e3298, doi 10.7717/peerj.3298; data doi 10.6084/m9.figshare.4543435, "
        "the article is under CC BY; CC BY 4.0 for the recordings is as remembered and was "
        "not confirmed",
        "changes": "weights were learned from markers and forces; no recording is contained",
        "runners": f"{len(runners)} ({', '.join(runners)}), {len(known)} trials of 10 s",
        "recordings": "; ".join(str(each) for each in RECORDINGS)
        + f"; each with markers as placed and {PLACEMENTS} times moved",
        "date": told.date,
        "seed": str(SEED),
        "command": "python scripts/train_contact_model.py DATA",
        **errors,
    }
    draft = text_of_model(model_of(parts, "", made))
    version = f"{told.date} {hashlib.sha256(draft.encode()).hexdigest()[:8]}"
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text_of_model(model_of(parts, version, made)), encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {version}, {OUT.stat().st_size} bytes")
    return 0


def told_errors(learned: Learned) -> str:
    """Errors of runners left out, in words: root mean squares of on and off in ms."""
    mean = np.concatenate([each.mean for each in learned.errors])
    within = np.concatenate([each.within for each in learned.errors])
    recording = np.array([number for each in learned.errors for number in each.recording])
    lines: Mapping[str, str] = {
        str(name): " / ".join(
            f"{1000 * value:.1f}"
            for value in np.sqrt(
                (mean[recording == at] ** 2 + within[recording == at] ** 2).mean(axis=0)
            )
        )
        for at, name in enumerate(RECORDINGS)
    }
    told = "; ".join(f"{name}: {value}" for name, value in lines.items())
    return f"RMSE in ms of contact / toe-off, runners left out: {told}"


if __name__ == "__main__":
    raise SystemExit(main())
