"""Fields that apps add to a FIT file: who declared them and which channel they fill."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.activity.track import Channel, Column
from stridewell.adapters.fit.columns import DeveloperKey, Table, read_bytes, read_table, read_text
from stridewell.adapters.fit.profile import (
    APPLICATION_ID,
    DEVELOPER_DATA_ID,
    FIELD_DESCRIPTION,
    FIELD_NAME,
    FIELD_UNITS,
    RECORD,
)
from stridewell.adapters.fit.scan import Part
from stridewell.values.evidence import Issue, Severity
from stridewell.values.quantities import Interval

STRYD = "Stryd"
RUNSCRIBE = "RunScribe"
UNNAMED_APP = "an app"

_APPLICATIONS: Mapping[str, str] = {
    "660a581e5301460c8f2f034c8b6dc90f": STRYD,
    "18fb2cf01a4b430dad66988c847421f4": STRYD,
    "14cc7713eff04136a643ac88baf99d02": STRYD,
    "502092b3b0dd45ad89b3472ab2060ab6": RUNSCRIBE,
}
_TELLTALE_PREFIXES = {"rs_": RUNSCRIBE, "rp_": "Garmin Running Power"}
_TELLTALE_NAMES = {"form power": STRYD, "leg spring stiffness": STRYD}
_RUNSCRIBE_NAMES = {5: "RS_ContactTime_L", 11: "RS_ContactTime_R", 12: "RS_Power_AVG"}
"""An early RunScribe app left its names empty and kept these numbers."""


@dataclass(frozen=True, slots=True)
class DeveloperField:
    """A declared developer field; names and units as the app wrote them."""

    key: DeveloperKey
    name: str
    units: str
    base_type: int
    source: str

    @property
    def is_used(self) -> bool:
        """Whether its name is one that can fill a channel."""
        return self.name.casefold() in _USED_NAMES


@dataclass(frozen=True, slots=True)
class _Rule:
    """A field name that can fill a channel: factors by unit, and medians that are believable.

    FIT's own "same as field N" mark is not used: apps have pointed it at the wrong field.
    """

    name: str
    channel: Channel
    factors: Mapping[str, float]
    believable: Interval
    zero_is_missing: bool = False


_MILLISECONDS = {"milliseconds": 1.0, "ms": 1.0, "msec": 1.0}
_LENGTHS = {"centimeters": 10.0, "cm": 10.0, "millimeters": 1.0, "mm": 1.0}
_WATTS = {"watts": 1.0, "watt": 1.0, "w": 1.0}
_CONTACT = Interval(100.0, 700.0)
_POWER = Interval(20.0, 1500.0)

_RULES = (
    _Rule("power", Channel.POWER, _WATTS, _POWER),
    _Rule("rp_power", Channel.POWER, _WATTS, _POWER),
    _Rule("rs_power_avg", Channel.POWER, {**_WATTS, "": 1.0}, _POWER),
    _Rule(
        "cadence",
        Channel.STEP_RATE,
        {"rpm": 2.0, "spm": 1.0, "steps/min": 1.0},
        Interval(80.0, 260.0),
    ),
    _Rule("ground time", Channel.CONTACT_TIME, _MILLISECONDS, _CONTACT, zero_is_missing=True),
    _Rule(
        "vertical oscillation",
        Channel.VERTICAL_OSCILLATION,
        _LENGTHS,
        Interval(20.0, 250.0),
        zero_is_missing=True,
    ),
    _Rule("speed", Channel.SPEED, {"m/s": 1.0}, Interval(0.1, 12.0)),
    _Rule("distance", Channel.DISTANCE, {"meters": 1.0, "m": 1.0}, Interval(0.1, 1e6)),
)
_LEFT, _RIGHT = "rs_contacttime_l", "rs_contacttime_r"
_RULE_BY_NAME: Mapping[str, _Rule] = {rule.name: rule for rule in _RULES}
_USED_NAMES = frozenset({_LEFT, _RIGHT, *_RULE_BY_NAME})


def read_developer_fields(part: Part) -> tuple[DeveloperField, ...]:
    """Every developer field the file declares; a later declaration of a key wins."""
    applications = _applications(part)
    numbers = read_table(part, FIELD_DESCRIPTION)
    names = ("developer_data_index", "field_definition_number", "fit_base_type_id")
    rows = zip(*(numbers.column(name).tolist() for name in names), strict=True)
    found: dict[DeveloperKey, DeveloperField] = {}
    for row, (definition, at) in zip(rows, part.payloads(FIELD_DESCRIPTION), strict=True):
        if any(math.isnan(number) for number in row):
            continue
        key, base_type = (int(row[0]), int(row[1])), int(row[2])
        application = applications.get(key[0], "")
        name = read_text(part, definition, at, FIELD_NAME).strip()
        if not name and application == RUNSCRIBE:
            name = _RUNSCRIBE_NAMES.get(key[1], "")
        units = read_text(part, definition, at, FIELD_UNITS).strip()
        found[key] = DeveloperField(key, name, units, base_type, application)
    return _with_sources(tuple(found.values()))


def undeclared_fields(part: Part, declared: Sequence[DeveloperField]) -> tuple[DeveloperKey, ...]:
    """Developer fields that records carry although no app declared them."""
    known = {field.key for field in declared}
    carried = {
        (slot.developer, slot.number)
        for block in part.of(RECORD)
        for slot in block.definition.slots
        if slot.developer is not None
    }
    return tuple(sorted(carried - known))


def developer_channels(
    records: Table, fields: Sequence[DeveloperField], measured: Collection[Channel] = ()
) -> tuple[Mapping[Channel, tuple[Column, str]], tuple[Issue, ...]]:
    """What the apps measured, by channel, each with the name of its source.

    Fields for channels that the device ``measured`` itself are not looked at.
    The first field that fits a channel fills it, so that two sources are never mixed. Left
    and right contact times become their mean and the left foot's share.
    """
    both_feet = _left_and_right(records, fields)
    filled = {channel: found for channel, found in both_feet if channel not in measured}
    issues: list[Issue] = []
    for field in fields:
        rule = _RULE_BY_NAME.get(field.name.casefold())
        if rule is None or rule.channel in {*filled, *measured}:
            continue
        if field.key not in records.columns:
            continue
        column = _scaled(records.column(field.key), rule, field.units)
        if column is None:
            issues.append(_not_used(field, f"its unit {field.units!r} is not known"))
        elif np.isnan(column).all():
            continue
        elif not rule.believable.contains(_middle(column)):
            issues.append(_not_used(field, f"its median {_middle(column):g} cannot be right"))
        else:
            filled[rule.channel] = (column, field.source)
    return filled, tuple(issues)


def _scaled(column: Column, rule: _Rule, units: str) -> Column | None:
    """The column in the channel's unit, None when the unit is not known.

    A pod that lost contact writes zeros; a column of nothing but zeros measured nothing.
    """
    factor = rule.factors.get(units.casefold())
    if factor is None:
        return None
    if rule.zero_is_missing or not np.any(column > 0):
        column = np.where(column == 0, np.nan, column)
    return column * factor


def _middle(column: Column) -> float:
    """The median of what was measured above zero (NaN when nothing was)."""
    moving = column[column > 0]
    return float(np.median(moving)) if moving.size else float("nan")


def _not_used(field: DeveloperField, because: str) -> Issue:
    """Say that a developer field was left out."""
    text = f"The field {field.name!r} of {field.source} was not used: {because}."
    return Issue(Severity.NOTE, "developer fields", text)


def _left_and_right(
    records: Table, fields: Sequence[DeveloperField]
) -> Iterator[tuple[Channel, tuple[Column, str]]]:
    """Mean contact time and the left foot's share, where both feet wore a sensor."""
    by_name = {field.name.casefold(): field for field in fields if field.key in records.columns}
    if _LEFT not in by_name or _RIGHT not in by_name:
        return
    left, right = (_positive(records.column(by_name[name].key)) for name in (_LEFT, _RIGHT))
    both = left + right
    if np.isnan(both).all():
        return
    yield Channel.CONTACT_TIME, (both / 2, by_name[_LEFT].source)
    yield Channel.CONTACT_BALANCE, (100 * left / both, by_name[_LEFT].source)


def _positive(column: Column) -> Column:
    """The column with everything that is not above zero taken as not measured."""
    return np.where(column > 0, column, np.nan)


def _applications(part: Part) -> Mapping[int, str]:
    """Known apps by their index in this file."""
    indices = read_table(part, DEVELOPER_DATA_ID).column("developer_data_index")
    found: dict[int, str] = {}
    for index, (definition, at) in zip(indices, part.payloads(DEVELOPER_DATA_ID), strict=True):
        identity = read_bytes(part, definition, at, APPLICATION_ID).hex()
        if not np.isnan(index) and identity in _APPLICATIONS:
            found[int(index)] = _APPLICATIONS[identity]
    return found


def _with_sources(fields: Sequence[DeveloperField]) -> tuple[DeveloperField, ...]:
    """The fields with their apps named: by identity, else by names only one app uses."""
    told: dict[int, str] = {}
    for field in fields:
        name = field.name.casefold()
        by_prefix = _TELLTALE_PREFIXES.get(name[:3], "")
        source = field.source or _TELLTALE_NAMES.get(name, "") or by_prefix
        if source:
            told.setdefault(field.key[0], source)
    return tuple(
        DeveloperField(f.key, f.name, f.units, f.base_type, told.get(f.key[0], UNNAMED_APP))
        for f in fields
    )
