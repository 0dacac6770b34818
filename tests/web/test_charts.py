from __future__ import annotations

import json
from datetime import date

import plotly.graph_objects as go

from stridewell.web.charts import weekly_distance
from stridewell.web.weeks import RunningWeek

WEEKS = (
    RunningWeek(date(2026, 4, 27), 3, 25.5, 14.5, None),
    RunningWeek(date(2026, 5, 4), 0, 0.0, None, None),
)


def test_plotly_knows_every_word_of_the_figure() -> None:
    spec = dict(weekly_distance(WEEKS))
    spec.pop("config")
    figure = go.Figure(spec)
    assert [trace.type for trace in figure.data] == ["bar", "scatter", "scatter"]


def test_a_week_without_a_run_is_an_empty_bar_and_no_dot() -> None:
    bars, longest, _ = json.loads(json.dumps(weekly_distance(WEEKS)))["data"]
    assert bars["y"] == [25.5, 0.0]
    assert longest["x"] == ["2026-04-27"]
