"""`stridewell fuel`: food, sleep and help from the shell."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from command_line import WOMAN_OF_34, mild_outer_hip, stridewell, write_case_file
from stridewell.intake.reading import Answer

ENERGY_FIGURE = re.compile(r"\d[\d.,]*\s*(?:k?cal\b|kJ\b|calories?\b)", re.IGNORECASE)
SIZED = {**WOMAN_OF_34, "mass_kg": 60, "height_cm": 168}


def tell(folder: Path, **answers: Answer) -> None:
    told = mild_outer_hip() | answers
    case = write_case_file(folder, told, SIZED, at=datetime.now(UTC))
    assert stridewell("assess", case, "--save").status == 0


def test_without_an_intake_it_says_how_to_begin() -> None:
    assert stridewell("fuel").refused(1, "--save")


def test_it_is_written_for_people(tmp_path: Path) -> None:
    tell(tmp_path)
    done = stridewell("fuel")
    assert done.status == 0
    for heading in ("Food:", "Too little energy?", "Sleep and stress", "Whom to see"):
        assert heading in done.out
    assert "Protein over the day" in done.out


def test_the_json_has_bands_with_what_they_rest_on(tmp_path: Path) -> None:
    tell(tmp_path)
    out = stridewell("fuel", "--json").json
    amounts = {a["id"]: a for meal in out["meals"] for a in meal["amounts"]}
    protein = amounts["protein_injured"]
    assert protein["band"][0] < protein["band"][1]
    assert protein["unit"] == "g"
    assert protein["sources"]
    assert out["no_figures"] is None
    assert out["energy"]["per_kg"] is None
    assert out["sleep"]["mean_h"] is None


def test_troubled_eating_gets_no_figure_in_either_form(tmp_path: Path) -> None:
    tell(tmp_path, wellbeing=["eating"])
    out = stridewell("fuel", "--json")
    assert out.json["no_figures"]["kind"] == "eating_signs"
    assert out.json["energy"] is None
    assert not any(meal["amounts"] for meal in out.json["meals"])
    for text in (out.out, stridewell("fuel").out):
        assert not ENERGY_FIGURE.search(text)
