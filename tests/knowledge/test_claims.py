"""Every claim of the articles we started from has a record, a verdict and a home."""

from __future__ import annotations

import pytest

from cases import KNOWLEDGE
from stridewell.adapters.knowledge_files import packaged_library
from stridewell.knowledge.check_library import check_library, known_ids
from stridewell.knowledge.library import Claim, Verdict

LIBRARY = packaged_library()
ROWS = (
    *(f"S0-{number:02}" for number in range(1, 85)),
    *(f"S1-{number:02}" for number in range(1, 16)),
    *(f"S2-{number:02}" for number in range(1, 25)),
    *(f"S3-{number:02}" for number in range(1, 61)),
    *(f"S4-{number:02}" for number in range(1, 18)),
    *(f"S4-16-{number}" for number in range(1, 5)),
    *("GAP-1", "GAP-2"),
)
CONTRADICTED = (
    *("S0-18", "S0-60", "S3-39", "S3-57", "S3-17", "S3-10", "S3-16", "S0-49", "S2-12"),
    *("S0-67", "S0-27", "S0-79", "S2-19", "S2-24"),
)
every_claim = pytest.mark.parametrize("claim", LIBRARY.claims.values(), ids=lambda c: c.id)


def test_the_library_has_no_fault() -> None:
    assert [f"{i.where} {i.text}" for i in check_library(LIBRARY, KNOWLEDGE)] == []


def test_every_row_is_a_claim_and_no_claim_is_made_up() -> None:
    assert sorted(LIBRARY.claims) == sorted(ROWS)


@every_claim
def test_a_claim_has_a_home_that_exists_or_says_why_not(claim: Claim) -> None:
    known = known_ids(LIBRARY, KNOWLEDGE)
    homeless = [str(ref) for ref in claim.homes if ref.id not in known.get(ref.kind, ())]
    assert homeless == []
    assert bool(claim.homes) != bool(claim.not_used)


@pytest.mark.parametrize("claim_id", CONTRADICTED)
def test_what_the_evidence_contradicts_is_never_called_supported(claim_id: str) -> None:
    assert LIBRARY.claims[claim_id].verdict in {Verdict.CONTRADICTED, Verdict.UNSUPPORTED}


@pytest.mark.parametrize("claim_id", ["S2-14", "S2-21", "S0-37"])
def test_to_run_on_with_pain_is_never_said_without_the_exception_for_bone(claim_id: str) -> None:
    claim = LIBRARY.claims[claim_id]
    assert "bone" in f"{claim.answer} {claim.use}".lower()


def test_no_unconfirmed_number_has_an_address_where_it_was_seen() -> None:
    loose = [check.id for check in LIBRARY.checks.values() if not check.is_fact and check.seen_in]
    assert loose == []
