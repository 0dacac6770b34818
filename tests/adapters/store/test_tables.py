from __future__ import annotations

from dataclasses import fields

import pytest
import sqlalchemy as sa

from stridewell.activity.strides import RunSummary
from stridewell.adapters.store import tables
from stridewell.app.ports import CheckIn, StoredResult
from stridewell.intake.runner import Runner


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=str)
def test_every_table_says_whose_its_rows_are(table: sa.Table) -> None:
    assert not table.c.runner_id.nullable


@pytest.mark.parametrize(
    ("table", "record"),
    [
        (tables.activity, RunSummary),
        (tables.check_in, CheckIn),
        (tables.result, StoredResult),
        (tables.runner, Runner),
    ],
    ids=str,
)
def test_no_field_of_a_record_is_lost(table: sa.Table, record: type) -> None:
    assert {field.name for field in fields(record)} <= set(table.columns.keys())
