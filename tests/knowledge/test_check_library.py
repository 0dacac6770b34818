"""Every kind of fault of the library, planted: the check finds it and says where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from stridewell.adapters.knowledge_files import packaged_library
from stridewell.knowledge.check_library import STUDY_FIGURE, check_library, unconfirmed
from stridewell.knowledge.library import CheckResult, Library, Ref
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade, Severity, Source, Verification

LIBRARY = packaged_library()
CLAIM, NUMBER, CARD = "S0-02", next(iter(LIBRARY.checks)), next(iter(LIBRARY.cards))
SEPARATION = next(iter(LIBRARY.separations))
Change = Callable[[Any], Any]


def changed(kind: str, entry_id: str, change: Change) -> Library:
    """The packaged library with one entry changed."""
    entries = {**getattr(LIBRARY, kind)}
    entries[entry_id] = change(entries[entry_id])
    return replace(LIBRARY, **{kind: entries})


def with_warrant(**changes: Any) -> Change:  # noqa: ANN401  (fields of a record)
    return lambda entry: replace(entry, warrant=replace(entry.warrant, **changes))


def with_fields(**changes: Any) -> Change:  # noqa: ANN401  (fields of a record)
    return lambda entry: replace(entry, **changes)


def told(library: Library, knowledge: Knowledge) -> list[str]:
    return [f"{issue.where} {issue.text}" for issue in check_library(library, knowledge)]


def test_the_packaged_library_has_no_fault(knowledge: Knowledge) -> None:
    assert told(LIBRARY, knowledge) == []


@pytest.mark.parametrize(
    ("kind", "entry", "change", "words"),
    [
        ("claims", CLAIM, with_fields(homes=()), "has no home"),
        ("claims", CLAIM, with_fields(not_used="because it is old"), "says that it has none"),
        ("claims", CLAIM, with_fields(homes=(), not_used="It is old"), "does not say why"),
        ("claims", CLAIM, with_fields(homes=(Ref("condition", "toe"),)), "'condition:toe'"),
        ("claims", CLAIM, with_fields(homes=(Ref("planet", "mars"),)), "unknown kind 'planet'"),
        ("claims", CLAIM, with_fields(answer="It is 12 % of them."), "study figure '2 %'"),
        ("claims", CLAIM, with_fields(use="With OR 2 it counts."), "study figure 'OR 2'"),
        ("claims", CLAIM, with_fields(claim="In n = 40 it was so."), "study figure 'n = 4'"),
        ("claims", CLAIM, with_warrant(sources=()), "has no source"),
        ("claims", CLAIM, with_warrant(sources=("nobody_1999",)), "'nobody_1999'"),
        (
            "claims",
            CLAIM,
            with_warrant(sources=("stridewell_design",), grade=Grade.STRONG),
            "our own choice as strong",
        ),
        ("checks", NUMBER, with_fields(source="nobody_1999"), "unknown source 'nobody_1999'"),
        ("checks", NUMBER, with_fields(belongs_to=()), "belongs to nothing"),
        ("checks", NUMBER, with_fields(belongs_to=(Ref("claim", "X"),)), "'claim:X'"),
        (
            "checks",
            NUMBER,
            with_fields(result=CheckResult.DIFFERS, memory=""),
            "a memory it does not give",
        ),
        ("checks", NUMBER, with_fields(seen_in="https://a.b", seen_on=""), "seen on no day"),
        (
            "checks",
            NUMBER,
            with_fields(result=CheckResult.UNCONFIRMED, seen_in="https://a.b"),
            "unconfirmed and yet was seen",
        ),
        ("cards", CARD, with_warrant(sources=("nobody_1999",)), "'nobody_1999'"),
        ("cards", CARD, with_fields(text="It fell by 30 %."), "study figure '0 %'"),
        ("cards", CARD, with_fields(do=("Aim at RR 0.5.",)), "study figure 'RR 0'"),
        ("courses", "gtps", with_fields(stages=()), "has no stages"),
        ("courses", "gtps", with_fields(condition="toe"), "no known condition"),
        ("courses", "gtps", with_warrant(sources=()), "has no source"),
        ("separations", SEPARATION, with_fields(between=("toe",)), "unknown condition 'toe'"),
        ("separations", SEPARATION, with_warrant(sources=()), "has no source"),
        ("terms", "bursa", with_fields(see=(Ref("card", "none"),)), "'card:none'"),
        ("faq", "is_it_serious", with_fields(see=(Ref("faq", "none"),)), "'faq:none'"),
        ("mistakes", "one_long_run", with_fields(see=(Ref("page", "none"),)), "'page:none'"),
    ],
)
def test_a_planted_fault_is_found(
    kind: str, entry: str, change: Change, words: str, knowledge: Knowledge
) -> None:
    issues = told(changed(kind, entry, change), knowledge)
    assert any(issue.startswith(f"{kind}.") and words in issue for issue in issues), issues


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (with_fields(favours="toe"), "favours 'toe', which it does not tell apart"),
        (with_fields(findings=("lipm",)), "names the unknown finding 'lipm'"),
    ],
)
def test_a_fault_of_a_pointer_is_found(change: Change, words: str, knowledge: Knowledge) -> None:
    separation = LIBRARY.separations[SEPARATION]
    broken = (change(separation.pointers[0]), *separation.pointers[1:])
    issues = told(changed("separations", SEPARATION, with_fields(pointers=broken)), knowledge)
    assert any(f"separations.{SEPARATION} {words}" in issue for issue in issues), issues


def test_a_cause_without_a_course_is_found(knowledge: Knowledge) -> None:
    fewer = {name: course for name, course in LIBRARY.courses.items() if name != "gtps"}
    assert "courses.gtps is missing" in told(replace(LIBRARY, courses=fewer), knowledge)


def test_a_source_that_is_used_nowhere_is_found(knowledge: Knowledge) -> None:
    lonely = Source("nobody_1999", "Nobody. 1999")
    more = replace(knowledge, sources={**knowledge.sources, "nobody_1999": lonely})
    assert told(LIBRARY, more) == ["sources.nobody_1999 is used nowhere"]


def test_every_fault_is_an_error_with_a_remedy(knowledge: Knowledge) -> None:
    empty = replace(LIBRARY, courses={}, pages={})
    issues = check_library(empty, knowledge)
    assert issues
    assert {issue.severity for issue in issues} == {Severity.ERROR}
    assert all(issue.remedy for issue in issues)


@pytest.mark.parametrize(
    ("text", "is_figure"),
    [
        ("It was 30 % more.", True),
        ("OR 2.1", True),
        ("HR 1.64", True),
        ("LR+ 4", True),
        ("p < 0.05", True),
        ("n=17", True),
        ("40 % MVIC", True),
        ("Hold it for 30 seconds, 3 times.", False),
        ("Pain of 3 out of 10 is fine.", False),
        ("Four in ten runners.", False),
    ],
)
def test_what_counts_as_a_study_figure(text: str, is_figure: bool) -> None:  # noqa: FBT001
    assert bool(STUDY_FIGURE.search(text)) is is_figure


def test_verifications_are_counted_over_the_whole_knowledge(knowledge: Knowledge) -> None:
    before = unconfirmed(knowledge)
    warrant = Warrant(Grade.EXPERT, ("stridewell_design",), Verification.UNCONFIRMED)
    rule = replace(knowledge.rules["E6"], warrant=warrant)
    after = unconfirmed(replace(knowledge, rules={**knowledge.rules, "E6": rule}))
    assert sum(after.values()) == sum(before.values())
    assert after[Verification.UNCONFIRMED] == before[Verification.UNCONFIRMED] + 1
