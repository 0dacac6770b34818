"""What the library finds for an entry: its numbers, its claims, what it is mistaken for."""

from __future__ import annotations

import pytest

from stridewell.adapters.knowledge_files import packaged_library
from stridewell.knowledge.check_library import known_ids
from stridewell.knowledge.library import CheckResult, Library, Ref
from stridewell.knowledge.records import Knowledge


@pytest.fixture(scope="module")
def library() -> Library:
    return packaged_library()


def test_the_packaged_library_is_read_once(library: Library) -> None:
    assert packaged_library() is library


def test_a_reference_reads_as_the_files_write_it() -> None:
    assert str(Ref("condition", "gtps")) == "condition:gtps"


def test_numbers_of_an_entry_come_with_those_read_in_a_source_first(library: Library) -> None:
    for condition in library.courses:
        numbers = library.checks_of("condition", condition)
        assert all(Ref("condition", condition) in number.belongs_to for number in numbers)
        facts = [number.is_fact for number in numbers]
        assert facts == sorted(facts, reverse=True)
    assert library.checks_of("condition", "gtps")
    assert library.checks_of("condition", "sore_toe") == ()


def test_only_what_was_read_in_its_source_is_a_fact(library: Library) -> None:
    for number in library.checks.values():
        assert number.is_fact is (number.result is not CheckResult.UNCONFIRMED)


def test_every_claim_is_found_at_each_of_its_homes(library: Library) -> None:
    for claim in library.claims.values():
        assert all(claim in library.claims_at(ref.kind, ref.id) for ref in claim.homes)


def test_a_separation_is_found_from_each_of_its_causes(library: Library) -> None:
    for separation in library.separations.values():
        assert all(separation in library.separations_of(cause) for cause in separation.between)


def test_every_reference_is_listed_with_where_it_stands(library: Library) -> None:
    told = {where for where, _ in library.refs()}
    assert {where.partition(".")[0] for where in told} == {
        *("claims", "checks", "terms", "faq", "mistakes")
    }
    homes = [ref for where, ref in library.refs() if where == "claims.S0-02.homes"]
    assert tuple(homes) == library.claims["S0-02"].homes


def test_every_cause_has_a_course(library: Library, knowledge: Knowledge) -> None:
    assert set(library.courses) == set(knowledge.conditions)


def test_what_a_reference_may_name_is_known_by_kind(library: Library, knowledge: Knowledge) -> None:
    known = known_ids(library, knowledge)
    assert "gtps" in known["condition"]
    assert "S1" in known["rule"]
    assert known["page"] == frozenset(library.pages)
    assert known["spike"] == frozenset({"spike"})
