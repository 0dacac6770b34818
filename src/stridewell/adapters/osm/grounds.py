"""Tags of OpenStreetMap to surfaces: what a mapper wrote down, and nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping

from stridewell.activity.exposure import Surface

NOT_ON_FOOT = frozenset(
    {"motorway", "motorway_link", "raceway", "bus_guideway", "proposed", "construction"}
)

_PAVED = (
    "paved asphalt chipseal concrete concrete:lanes concrete:plates paving_stones "
    "paving_stones:lanes sett cobblestone unhewn_cobblestone bricks metal wood"
)
_UNPAVED = (
    "unpaved gravel fine_gravel compacted dirt earth ground grass grass_paver sand mud "
    "pebblestone rock stone woodchips bark clay snow ice salt shells"
)
_TRACK = "tartan rubber acrylic"
_BY_SURFACE: Mapping[str, Surface] = {
    **dict.fromkeys(_PAVED.split(), Surface.PAVED),
    **dict.fromkeys(_UNPAVED.split(), Surface.UNPAVED),
    **dict.fromkeys(_TRACK.split(), Surface.TRACK),
}
_BY_TRACKTYPE: Mapping[str, Surface] = {
    "grade1": Surface.PAVED,
    **dict.fromkeys(("grade2", "grade3", "grade4", "grade5"), Surface.UNPAVED),
}


def is_run_on(tags: Mapping[str, str]) -> bool:
    """Whether a way is one people run on: a road, a path, or a running track."""
    highway = tags.get("highway")
    return (highway is not None and highway not in NOT_ON_FOOT) or _is_track(tags)


def surface_of(tags: Mapping[str, str]) -> Surface:
    """The surface a way's tags name; of several ("asphalt;gravel") none, so UNKNOWN."""
    if _is_track(tags):
        return Surface.TRACK
    named = _BY_SURFACE.get(tags.get("surface", "").strip().lower())
    return named or _BY_TRACKTYPE.get(tags.get("tracktype", ""), Surface.UNKNOWN)


def _is_track(tags: Mapping[str, str]) -> bool:
    """Whether the way is the running track of a stadium."""
    return tags.get("leisure") == "track" and tags.get("sport", "running") in {
        "running",
        "athletics",
    }
