"""A town on a map of our own, a run through it, and an export that names the shoes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import numpy as np

TOWN = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="tests">
  <node id="1" version="1" lat="50.0" lon="8.0"/>
  <node id="2" version="1" lat="50.0" lon="8.01"/>
  <node id="3" version="1" lat="50.0" lon="8.02"/>
  <node id="4" version="1" lat="10.0" lon="8.0"/>
  <node id="5" version="1" lat="10.0" lon="8.01"/>
  <way id="10" version="1">
    <nd ref="1"/><nd ref="2"/>
    <tag k="highway" v="residential"/><tag k="surface" v="asphalt"/>
  </way>
  <way id="11" version="1">
    <nd ref="2"/><nd ref="3"/><nd ref="999"/>
    <tag k="highway" v="track"/><tag k="tracktype" v="grade3"/>
  </way>
  <way id="12" version="1">
    <nd ref="4"/><nd ref="5"/><tag k="highway" v="path"/><tag k="surface" v="ground"/>
  </way>
  <way id="13" version="1"><nd ref="1"/><nd ref="3"/><tag k="building" v="yes"/></way>
</osm>
"""
"""A paved street of 715 m, then an unpaved one of 715 m, at 50 degrees north."""


def gpx_run(start: datetime, minutes: int = 7) -> str:
    """A run at 3.4 m/s from the west end of the street to the east."""
    seconds = np.arange(0, 60 * minutes, 2)
    points = "".join(
        f'<trkpt lat="50.0" lon="{8.0 + 3.4 * second / 71_670:.6f}"><ele>100</ele>'
        f"<time>{start + timedelta(seconds=int(second)):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for second in seconds
    )
    return (
        '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" '
        f'creator="tests"><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>'
    )


def export_zip(path: Path, gears: Mapping[datetime, str]) -> Path:
    """An export as Strava writes it: a run on each day, in the shoes it names."""
    table = io.StringIO()
    writer = csv.writer(table)
    heading = ("Activity ID", "Activity Date", "Activity Name", "Activity Type")
    writer.writerow((*heading, "Activity Gear", "Filename"))
    with ZipFile(path, "w") as archive:
        for number, (start, gear) in enumerate(gears.items(), start=1):
            name = f"activities/{number}.gpx"
            archive.writestr(name, gpx_run(start))
            told = f"{start:%b %d, %Y, %I:%M:%S %p}"
            writer.writerow((number, told, "Run", "Run", gear, name))
        archive.writestr("activities.csv", table.getvalue())
    return path
