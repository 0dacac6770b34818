"""`stridewell learn` finds words and shows entries; own knowledge is honoured everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cases import KNOWLEDGE
from command_line import stridewell
from stridewell.adapters.knowledge_files import packaged_library
from stridewell.app.learn import shelf
from stridewell.app.learn.shelf import Shelf
from stridewell.cli.learn_articles import parts_of
from stridewell.knowledge.library import Library
from stridewell.knowledge.records import Knowledge

LIBRARY = packaged_library()
ONE_OF_EACH = (
    *("gtps", "fadir_self", "E1", "S0-02", "bursa", "bridge", "onset", "shrinkage"),
    *("kakouris_2021", "is_it_serious", "one_long_run", "ladder:A", "spike:spike"),
    *("gate:hops", "strides", "limit:limp", "runs_apart", "side_plank_hold", "training:aqua_jog"),
    *("fast_run", "cue:step_rate", "group:groin", "fuel:calcium_adult", "help:physio"),
    *("training_kept", "traffic_side", "shoe:comfort", "need_adult", "programme:outer_hip"),
    *(next(iter(LIBRARY.separations)), next(iter(LIBRARY.checks)), next(iter(LIBRARY.cards))),
)
RULE = """
level: within_days
rules:
  MINE1:
    when: pain_heel
    suspected: My own worry
    text: A sore heel should be looked at in my club.
    source: stridewell_design
    grade: expert
"""
CARD = """
cards:
  my_club:
    {title: Our club physio, area: help, text: Ask us., source: stridewell_design, grade: expert}
"""


@pytest.fixture(scope="module", autouse=True)
def one_shelf() -> Iterator[None]:
    """One shelf for all commands of this file: each of them would make the index of words anew."""
    shelves: dict[str, Shelf] = {}

    def kept(knowledge: Knowledge, library: Library) -> Shelf:
        return shelves.setdefault(knowledge.version, Shelf(knowledge, library))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "Shelf", kept)
        yield


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a rule and a card of one's own."""
    folder = tmp_path / "own"
    for path, text in (("red_flags/mine.yaml", RULE), ("cards/mine.yaml", CARD)):
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_words_are_looked_for() -> None:
    done = stridewell("learn", "outer", "hip", "at", "night")
    assert (done.status, done.err) == (0, "")
    assert "Greater trochanteric pain" in done.out
    assert "gtps" in done.out


def test_nothing_found_is_said() -> None:
    done = stridewell("learn", "zzzz")
    assert done.status == 0
    assert "Nothing has the words “zzzz”" in done.out


def test_without_words_it_says_what_there_is() -> None:
    done = stridewell("learn")
    assert f"{len(KNOWLEDGE.conditions)} causes" in done.out
    assert "stridewell learn gtps" in done.out


def test_a_cause_is_shown_in_full() -> None:
    text = " ".join(stridewell("learn", "gtps").out.replace("│", " ").split())
    gtps = KNOWLEDGE.conditions["gtps"]
    assert all(modifier.text in text for modifier in gtps.modifiers)
    assert all(each in text for each in gtps.never)
    assert LIBRARY.courses["gtps"].onset in text
    assert "our estimate" in text
    assert "× 4.5" in text


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_an_entry_of_every_kind_is_shown(name: str) -> None:
    done = stridewell("learn", name)
    assert (done.status, done.err) == (0, "")
    assert f"{name.rpartition(':')[2]} ─" in done.out


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_an_entry_of_every_kind_is_json(name: str) -> None:
    told = stridewell("learn", name, "--json").json
    (first, *_) = told["entries"]
    assert set(first) == {"kind", "id", "title", "url", "content"}
    assert first["content"]


def test_an_exercise_says_what_it_loads_and_that_this_does_not_heal() -> None:
    text = " ".join(stridewell("learn", "band_walk").out.replace("│", " ").split())
    assert "Kind: Strength. You need: an elastic band." in text
    assert "outer buttock muscle: 61 %. Moderate evidence, not confirmed yet" in text
    assert "It says load, not healing" in text
    assert "Before it: Standing leg lift to the side." in text


def test_an_exercise_that_is_only_explained_says_so_and_who_must_leave_it() -> None:
    text = " ".join(stridewell("learn", "pigeon_stretch").out.replace("│", " ").split())
    assert "Only explained; no plan contains it." in text
    known = KNOWLEDGE.exercises["pigeon_stretch"]
    assert all(KNOWLEDGE.conditions[each].name in text for each in known.avoid_for)
    assert "Not supported: Pigeon pose" in text


def test_an_unconfirmed_number_is_called_so() -> None:
    open_numbers = [each for each in LIBRARY.checks.values() if not each.is_fact]
    for number in open_numbers[:3]:
        assert "from memory, not confirmed" in stridewell("learn", number.id).out


def test_results_are_json_for_programs() -> None:
    told = stridewell("learn", "sciatica", "--json").json
    assert told["query"] == "sciatica"
    assert [each["id"] for each in told["entries"]] == ["sciatica"]
    first = told["results"][0]
    assert set(first) == {"kind", "id", "title", "url", "note", "snippet"}
    assert first["id"] == "lumbar_radiculopathy"


def test_no_words_are_no_results_for_programs() -> None:
    assert stridewell("learn", "--json").json == {"query": "", "entries": [], "results": []}


def test_nothing_but_an_entry_is_an_article() -> None:
    with pytest.raises(TypeError):
        list(parts_of(3))


def test_own_knowledge_is_honoured_by_the_commands(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRIDEWELL_KNOWLEDGE", str(own))
    assert "My own worry" in stridewell("learn", "MINE1").out
    assert "Our club physio" in stridewell("learn", "club", "physio").out
    version = stridewell("knowledge", "check", "--json").json["version"]
    assert version != KNOWLEDGE.version


def test_a_setting_that_names_no_folder_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIDEWELL_KNOWLEDGE", "/nowhere/at/all")
    for words in (("learn", "hip"), ("questions",), ("knowledge", "check")):
        assert stridewell(*words).refused(2, "STRIDEWELL_KNOWLEDGE")


def test_an_addition_is_checked(own: Path) -> None:
    done = stridewell("knowledge", "check", "--add", own)
    assert (done.status, done.err) == (0, "")
    assert f"{len(KNOWLEDGE.rules) + 1} triage rules" in done.out


def test_a_fault_of_an_addition_is_told_with_its_place(own: Path) -> None:
    path = own / "red_flags" / "mine.yaml"
    path.write_text(RULE.replace("pain_heel", "pain_hele"), encoding="utf-8")
    done = stridewell("knowledge", "check", "--add", own)
    assert done.status == 1
    assert "rules.MINE1 names the unknown finding 'pain_hele'" in done.err


def test_an_addition_that_weakens_is_refused_everywhere(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = own / "red_flags" / "mine.yaml"
    path.write_text(RULE.replace("within_days", "self_manage"), encoding="utf-8")
    assert stridewell("knowledge", "check", "--add", own).refused(1, "rules.MINE1")
    monkeypatch.setenv("STRIDEWELL_KNOWLEDGE", str(own))
    assert stridewell("questions").refused(1, "rules.MINE1")
