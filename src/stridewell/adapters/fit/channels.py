"""Record columns of one session to the channels of an activity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from stridewell.activity.limits import ON_FOOT
from stridewell.activity.track import RUNNING_DYNAMICS, Channel, Column
from stridewell.adapters.fit.columns import Table
from stridewell.adapters.fit.developer import DeveloperField, developer_channels
from stridewell.values.evidence import Issue

DEVICE = "device"
STEPS_PER_STRIDE = 2.0
_DEGREES_PER_SEMICIRCLE = 180.0 / 2**31
_ON_FOOT_ONLY = frozenset({Channel.STEP_RATE, *RUNNING_DYNAMICS})
_ZERO_IS_MISSING = frozenset({Channel.HEART_RATE, *RUNNING_DYNAMICS})
"""Devices write 0 here while a strap or pod has nothing to say."""

_PLAIN: Mapping[Channel, str] = {
    Channel.HEART_RATE: "heart_rate",
    Channel.POWER: "power",
    Channel.CONTACT_TIME: "stance_time",
    Channel.CONTACT_BALANCE: "stance_time_balance",
    Channel.VERTICAL_OSCILLATION: "vertical_oscillation",
    Channel.VERTICAL_RATIO: "vertical_ratio",
    Channel.STEP_LENGTH: "step_length",
}

Channels = Mapping[Channel, Column]
Sources = Mapping[Channel, str]


def read_channels(
    records: Table, fields: Sequence[DeveloperField], sport: str
) -> tuple[Channels, Sources, tuple[Issue, ...]]:
    """The channels that were measured, the source of each, and what could not be used.

    The device's own fields come first; an app's field fills only a channel the device left
    empty. Cadence counts one leg per minute, so the step rate is twice that. Step rate and
    running dynamics are kept only where the sport is on foot.
    """
    channels = {c: column for c, column in _device(records).items() if _has_any(column)}
    sources = dict.fromkeys(channels, DEVICE)
    added, issues = developer_channels(records, fields, measured=channels)
    for channel, (column, source) in added.items():
        channels[channel], sources[channel] = column, source
    if sport not in ON_FOOT:
        for channel in _ON_FOOT_ONLY & channels.keys():
            del channels[channel], sources[channel]
    return channels, sources, issues


def _device(records: Table) -> Channels:
    """Every channel that FIT's own fields carry, measured or not."""
    packed_speed, packed_distance = _unpack(records)
    columns = records.columns
    found = {
        Channel.DISTANCE: _prefer(columns.get("distance"), packed_distance),
        Channel.SPEED: _prefer(columns.get("enhanced_speed"), columns.get("speed"), packed_speed),
        Channel.ALTITUDE: _prefer(columns.get("enhanced_altitude"), columns.get("altitude")),
        Channel.LATITUDE: _degrees(columns.get("position_lat")),
        Channel.LONGITUDE: _degrees(columns.get("position_long")),
        Channel.STEP_RATE: _step_rate(columns.get("cadence"), columns.get("fractional_cadence")),
    }
    for channel, name in _PLAIN.items():
        found[channel] = _measured(channel, columns.get(name))
    return {channel: column for channel, column in found.items() if column is not None}


def _degrees(semicircles: Column | None) -> Column | None:
    """A position in degrees."""
    return None if semicircles is None else semicircles * _DEGREES_PER_SEMICIRCLE


def _step_rate(cadence: Column | None, fraction: Column | None) -> Column | None:
    """Steps of both feet per minute; an unwritten fraction counts as none."""
    if cadence is None:
        return None
    return STEPS_PER_STRIDE * (cadence if fraction is None else cadence + np.nan_to_num(fraction))


def _prefer(*columns: Column | None) -> Column | None:
    """Row by row the first column that has a value: finer and coarser forms of one reading."""
    best: Column | None = None
    for column in columns:
        if best is None:
            best = column
        elif column is not None and (missing := np.isnan(best)).any():
            best = np.where(missing, column, best)
    return best


def _unpack(records: Table) -> tuple[Column | None, Column | None]:
    """Speed (m/s) and distance (m) of old watches, packed into three bytes; None without them.

    The low twelve bits are speed in 1/100 m/s, the high twelve distance in 1/16 m, which
    starts again from 0 every 256 m and is added up here.
    """
    packed = records.columns.get("compressed_speed_distance")
    if packed is None:
        return None, None
    known = ~np.isnan(packed)
    speed, distance = np.full(packed.shape, np.nan), np.full(packed.shape, np.nan)
    raw = packed[known].astype(np.int64)
    speed[known] = (raw & 0xFFF) / 100.0
    sixteenths = raw >> 12
    distance[known] = np.cumsum(np.diff(sixteenths, prepend=0) & 0xFFF) / 16.0
    return speed, distance


def _measured(channel: Channel, column: Column | None) -> Column | None:
    """The column with "nothing to say" taken as not measured."""
    if column is None or channel not in _ZERO_IS_MISSING:
        return column
    silent = column == 0
    return np.where(silent, np.nan, column) if silent.any() else column


def _has_any(column: Column) -> bool:
    """Whether anything was measured."""
    return not bool(np.isnan(column).all())
