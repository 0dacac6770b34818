"""TCX and GPX files: bytes to activities."""

from stridewell.adapters.xml_activities.gpx import read_gpx, read_route
from stridewell.adapters.xml_activities.tcx import read_tcx

__all__ = ["read_gpx", "read_route", "read_tcx"]
