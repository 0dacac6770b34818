"""What people read: no verdicts, no doses of medicines, nothing of the machine it was made on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from cases import KNOWLEDGE

PACKAGE = Path(__file__).parents[1] / "src" / "stridewell"
TEXTS = sorted(
    [*(PACKAGE / "knowledge" / "data").rglob("*.yaml"), *(PACKAGE / "web" / "templates").glob("*")]
)
every_text = pytest.mark.parametrize("path", TEXTS, ids=[path.name for path in TEXTS])
CONDITION_NAMES = sorted(
    re.escape(word.lower())
    for condition in KNOWLEDGE.conditions.values()
    for word in (condition.name, condition.plain, *condition.aliases)
)
VERDICT = re.compile(
    rf"\byou (?:have|suffer from|are suffering from) (?:an? )?(?:{'|'.join(CONDITION_NAMES)})"
)
DIAGNOSIS = re.compile(r"(?<!\bno )(?<!\bnot )(?<!\bnever )\bdiagnos(?:is|es|ed)\b", re.IGNORECASE)
DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*(?:mg|µg|mcg|ml)\b|\b(?:tablets?|pills?|capsules?)\s+(?:\w+\s+)?"
    r"(?:times|x|×)\s*(?:a|per)\s+day|\b\d+\s+(?:tablets?|pills?|capsules?)\b",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"(?:^|[\s\"'(=])/(?:work|home|root|Users|tmp|mnt|opt)/|[A-Za-z]:\\\\|"
    r"\b(?:pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|npmjs\.com|unpkg\.com|"
    r"jsdelivr\.net|cdnjs\.cloudflare\.com|artifactory)\b"
)


NOT_OURS = frozenset({"citation", "seen_in", "found"})
"""Names of papers, addresses of pages, and what was read there: not our words."""


def told_in(path: Path) -> Iterator[tuple[str, str]]:
    """Every text of a file that people may read, with where it stands; citations left out."""
    if path.suffix != ".yaml":
        yield path.name, path.read_text(encoding="utf-8")
        return
    loaded = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    yield from _texts(loaded, path.name)


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if key not in NOT_OURS:
                yield from _texts(each, f"{where}.{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _texts(each, f"{where}[{index}]")


def found(path: Path, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    hits = ((where, pattern.search(text)) for where, text in told_in(path))
    return [(where, hit.group()) for where, hit in hits if hit is not None]


@every_text
def test_nobody_is_told_what_they_have(path: Path) -> None:
    told = [(w, h) for w, text in told_in(path) for h in VERDICT.findall(text.lower())]
    assert not told
    assert not found(path, DIAGNOSIS)


@every_text
def test_no_medicine_has_a_dose(path: Path) -> None:
    # what food should bring in a day (calcium, vitamin D) is no medicine
    assert [hit for hit in found(path, DOSE) if ".checks.fuel_" not in hit[0]] == []


@every_text
def test_nothing_of_the_machine_it_was_made_on(path: Path) -> None:
    assert not found(path, MACHINE)


@pytest.mark.parametrize(
    ("pattern", "caught"),
    [
        (VERDICT, "you have hip osteoarthritis"),
        (VERDICT, "you have a sacroiliac joint pain"),
        (DIAGNOSIS, "Your diagnosis is clear"),
        (DOSE, "ibuprofen 400 mg"),
        (DOSE, "two tablets three times a day"),
        (DOSE, "take 2 tablets"),
        (MACHINE, "see /home/somebody/file"),
        (MACHINE, 'src="https://unpkg.com/plotly"'),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_the_patterns_catch_what_they_are_for(pattern: re.Pattern[str], caught: str) -> None:
    assert pattern.search(caught)


def test_every_rule_speaks_of_a_possibility_or_of_what_to_do() -> None:
    careful = re.compile(
        r"\b(?:can|may|might|could|need|needs|must|never|possible|deserves?|belongs|is seen|should|"
        r"points? to|cared for|ordinary|be helped|until)\b"
    )
    certain = [rule.id for rule in KNOWLEDGE.rules.values() if not careful.search(rule.text)]
    assert not certain


def test_no_exercise_is_a_hop_where_a_bone_may_be_hurt() -> None:
    assert all(
        test.blocked_when is not None for test in KNOWLEDGE.self_tests.values() if test.impact
    )


def test_the_safety_net_names_every_sign_to_come_back_for() -> None:
    net = KNOWLEDGE.safety_net.lower()
    for sign in ("numb", "bladder", "fever", "weight", "calf", "wakes", "worse"):
        assert sign in net
