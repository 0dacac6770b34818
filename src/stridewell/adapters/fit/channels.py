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
    added, issues = developer_channels(records, fields)
    for channel, (column, source) in added.items():
        if channel not in channels:
            channels[channel], sources[channel] = column, source
    if sport not in ON_FOOT:
        for channel in _ON_FOOT_ONLY & channels.keys():
            del channels[channel], sources[channel]
    return channels, sources, issues


def _device(records: Table) -> Channels:
    """Every channel from FIT's own fields, measured or not."""
    packed_speed, packed_distance = _unpack(records)
    plain = {channel: _measured(channel, records.column(name)) for channel, name in _PLAIN.items()}
    return {
        Channel.DISTANCE: _prefer(records.column("distance"), packed_distance),
        Channel.SPEED: _prefer(
            records.column("enhanced_speed"), records.column("speed"), packed_speed
        ),
        Channel.ALTITUDE: _prefer(records.column("enhanced_altitude"), records.column("altitude")),
        Channel.LATITUDE: records.column("position_lat") * _DEGREES_PER_SEMICIRCLE,
        Channel.LONGITUDE: records.column("position_long") * _DEGREES_PER_SEMICIRCLE,
        Channel.STEP_RATE: _step_rate(records),
        **plain,
    }


def _step_rate(records: Table) -> Column:
    """Steps of both feet per minute; an unwritten fraction counts as none."""
    fraction = np.nan_to_num(records.column("fractional_cadence"))
    return STEPS_PER_STRIDE * (records.column("cadence") + fraction)


def _prefer(*columns: Column) -> Column:
    """Row by row the first column that has a value: finer and coarser forms of one reading."""
    best = columns[0]
    for other in columns[1:]:
        best = np.where(np.isnan(best), other, best)
    return best


def _unpack(records: Table) -> tuple[Column, Column]:
    """Speed (m/s) and distance (m) of old watches, packed into three bytes.

    The low twelve bits are speed in 1/100 m/s, the high twelve distance in 1/16 m, which
    starts again from 0 every 256 m and is added up here.
    """
    packed = records.column("compressed_speed_distance")
    known = ~np.isnan(packed)
    speed, distance = np.full(packed.shape, np.nan), np.full(packed.shape, np.nan)
    raw = packed[known].astype(np.int64)
    speed[known] = (raw & 0xFFF) / 100.0
    sixteenths = raw >> 12
    distance[known] = np.cumsum(np.diff(sixteenths, prepend=0) & 0xFFF) / 16.0
    return speed, distance


def _measured(channel: Channel, column: Column) -> Column:
    """The column with "nothing to say" taken as not measured."""
    return np.where(column == 0, np.nan, column) if channel in _ZERO_IS_MISSING else column


def _has_any(column: Column) -> bool:
    """Whether anything was measured."""
    return not bool(np.isnan(column).all())
