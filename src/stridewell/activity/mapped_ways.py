"""Ground from a map: the nearest mapped way to each position of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.exposure import Surface, SurfaceSource
from stridewell.activity.ground import ground_m
from stridewell.activity.plane import EARTH_RADIUS_M, plane_of
from stridewell.activity.surface import SaidSurfaces
from stridewell.activity.track import Activity, Channel, Column

GATE_M = 20.0
"""A way farther off than this is not the one that was run on; satellites err by 3 to 10 m."""
SPACING_M = 10.0
"""Positions are looked up this far apart."""

_HALF_ROUND = 180.0
_PIECE_M = 25.0
"""Ways are cut into pieces no longer than this, so that each lies in one square of the grid."""
_SQUARE_M = GATE_M + 0.5 * _PIECE_M
_NEIGHBOURS = tuple((right, up) for right in (-1, 0, 1) for up in (-1, 0, 1))
SURFACES = tuple(Surface)


@dataclass(frozen=True, slots=True, eq=False)
class MappedWays:
    """Straight parts of mapped ways: both ends in degrees and the surface, shape (n,).

    ``surface`` counts into ``SURFACES``.
    """

    from_latitude: Column
    from_longitude: Column
    to_latitude: Column
    to_longitude: Column
    surface: NDArray[np.intp]

    def beside(self, latitudes: tuple[float, float]) -> NDArray[np.intp]:
        """The parts that reach between two degrees of latitude: a first, cheap sieve."""
        south, north = latitudes
        reaches_up = (self.from_latitude >= south) | (self.to_latitude >= south)
        reaches_down = (self.from_latitude <= north) | (self.to_latitude <= north)
        return np.flatnonzero(reaches_up & reaches_down)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Positions along a run, shape (k,), each for ``step_m`` metres of it."""

    latitude: Column
    longitude: Column
    step_m: float


def places_along(activity: Activity) -> Places | None:
    """A position for each 10 m of a cleaned run; None without positions or ground covered."""
    samples = activity.samples
    plane = plane_of(samples)
    ground = ground_m(samples, plane)
    if plane is None or ground is None or ground[-1] <= ground[0]:
        return None
    total = float(ground[-1] - ground[0])
    count = max(1, round(total / SPACING_M))
    middles = ground[0] + (np.arange(count) + 0.5) * (total / count)
    known = plane.is_known
    latitude = np.interp(middles, ground[known], samples.column(Channel.LATITUDE)[known])
    turned = np.unwrap(samples.column(Channel.LONGITUDE)[known], period=360.0)
    longitude = np.interp(middles, ground[known], turned)
    return Places(latitude, (longitude + _HALF_ROUND) % 360.0 - _HALF_ROUND, total / count)


def mapped_surfaces(places: Places, ways: MappedWays) -> SaidSurfaces:
    """Metres by surface of the mapped way within 20 m of each place.

    What lies farther from every way, or on a way without a known surface, is UNKNOWN.
    """
    found = nearest_surface(places.latitude, places.longitude, ways)
    metres = np.bincount(found, minlength=len(SURFACES)) * places.step_m
    shares = {each: float(metres[n]) for n, each in enumerate(SURFACES) if metres[n] > 0}
    return SaidSurfaces(shares, SurfaceSource.MAP)


def nearest_surface(latitude: Column, longitude: Column, ways: MappedWays) -> NDArray[np.intp]:
    """For each place, shape (k,), the surface of the nearest way within 20 m, else UNKNOWN."""
    unknown = SURFACES.index(Surface.UNKNOWN)
    found = np.full(latitude.shape, unknown, dtype=np.intp)
    if not latitude.size or not ways.surface.size:
        return found
    frame = _Frame(float(latitude[0]), float(longitude[0]))
    east, north = frame.metres(latitude, longitude)
    pieces = _Pieces.near(ways, frame, (east, north))
    if not pieces.surface.size:
        return found
    place, piece = pieces.pairs(east, north)
    apart = pieces.apart_m(east[place], north[place], piece)
    near = np.flatnonzero(apart <= GATE_M)
    order = near[np.lexsort((piece[near], apart[near], place[near]))]
    places, first = np.unique(place[order], return_index=True)
    found[places] = pieces.surface[piece[order[first]]]
    return found


@dataclass(frozen=True, slots=True)
class _Frame:
    """Metres east and north of a place; good for the size of a run."""

    latitude: float
    longitude: float

    def metres(self, latitude: Column, longitude: Column) -> tuple[Column, Column]:
        """Places in metres, the short way round the earth."""
        per_degree = np.radians(1.0) * EARTH_RADIUS_M
        around = (longitude - self.longitude + 180.0) % 360.0 - 180.0
        east: Column = around * (per_degree * np.cos(np.radians(self.latitude)))
        return east, (latitude - self.latitude) * per_degree

    def latitudes(self, north_m: Column) -> tuple[float, float]:
        """The degrees that places so far north lie between, with the gate around them."""
        per_degree = float(np.radians(1.0)) * EARTH_RADIUS_M
        south, north = float(north_m.min()) - GATE_M, float(north_m.max()) + GATE_M
        return self.latitude + south / per_degree, self.latitude + north / per_degree


@dataclass(frozen=True, slots=True, eq=False)
class _Pieces:
    """Pieces of ways near a run, sorted by the square of the grid their middle lies in."""

    east: Column
    north: Column
    to_east: Column
    to_north: Column
    surface: NDArray[np.intp]
    squares: NDArray[np.intp]

    @classmethod
    def near(cls, ways: MappedWays, frame: _Frame, run: tuple[Column, Column]) -> _Pieces:
        """The ways around a run, cut into pieces of at most 25 m."""
        rows = ways.beside(frame.latitudes(run[1]))
        ends = np.array(
            (
                *frame.metres(ways.from_latitude[rows], ways.from_longitude[rows]),
                *frame.metres(ways.to_latitude[rows], ways.to_longitude[rows]),
            )
        )
        is_near = np.ones(rows.shape, dtype=np.bool_)
        for axis, column in enumerate(run):
            one, other = ends[axis], ends[axis + 2]
            is_near &= np.maximum(one, other) >= column.min() - GATE_M
            is_near &= np.minimum(one, other) <= column.max() + GATE_M
        ends, surface = ends[:, is_near], ways.surface[rows[is_near]]
        counts = np.ceil(np.hypot(ends[2] - ends[0], ends[3] - ends[1]) / _PIECE_M)
        counts = np.maximum(counts, 1.0).astype(np.intp)
        way = np.repeat(np.arange(surface.size), counts)
        nth = np.arange(way.size) - np.repeat(np.cumsum(counts) - counts, counts)
        share, step = nth / counts[way], 1.0 / counts[way]
        east, north = (ends[n][way] + share * (ends[n + 2] - ends[n])[way] for n in (0, 1))
        length_east, length_north = (step * (ends[n + 2] - ends[n])[way] for n in (0, 1))
        squares = _square(east + 0.5 * length_east, north + 0.5 * length_north)
        order = np.argsort(squares, kind="stable")
        return cls(
            east[order],
            north[order],
            (east + length_east)[order],
            (north + length_north)[order],
            surface[way][order],
            squares[order],
        )

    def pairs(self, east: Column, north: Column) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Every place with every piece in its square and the eight around it."""
        places, pieces = [], []
        for right, up in _NEIGHBOURS:
            square = _square(east + right * _SQUARE_M, north + up * _SQUARE_M)
            first = np.searchsorted(self.squares, square, side="left")
            counts = np.searchsorted(self.squares, square, side="right") - first
            nth = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
            places.append(np.repeat(np.arange(east.size), counts))
            pieces.append(np.repeat(first, counts) + nth)
        return np.concatenate(places), np.concatenate(pieces)

    def apart_m(self, east: Column, north: Column, piece: NDArray[np.intp]) -> Column:
        """Metres between each place and the nearest point of its piece."""
        along_east = self.to_east[piece] - self.east[piece]
        along_north = self.to_north[piece] - self.north[piece]
        off_east, off_north = east - self.east[piece], north - self.north[piece]
        square = along_east**2 + along_north**2
        share = np.zeros(square.shape)
        np.divide(
            off_east * along_east + off_north * along_north, square, out=share, where=square > 0
        )
        share = np.clip(share, 0.0, 1.0)
        result: Column = np.hypot(off_east - share * along_east, off_north - share * along_north)
        return result


def _square(east: Column, north: Column) -> NDArray[np.intp]:
    """The number of the square of the grid each place lies in."""
    column = np.floor(east / _SQUARE_M).astype(np.intp)
    row = np.floor(north / _SQUARE_M).astype(np.intp)
    return (column << 24) + row
