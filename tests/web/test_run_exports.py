from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator

import pytest

from activities import even_run
from shelved_runs import shelve
from stridewell.app.desk import Desk
from web_app import Browser, browser_over, desk_of

ZIP = "/runs/export/stridewell-runs.zip"


@pytest.fixture
def own() -> Iterator[Desk]:
    with desk_of() as opened:
        shelve(opened, even_run())
        yield opened


def unpacked(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def test_the_page_offers_every_format(browser: Browser) -> None:
    page = browser.get("/runs/export").text
    for value in ("csv", "json", "parquet"):
        assert f'value="{value}"' in page
    assert "places you ran at" in page


def test_the_zip_holds_every_table(own: Desk) -> None:
    answer = browser_over(own).get(ZIP)
    assert answer.headers["content-type"] == "application/zip"
    assert "attachment" in answer.headers["content-disposition"]
    packed = unpacked(answer.content)
    assert packed.testzip() is None
    assert set(packed.namelist()) == {
        *("runs.csv", "run_loads.csv", "days.csv", "check_ins.csv", "shoes.csv"),
        "walking.csv",
    }
    (run,) = csv.DictReader(io.StringIO(packed.read("runs.csv").decode()))
    assert (float(run["distance_m"]), run["heart_rate_bpm"]) == (1800.0, "")


def test_samples_come_along_when_asked_for(own: Desk) -> None:
    packed = unpacked(browser_over(own).get(f"{ZIP}?format=json&samples=true").content)
    (name,) = [each for each in packed.namelist() if each.startswith("samples/")]
    assert len(json.loads(packed.read(name))) == 601


def test_parquet_without_its_package_is_said_on_the_page(
    own: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = browser_over(own).get(f"{ZIP}?format=parquet")
    assert answer.status_code == 400
    assert "pyarrow" in answer.text
    assert "choose csv or json" in answer.text


@pytest.mark.parametrize("query", ["format=xls", "samples=perhaps"])
def test_a_choice_that_cannot_be_is_refused(browser: Browser, query: str) -> None:
    assert browser.get(f"{ZIP}?{query}").status_code == 400
