"""Everything one FIT file says, as tables."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from stridewell.activity.track import Device
from stridewell.adapters.fit import profile
from stridewell.adapters.fit.columns import Table, read_table, read_text
from stridewell.adapters.fit.developer import (
    DeveloperField,
    read_developer_fields,
    undeclared_fields,
)
from stridewell.adapters.fit.names import manufacturer_name
from stridewell.adapters.fit.scan import Part
from stridewell.values.evidence import Issue, Severity


@dataclass(frozen=True, slots=True, eq=False)
class Messages:
    """The tables an activity is made from, and who contributed to them."""

    sessions: Table
    laps: Table
    records: Table
    events: Table
    sports: Table
    developer_fields: tuple[DeveloperField, ...]
    devices: tuple[Device, ...]


def read_messages(part: Part) -> tuple[Messages, list[Issue]]:
    """Decode every table; records without a time are left out."""
    fields = read_developer_fields(part)
    types = {field.key: field.base_type for field in fields if field.is_used}
    records = read_table(part, profile.RECORD, types)
    issues: list[Issue] = []
    missing = undeclared_fields(part, fields)
    if missing:
        text = f"{len(missing)} developer fields were never declared and cannot be read."
        issues.append(Issue(Severity.NOTE, "developer fields", text))
    untimed = np.isnan(records.column("timestamp"))
    if untimed.any():
        text = f"{int(untimed.sum())} records have no time and were left out."
        issues.append(Issue(Severity.NOTE, "records", text))
        records = records.cut(~untimed)
    messages = Messages(
        sessions=read_table(part, profile.SESSION),
        laps=read_table(part, profile.LAP),
        records=records,
        events=read_table(part, profile.EVENT),
        sports=read_table(part, profile.SPORT),
        developer_fields=fields,
        devices=_devices(part),
    )
    return messages, issues


def _devices(part: Part) -> tuple[Device, ...]:
    """Every watch, pod and strap that is named, each once."""
    table = read_table(part, profile.DEVICE_INFO)
    makers, products = table.column("manufacturer").tolist(), table.column("product").tolist()
    found: dict[Device, None] = {}
    for maker, product, (definition, at) in zip(
        makers, products, part.payloads(profile.DEVICE_INFO), strict=True
    ):
        if math.isnan(maker):
            continue
        named = read_text(part, definition, at, profile.PRODUCT_NAME)
        number = "" if math.isnan(product) else str(int(product))
        found[Device(manufacturer_name(maker), named or number)] = None
    return tuple(found)
