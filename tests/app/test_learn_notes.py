"""Notes: many kinds of entries in one shape, each with what it rests on; food without figures."""

from __future__ import annotations

import re

import pytest

from stridewell.adapters.knowledge_files import packaged_knowledge, packaged_library
from stridewell.app.learn.note_kinds import NOTES, every_note, note_of, notes_of
from stridewell.app.learn.notes import NoteView
from stridewell.app.learn.search import search
from stridewell.app.learn.shelf import ENERGY, SCREEN, TRIAL, Kind, Shelf
from stridewell.knowledge.around import Fit

KNOWLEDGE = packaged_knowledge()
SHELF = Shelf(KNOWLEDGE, packaged_library())
AROUND = KNOWLEDGE.around


def texts(note: NoteView) -> list[str]:
    return [line.text for part in note.parts for line in part.lines]


def part(note: NoteView, heading: str) -> list[str]:
    return [line.text for each in note.parts if each.heading == heading for line in each.lines]


@pytest.mark.parametrize("kind", NOTES)
def test_every_entry_of_a_kind_is_a_note_with_a_title_and_something_to_read(kind: Kind) -> None:
    for note in notes_of(kind, SHELF):
        assert note.title
        assert note.text or note.parts or note.standing
        assert all(each.lines for each in note.parts)


@pytest.mark.parametrize("kind", NOTES)
def test_there_is_no_note_of_what_does_not_exist(kind: Kind) -> None:
    with pytest.raises(KeyError):
        note_of(kind, "nothing_of_the_kind", SHELF)


@pytest.mark.parametrize("name", KNOWLEDGE.ladders)
def test_a_ladder_says_what_comes_before_it_its_tests_and_every_step(name: str) -> None:
    ladder, note = KNOWLEDGE.ladders[name], note_of(Kind.LADDER, name, SHELF)
    assert part(note, "Before you start") == list(ladder.entry)
    assert len(part(note, "Steps")) == len(ladder.steps)
    gates = {KNOWLEDGE.gates[each].name for each in ladder.gate}
    assert gates <= set(texts(note))
    extras = [each.extra for each in ladder.steps if each.extra]
    assert all(KNOWLEDGE.reintroduced[each].name in " ".join(texts(note)) for each in extras)


@pytest.mark.parametrize("name", AROUND.modes)
def test_other_training_says_how_it_suits_every_group(name: str) -> None:
    mode, note = AROUND.modes[name], note_of(Kind.MODE, name, SHELF)
    fits = part(note, "How it suits each group of causes")
    assert len(fits) == len(AROUND.groups)
    left_out = sum(each.startswith("leave it out") for each in fits)
    assert left_out == sum(each.fit is Fit.AVOID for each in mode.groups.values())


@pytest.mark.parametrize("name", AROUND.figures)
def test_a_figure_of_a_study_stands_where_it_is_used_with_its_source(name: str) -> None:
    figure = AROUND.figures[name]
    lines = [
        line
        for note in every_note(SHELF)
        for each in note.parts
        for line in each.lines
        if line.text == figure.sentence
    ]
    assert lines
    for line in lines:
        assert line.standing is not None
        assert line.standing.verification is figure.warrant.verification


def test_amounts_of_food_and_energy_are_read_up_without_their_figures() -> None:
    for name in (*KNOWLEDGE.fuel.amounts, ENERGY):
        note = note_of(Kind.FUEL, name, SHELF)
        told = " ".join((note.title, note.text, *texts(note)))
        assert not re.search(r"\d[\d.,]*\s*(k?cal|k?g\b|mg|µg|iu|nmol|kj|ml|l\b|%)", told.lower())
        assert "kcal" not in told
        assert "for those they do not harm" in told


def test_the_screen_names_every_sign_and_says_that_it_is_no_proof() -> None:
    note = note_of(Kind.FUEL, SCREEN, SHELF)
    assert len(part(note, "Signs")) == len(KNOWLEDGE.fuel.screen.signs)
    assert "no proof" in note.text


def test_every_rule_of_help_stands_with_whom_to_see() -> None:
    told = [line for note in notes_of(Kind.HELP, SHELF) for line in part(note, "When to go")]
    assert len(told) == len(KNOWLEDGE.help.rules)


def test_the_weeks_of_a_trial_are_told_in_order() -> None:
    note = note_of(Kind.CUE, TRIAL, SHELF)
    assert part(note, "Weeks") == [week.text for week in AROUND.trial_weeks]


@pytest.mark.parametrize("name", KNOWLEDGE.strength_tests)
def test_a_strength_test_says_how_it_is_done_and_what_each_norm_rests_on(name: str) -> None:
    test, note = KNOWLEDGE.strength_tests[name], note_of(Kind.STRENGTH_TEST, name, SHELF)
    assert part(note, "How it is done") == list(test.steps)
    lines = [line for each in note.parts for line in each.lines if line.standing is not None]
    for norm in test.norms:
        rests = [each.standing for each in lines if norm.population in each.text]
        assert norm.warrant.verification in {each.verification for each in rests if each}


def test_a_limit_leads_to_the_numbers_that_set_it() -> None:
    note = note_of(Kind.LIMIT, "daily_pain", SHELF)
    links = [line.link for each in note.parts for line in each.lines]
    assert [link.url for link in links if link] == ["/learn/reasoning#pain_stop_daily"]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("hops on one leg", Kind.GATE),
        ("strides", Kind.REINTRODUCED),
        ("deep water", Kind.MODE),
        ("side of the road", Kind.SURFACE),
        ("quicker shorter steps", Kind.CUE),
        ("heel raises", Kind.STRENGTH_TEST),
        ("no run while you limp", Kind.LIMIT),
        ("physiotherapist", Kind.HELP),
        ("calcium", Kind.FUEL),
    ],
)
def test_notes_are_found(query: str, kind: Kind) -> None:
    assert kind in {hit.link.kind for hit in search(query, SHELF)}
