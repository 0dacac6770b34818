from __future__ import annotations

import numpy as np
import pytest

from fit_bytes import (
    DESCRIPTION,
    DEVELOPER_ID,
    FLOAT32,
    START,
    UINT8,
    UINT16,
    UINT32,
    Layout,
)
from stridewell.activity.track import Channel, Column
from stridewell.adapters.fit.columns import read_table
from stridewell.adapters.fit.developer import (
    developer_channels,
    read_developer_fields,
    undeclared_fields,
)
from stridewell.adapters.fit.scan import Part, scan_messages
from stridewell.values.evidence import Issue

STRYD = bytes.fromhex("18fb2cf01a4b430dad66988c847421f4")
RUNSCRIBE = bytes.fromhex("502092b3b0dd45ad89b3472ab2060ab6")
CODES = {UINT8: "B", UINT16: "H", FLOAT32: "f"}
SIZES = {UINT8: 1, UINT16: 2, FLOAT32: 4}

Declared = tuple[int, int, str, str]
"""Field number, base type, name, unit."""


def file_with(app: bytes, declared: list[Declared], *rows: tuple[float, ...]) -> Part:
    records = Layout(
        20,
        ((253, 4, UINT32),),
        developer=[(number, SIZES[kind], 0) for number, kind, _, _ in declared],
        codes="".join(CODES[kind] for _, kind, _, _ in declared),
    )
    content = DEVELOPER_ID.definition() + DEVELOPER_ID.data(app, 0) + DESCRIPTION.definition()
    for number, kind, name, unit in declared:
        content += DESCRIPTION.data(0, number, kind, name, unit, 40)
    content += records.definition()
    content += b"".join(records.data(START + n, *row) for n, row in enumerate(rows))
    return scan_messages(content, 0, len(content))


def channels(part: Part) -> tuple[dict[Channel, tuple[Column, str]], tuple[Issue, ...]]:
    fields = read_developer_fields(part)
    records = read_table(part, 20, {field.key: field.base_type for field in fields})
    found, issues = developer_channels(records, fields)
    return dict(found), issues


def test_stryds_oscillation_in_centimetres_becomes_millimetres() -> None:
    part = file_with(STRYD, [(4, FLOAT32, "Vertical Oscillation", "Centimeters")], (6.5,), (7.0,))
    found, _ = channels(part)
    column, source = found[Channel.VERTICAL_OSCILLATION]
    assert (column.tolist(), source) == ([65.0, 70.0], "Stryd")


@pytest.mark.parametrize(("unit", "value"), [("RPM", 85), ("SPM", 170)])
def test_cadence_of_one_leg_is_doubled_and_of_both_is_not(unit: str, value: int) -> None:
    part = file_with(STRYD, [(2, UINT8, "Cadence", unit)], (value,))
    assert channels(part)[0][Channel.STEP_RATE][0].tolist() == [170.0]


def test_steps_labelled_as_strides_are_not_believed() -> None:
    found, issues = channels(file_with(STRYD, [(2, UINT8, "Cadence", "RPM")], (170,)))
    assert Channel.STEP_RATE not in found
    assert "340" in issues[0].text


def test_an_unknown_unit_is_not_used_whatever_native_field_is_claimed() -> None:
    part = file_with(STRYD, [(3, UINT16, "Ground Time", "percent")], (250,))
    found, issues = channels(part)
    assert found == {}
    assert "percent" in issues[0].text


def test_zeros_of_a_pod_that_lost_contact_are_not_measured() -> None:
    part = file_with(STRYD, [(3, UINT16, "Ground Time", "Milliseconds")], (0,), (250,))
    np.testing.assert_array_equal(channels(part)[0][Channel.CONTACT_TIME][0], [np.nan, 250.0])


def test_a_pod_that_measured_nothing_fills_nothing() -> None:
    part = file_with(STRYD, [(0, UINT16, "Power", "Watts")], (0,), (0,))
    assert channels(part) == ({}, ())


def test_left_and_right_contact_give_mean_and_left_share() -> None:
    declared = [(5, FLOAT32, "RS_ContactTime_L", "ms"), (11, FLOAT32, "RS_ContactTime_R", "ms")]
    found, _ = channels(file_with(b"x" * 16, declared, (240.0, 260.0)))
    assert found[Channel.CONTACT_TIME][0].tolist() == [250.0]
    assert found[Channel.CONTACT_BALANCE][0].tolist() == [48.0]
    assert found[Channel.CONTACT_TIME][1] == "RunScribe"


def test_the_early_runscribe_app_without_names_is_read_by_number() -> None:
    declared = [(5, FLOAT32, "", ""), (11, FLOAT32, "", "")]
    found, _ = channels(file_with(RUNSCRIBE, declared, (300.0, 300.0)))
    assert found[Channel.CONTACT_BALANCE][0].tolist() == [50.0]


def test_an_unknown_app_is_recognised_by_a_name_only_stryd_uses() -> None:
    declared = [(0, UINT16, "Power", "Watts"), (8, UINT16, "Form Power", "Watts")]
    found, _ = channels(file_with(bytes(16), declared, (250, 60)))
    assert found[Channel.POWER][1] == "Stryd"


def test_the_first_of_two_sources_fills_a_channel_alone() -> None:
    declared = [(0, UINT16, "Power", "Watts"), (1, UINT16, "RP_Power", "Watts")]
    found, _ = channels(file_with(STRYD, declared, (250, 300), (251, 301)))
    assert found[Channel.POWER][0].tolist() == [250.0, 251.0]


def test_fields_nobody_declared_are_named() -> None:
    layout = Layout(20, ((253, 4, UINT32),), developer=((7, 2, 3),), codes="H")
    content = layout.definition() + layout.data(START, 5)
    assert undeclared_fields(scan_messages(content, 0, len(content)), ()) == ((3, 7),)
