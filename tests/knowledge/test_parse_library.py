"""Files of the library → records; whatever is broken is named by file and key."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import yaml

from stridewell.errors import KnowledgeError
from stridewell.knowledge.library import CheckResult, Library, Ref, Verdict
from stridewell.knowledge.parse import root_node
from stridewell.knowledge.parse_library import parse_library
from stridewell.values.evidence import Grade, Verification
from stridewell.values.quantities import Interval

CLAIM = """
section: Shoes
defaults: {grade: weak, source: somebody_2020, verification: seen}
claims:
  X1:
    claim: Old shoes hurt the hip.
    verdict: mixed
    answer: Worn shoes change little.
    use: It asks for new shoes.
    homes: ["card:shoes_comfort"]
"""
CHECK = """
checks:
  somebody_2020_share:
    states: "Of 20 runners 5 % were hurt."
    value: "5"
    unit: "%"
    source: somebody_2020
    result: differs
    memory: "50 %"
    found: "Abstract: 5 %"
    seen_in: "https://example.org/paper"
    seen_on: 2026-11-25
    for: ["claim:X1", "condition:gtps"]
"""
CARD = """
cards:
  shoes_comfort:
    title: Choose by comfort
    area: shoes
    text: Take what feels best.
    do: [Try them on.]
    avoid: [Buying by colour.]
    source: somebody_2020
    grade: expert
"""
LEARN = """
terms:
  bursa: {term: Bursa, meaning: A cushion., see: ["condition:gtps"]}
faq:
  serious: {question: "Is it serious?", answer: Seldom., see: ["rule:E1"], sources: [somebody_2020]}
mistakes:
  one_long_run: {mistake: A long run, why: It jumps., instead: Build up., source: somebody_2020}
pages: {answer: /answer}
"""
COURSE = """
defaults: {grade: expert, source: stridewell_estimate}
courses:
  gtps:
    course: It gets better.
    weeks: [4, 12]
    onset: Slowly.
    night: It hurts to lie on.
    stages:
      - {name: Calm it, weeks: [0, 4], aim: Less pain., next_when: Nights are quiet.}
      - {name: Run, aim: Run again., next_when: It stays quiet.}
    not_as_expected: See someone.
    confirmed_by: They press on it.
"""
SEPARATION = """
defaults: {grade: expert, source: stridewell_estimate}
separations:
  outer_hip:
    title: Tendon or bone?
    between: [gtps, bsi_femoral_neck]
    pointers:
      - {favours: gtps, findings: [pain_lat_hip], text: The outer side.}
"""
FILES = {
    "claims/1_shoes.yaml": CLAIM,
    "checks/numbers.yaml": CHECK,
    "cards/shoes.yaml": CARD,
    "learn/all.yaml": LEARN,
    "courses/outer.yaml": COURSE,
    "separations.yaml": SEPARATION,
}


def read(files: Mapping[str, str]) -> Library:
    documents = {path: yaml.safe_load(text) for path, text in files.items()}
    return parse_library({path: root_node(path, value) for path, value in documents.items()})


@pytest.fixture(scope="module")
def library() -> Library:
    return read(FILES)


def test_no_files_make_an_empty_library() -> None:
    assert read({}).claims == {}


def test_a_claim(library: Library) -> None:
    claim = library.claims["X1"]
    assert (claim.section, claim.verdict) == ("Shoes", Verdict.MIXED)
    assert claim.homes == (Ref("card", "shoes_comfort"),)
    assert claim.not_used == ""
    assert claim.warrant.sources == ("somebody_2020",)
    assert (claim.warrant.grade, claim.warrant.verification) == (Grade.WEAK, Verification.SEEN)


def test_a_looked_up_number(library: Library) -> None:
    number = library.checks["somebody_2020_share"]
    assert (number.value, number.unit, number.memory) == ("5", "%", "50 %")
    assert (number.result, number.is_fact) == (CheckResult.DIFFERS, True)
    assert (number.seen_in, number.seen_on) == ("https://example.org/paper", "2026-11-25")
    assert number.belongs_to == (Ref("claim", "X1"), Ref("condition", "gtps"))


def test_a_number_that_nobody_found_was_seen_nowhere() -> None:
    lines = [
        line.replace("differs", "unconfirmed")
        for line in CHECK.splitlines()
        if not line.strip().startswith(("seen_", "memory"))
    ]
    number = read({"checks/a.yaml": "\n".join(lines)}).checks["somebody_2020_share"]
    assert (number.is_fact, number.seen_in, number.seen_on) == (False, "", "")


def test_a_card(library: Library) -> None:
    card = library.cards["shoes_comfort"]
    assert (card.area, card.do, card.avoid) == ("shoes", ("Try them on.",), ("Buying by colour.",))


def test_words_questions_and_mistakes(library: Library) -> None:
    assert library.terms["bursa"].see == (Ref("condition", "gtps"),)
    assert library.faq["serious"].sources == ("somebody_2020",)
    assert library.mistakes["one_long_run"].instead == "Build up."
    assert library.pages == {"answer": "/answer"}


def test_a_course(library: Library) -> None:
    course = library.courses["gtps"]
    assert course.weeks == Interval(4, 12)
    assert [stage.weeks for stage in course.stages] == [Interval(0, 4), None]


def test_a_separation(library: Library) -> None:
    separation = library.separations["outer_hip"]
    assert separation.between == ("gtps", "bsi_femoral_neck")
    assert separation.pointers[0].findings == ("pain_lat_hip",)


def test_claims_stand_in_the_order_of_the_numbers_of_their_files() -> None:
    files = {
        f"claims/{number}_part.yaml": CLAIM.replace("X1", f"X{number}") for number in (10, 2, 1)
    }
    assert list(read(files).claims) == ["X1", "X2", "X10"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("claims/1_shoes.yaml", "section: Shoes", "", ("claims/1_shoes.yaml", "'section'")),
        ("claims/1_shoes.yaml", "verdict: mixed", "verdict: so", ("claims/1_shoes.yaml", "'so'")),
        ("claims/1_shoes.yaml", "answer: W", "anwser: W", ("claims.X1", "'anwser'")),
        ("claims/1_shoes.yaml", "use: It", "use: 3 #", ("claims.X1.use", "text is expected")),
        ("claims/1_shoes.yaml", '"card:shoes_comfort"', "card", ("homes[0]", "kind:id")),
        ("claims/1_shoes.yaml", '"card:shoes_comfort"', '"card:"', ("homes[0]", "kind:id")),
        ("claims/1_shoes.yaml", "grade: weak, ", "", ("claims.X1", "'grade' is missing")),
        ("checks/numbers.yaml", "result: differs", "result: maybe", ("checks.", "'maybe'")),
        ("checks/numbers.yaml", "seen_on: 2026-11-25", "seen_on: today", ("checks.", "'seen_on'")),
        ("checks/numbers.yaml", "    found:", "    fuond:", ("checks.", "'fuond'")),
        ("checks/numbers.yaml", 'value: "5"', "value: 5", ("share.value", "text is expected")),
        ("cards/shoes.yaml", "area: shoes", "", ("cards.shoes_comfort", "'area'")),
        ("cards/shoes.yaml", "do: [Try them on.]", "do: Try", ("'do' must be a list",)),
        ("learn/all.yaml", "meaning", "maening", ("terms.bursa", "'maening'")),
        ("learn/all.yaml", "question", "qeustion", ("faq.serious", "'qeustion'")),
        ("learn/all.yaml", "instead", "insted", ("mistakes.one_long_run", "'insted'")),
        ("learn/all.yaml", "{answer: /answer}", "{answer: 3}", ("pages.answer", "text")),
        ("courses/outer.yaml", "weeks: [4, 12]", "weeks: [12, 4]", ("courses.gtps", "upside down")),
        ("courses/outer.yaml", "name: Calm it, ", "", ("stages[0]", "'name'")),
        ("courses/outer.yaml", "    night:", "    nihgt:", ("courses.gtps", "'nihgt'")),
        ("separations.yaml", "favours: gtps, ", "", ("pointers[0]", "'favours'")),
        ("separations.yaml", "title", "tilte", ("separations.outer_hip", "'tilte'")),
    ],
)
def test_a_fault_is_named_with_file_and_key(
    file: str, old: str, new: str, told: tuple[str, ...]
) -> None:
    assert old in FILES[file]
    with pytest.raises(KnowledgeError) as caught:
        read({file: FILES[file].replace(old, new, 1)})
    assert all(word in str(caught.value) for word in (file, *told))


@pytest.mark.parametrize("file", sorted(FILES))
def test_nothing_is_defined_twice(file: str) -> None:
    again = f"{file.removesuffix('.yaml')}_again.yaml"
    with pytest.raises(KnowledgeError, match="defined twice"):
        read({file: FILES[file], again: FILES[file]})
