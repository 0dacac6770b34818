"""Treadmill trials with markers and force plates, read as keypoints with their truth.

The folder is ``rbds-running`` of the measuring data: runners at three speeds, ten seconds each,
markers at 150 Hz. Truth is when the plate carried more than 50 N.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from stridewell.gait.keypoints import Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.values.anatomy import Side

Markers = Mapping[str, Floats]
SIDES = ((Side.LEFT, "L."), (Side.RIGHT, "R."))
MARKED = {
    "iliac_crest": "Iliac.Crest",
    "asis": "ASIS",
    "psis": "PSIS",
    "heel": "Heel.Top",
    "forefoot_medial": "MT1",
    "forefoot_lateral": "MT5",
}
THIGH = ("Thigh.Top.Lateral", "Thigh.Top.Medial", "Thigh.Bottom.Lateral", "Thigh.Bottom.Medial")
SHANK = ("Shank.Top.Lateral", "Shank.Top.Medial", "Shank.Bottom.Lateral", "Shank.Bottom.Medial")
FOOT = ("Heel.Top", "Heel.Bottom", "Heel.Lateral", "MT1", "MT5")
TOE_BEYOND_MT = 0.30  # the tip of the big toe, ahead of MT2, as a share of heel to MT2


@dataclass(frozen=True, slots=True)
class TrueContact:
    """A contact by the plate, in seconds of the trial's own clock."""

    side: Side
    on_s: float
    off_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One trial: body points in space, true contacts, and the plate's own numbers."""

    name: str
    runner: str
    speed_mps: float
    height_m: float
    keypoints: Keypoints
    contacts: tuple[TrueContact, ...]
    truth: Mapping[str, float]
    """Columns of ``trial_metrics_from_forceplate.csv`` that hold numbers."""

    def whole_contacts(self, margin_s: float = 0.0) -> tuple[TrueContact, ...]:
        """The true contacts that lie inside the recorded stretch, with a margin."""
        first, last = self.keypoints.time_s[0] + margin_s, self.keypoints.time_s[-1] - margin_s
        return tuple(each for each in self.contacts if each.on_s >= first and each.off_s <= last)


def trials(data: Path) -> Iterator[Trial]:
    """Every trial of the folder ``data/rbds-running``, by name."""
    for path in sorted((data / "rbds-running" / "markers").glob("*.csv.gz")):
        yield trial(data, path.name.removesuffix(".csv.gz"))


def trial(data: Path, name: str) -> Trial:
    """One trial by its name, as ``RBDS001_T35``."""
    folder = data / "rbds-running"
    runner = name.partition("_")[0]
    time_s, markers = read_markers(folder / "markers" / f"{name}.csv.gz")
    static = _static(folder / "static_marker_means.csv")[runner]
    metrics = _metrics(folder / "trial_metrics_from_forceplate.csv")[name]
    return Trial(
        name=name,
        runner=runner,
        speed_mps=metrics["speed_mps"],
        height_m=_heights(folder / "participants.csv")[runner],
        keypoints=_keypoints(time_s, markers, static),
        contacts=_contacts(folder / "contacts_from_forceplate.csv")[name],
        truth=metrics,
    )


def read_markers(path: Path) -> tuple[Floats, Markers]:
    """Time in seconds, and every marker as (n, 3) in metres: forward, up, right."""
    with gzip.open(path, "rt") as lines:
        names = lines.readline().strip().split(",")
        table = np.genfromtxt(lines, delimiter=",", dtype=np.float64)
    markers = {
        name.removesuffix("_x"): table[:, at : at + 3] / 1000
        for at, name in enumerate(names)
        if name.endswith("_x")
    }
    return table[:, 0], markers


def joint_angles(data: Path, name: str) -> Mapping[str, Floats]:
    """Columns of inverse kinematics by OpenSim for a trial: ``time`` and angles in degrees."""
    with gzip.open(data / "rbds-running" / "ik_opensim" / f"{name}.csv.gz", "rt") as lines:
        names = lines.readline().strip().split(",")
        table = np.genfromtxt(lines, delimiter=",", dtype=np.float64)
    return {column: table[:, at] for at, column in enumerate(names)}


def carried(cluster: Floats, static_cluster: Floats, static_point: Floats) -> Floats:
    """A point of the standing trial carried along with its segment's markers.

    ``cluster`` is (n, m, 3), ``static_cluster`` (m, 3), ``static_point`` (3,); the rigid fit is
    Kabsch's. NaN in frames where fewer than three markers were seen.
    """
    seen = np.isfinite(cluster).all(axis=2)
    out = np.full((len(cluster), 3), np.nan)
    for pattern in np.unique(seen, axis=0):
        if pattern.sum() < 3:
            continue
        rows = (seen == pattern).all(axis=1)
        moving, still = cluster[rows][:, pattern], static_cluster[pattern]
        centre, origin = moving.mean(axis=1, keepdims=True), still.mean(axis=0)
        u, _, vt = np.linalg.svd(np.einsum("mi,nmj->nij", still - origin, moving - centre))
        flip = np.ones((len(moving), 3))
        flip[:, 2] = np.sign(np.linalg.det(u) * np.linalg.det(vt))
        rotation = np.einsum("nij,nj,njk->nik", u, flip, vt)
        out[rows] = np.einsum("i,nij->nj", static_point - origin, rotation) + centre[:, 0]
    return out


def _keypoints(time_s: Floats, markers: Markers, static: Mapping[str, Floats]) -> Keypoints:
    found: dict[Landmark, Floats] = {}
    for side, prefix in SIDES:
        for part, marker in MARKED.items():
            if prefix + marker in markers:
                found[on_side(part, side)] = markers[prefix + marker]
        for part, names, point in _carried_points(prefix, static):
            found[on_side(part, side)] = _carry(markers, static, names, point)
        found[on_side("hip", side)] = _hip(markers, static, prefix)
    points = tuple(found)
    return Keypoints(
        time_s=time_s,
        points=points,
        position=np.stack([found[each] for each in points], axis=1),
        confidence=np.ones((len(time_s), len(points))),
        view=View.SPACE,
        unit=Unit.METRE,
        convention="markers",
    )


def _carried_points(
    prefix: str, static: Mapping[str, Floats]
) -> Iterator[tuple[str, tuple[str, ...], Floats]]:
    def middle(name: str) -> Floats:
        return (static[f"{prefix}{name}"] + static[f"{prefix}{name}.Medial"]) / 2

    def full(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(prefix + name for name in names)

    yield "knee", full(THIGH), middle("Knee")
    yield "ankle", full(SHANK), middle("Ankle")
    heel, front = static[f"{prefix}Heel.Top"], static[f"{prefix}MT2"]
    yield "toe", full(FOOT), front + TOE_BEYOND_MT * (front - heel) * np.array([1.0, 0.0, 1.0])


def _carry(
    markers: Markers, static: Mapping[str, Floats], names: tuple[str, ...], point: Floats
) -> Floats:
    there = [name for name in names if name in markers and name in static]
    return carried(
        np.stack([markers[name] for name in there], axis=1),
        np.stack([static[name] for name in there]),
        point,
    )


def _hip(markers: Markers, static: Mapping[str, Floats], prefix: str) -> Floats:
    """The hip joint centre by the regression of Harrington 2007, carried with the pelvis."""
    right, left = static["R.ASIS"], static["L.ASIS"]
    front, back = (right + left) / 2, (static["R.PSIS"] + static["L.PSIS"]) / 2
    width = float(np.linalg.norm(right - left))
    depth = float(np.linalg.norm(front - back))
    to_right = (right - left) / width
    forward = (front - back) - np.dot(front - back, to_right) * to_right
    forward /= np.linalg.norm(forward)
    up = np.cross(to_right, forward)
    sideways = (0.33 * width + 0.0073) * (1 if prefix == "R." else -1)
    centre = (
        front
        + (-0.24 * depth - 0.0099) * forward
        + (-0.30 * width - 0.0109) * up
        + sideways * to_right
    )
    names = tuple(s + n for s in ("L.", "R.") for n in ("ASIS", "PSIS", "Iliac.Crest"))
    return _carry(markers, static, names, centre)


@lru_cache(maxsize=2)
def _static(path: Path) -> Mapping[str, Mapping[str, Floats]]:
    out: dict[str, dict[str, Floats]] = {}
    with path.open() as lines:
        for row in csv.DictReader(lines):
            point = np.array([float(row[f"{axis}_mm"]) for axis in "xyz"]) / 1000
            out.setdefault(row["subject"], {})[row["marker"]] = point
    return out


@lru_cache(maxsize=2)
def _contacts(path: Path) -> Mapping[str, tuple[TrueContact, ...]]:
    out: dict[str, list[TrueContact]] = {}
    with path.open() as lines:
        for row in csv.DictReader(lines):
            side = Side.LEFT if row["side"] == "L" else Side.RIGHT
            out.setdefault(row["trial"], []).append(
                TrueContact(side, float(row["on_s"]), float(row["off_s"]))
            )
    return {name: tuple(each) for name, each in out.items()}


@lru_cache(maxsize=2)
def _metrics(path: Path) -> Mapping[str, Mapping[str, float]]:
    with path.open() as lines:
        return {
            row["trial"]: {
                key: float(value) for key, value in row.items() if key != "trial" and value
            }
            for row in csv.DictReader(lines)
        }


@lru_cache(maxsize=2)
def _heights(path: Path) -> Mapping[str, float]:
    with path.open() as lines:
        return {
            f"RBDS{int(row['Subject']):03d}": float(row["Height"]) / 100
            for row in csv.DictReader(lines)
        }
