"""Programmes to read up: every stage in words, with exercises and causes one can follow."""

from __future__ import annotations

import pytest

from stridewell.adapters.knowledge_files import packaged_knowledge, packaged_library
from stridewell.app.learn.conditions import condition_view
from stridewell.app.learn.programmes import programme_view, programme_views
from stridewell.app.learn.search import search
from stridewell.app.learn.shelf import Kind, Shelf

KNOWLEDGE = packaged_knowledge()
SHELF = Shelf(KNOWLEDGE, packaged_library())


@pytest.mark.parametrize("name", sorted(KNOWLEDGE.programmes))
def test_every_stage_can_be_read_in_words(name: str) -> None:
    known = KNOWLEDGE.programmes[name]
    view = programme_view(known, SHELF)
    assert view.standing.words
    for stage, told in zip(known.stages, view.stages, strict=True):
        assert [link.id for link in told.exercises] == list(stage.exercises)
        assert len(told.leave_when) == len(stage.leave_when)
        assert not any("_" in words for words in (*told.enter_when, *told.leave_when))


def test_the_one_for_an_unclear_pattern_stands_last() -> None:
    views = programme_views(SHELF)
    assert len(views) == len(KNOWLEDGE.programmes)
    assert not views[-1].conditions


def test_a_cause_leads_to_its_programme_and_one_without_does_not() -> None:
    gtps, septic = (condition_view(each, SHELF) for each in ("gtps", "septic_hip"))
    assert gtps is not None
    assert septic is not None
    assert gtps.programme is not None
    assert gtps.programme.url == "/learn/programmes#outer_hip"
    assert septic.programme is None


def test_a_programme_is_found_by_its_name() -> None:
    kinds = {hit.link.kind for hit in search("inner thigh", SHELF)}
    assert Kind.PROGRAMME in kinds
