"""The names of the countries whose numbers to call are known."""

from __future__ import annotations

from stridewell.knowledge.records import Knowledge

ELSEWHERE = "default"
NAMES = {
    "AT": "Austria",
    "AU": "Australia",
    "CA": "Canada",
    "CH": "Switzerland",
    "DE": "Germany",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "NZ": "New Zealand",
    "US": "United States",
}


def countries(knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Code and name of every country whose emergency number is known, by name."""
    codes = (code for code in knowledge.emergency_numbers if code != ELSEWHERE)
    named = sorted(((code, NAMES.get(code, code)) for code in codes), key=lambda each: each[1])
    return (*named, (ELSEWHERE, "Another country"))
