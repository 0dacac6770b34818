from __future__ import annotations

from stridewell.web.countries import NAMES, countries
from web_app import KNOWLEDGE


def test_every_country_with_a_number_has_a_name() -> None:
    assert {*KNOWLEDGE.emergency_numbers} - {"default"} == set(NAMES)


def test_another_country_comes_last() -> None:
    assert countries(KNOWLEDGE)[-1] == ("default", "Another country")
