"""Laws of the reading that hold for every text."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from cases import AT, KNOWLEDGE, MAN, WOMAN
from stridewell.intake.answers import presentation_of
from stridewell.intake.runner import Runner, Sex
from stridewell.intake.understanding.merging import answers_from
from stridewell.intake.understanding.reading import understand
from stridewell.intake.understanding.records import Stance

PIECES = sorted(
    {
        *("no", "not", "but", "never", "maybe", "I think", "my mum has", "can't", "without", "or"),
        *("and", "left", "right", "7/10", "for three weeks", "since May", "hurts", "fine", "?"),
        *("stairs", "groin", "outside of my hip", "numb", "between my legs", "fever", "limp", ","),
        *(".", "pregnant", "testicle", "calf swollen", "wakes me", "38.5", "hop", "used to", "if"),
        *("doesn't", "better", "worse", "knee", "sit bone", "I", "it", "at night", "foot", "years"),
        *("periods", "lump", "except", "not sure if", "both legs", "weak", "cold", "12 weeks"),
    }
)
stories = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
anything = st.text(max_size=300) | st.text(alphabet=string.printable, max_size=300) | stories


@given(anything)
def test_any_text_is_read_or_refused(text: str) -> None:
    found = understand(text, AT, KNOWLEDGE)
    assert bool(found.proposals) != (found.refusal is not None)


@given(anything)
def test_words_are_the_exact_text(text: str) -> None:
    found = understand(text, AT, KNOWLEDGE)
    spans = [(p.start, p.end, p.words) for p in found.proposals]
    spans += [(u.start, u.end, u.words) for u in found.unread]
    assert all(text[start:end] == words != "" for start, end, words in spans)


@given(stories)
def test_proposals_name_what_exists(text: str) -> None:
    for each in understand(text, AT, KNOWLEDGE).proposals:
        question = KNOWLEDGE.questions[each.question]
        assert (each.option is None) != (each.value is None)
        if each.value is not None:
            limits = KNOWLEDGE.findings[question.number or ""].range
            assert limits is None or limits.contains(each.value)
        elif question.kind == "regions":
            assert each.option in KNOWLEDGE.regions
        else:
            assert question.option(each.option or "") is not None
        assert 0 < each.certainty <= 1


RUNNERS = [WOMAN, MAN, Runner(15), Runner(70, Sex.MALE)]


@given(stories, st.sampled_from(RUNNERS))
def test_the_intake_accepts_whatever_comes_of_a_text(text: str, runner: Runner) -> None:
    proposals = understand(text, AT, KNOWLEDGE).proposals
    merged = answers_from(proposals, runner, AT, KNOWLEDGE)
    presentation_of(runner, merged.answers, AT, KNOWLEDGE)


@given(stories)
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    assert understand(text, AT, KNOWLEDGE) == understand(text, AT, KNOWLEDGE)


@given(stories)
def test_conflicts_point_both_ways(text: str) -> None:
    found = understand(text, AT, KNOWLEDGE).proposals
    for index, each in enumerate(found):
        for other in each.conflicts_with:
            assert index in found[other].conflicts_with
            assert found[other].question == each.question


PLAIN = [
    "a fever",
    "numbness between my legs",
    "chest pain",
    "a limp",
    "a lump in my groin",
    "night sweats",
    "pain in my groin",
    "pain on stairs",
    "a swollen calf",
    "weakness in my leg",
    "blood in my urine",
    "osteoporosis",
    "diabetes",
    "a bruise",
    "tingling in my foot",
    "pain at night",
    "painful clicking in the hip",
    "shortness of breath",
]
DENIALS = ["I have no {}", "no {}", "I don't have {}", "I've never had {}", "without {}", "not {}"]


@given(st.sampled_from(PLAIN), st.sampled_from(DENIALS), st.sampled_from(["", " at all", "."]))
def test_a_denied_statement_is_never_present(plain: str, denial: str, end: str) -> None:
    text = denial.format(plain) + end
    assert not [p for p in understand(text, AT, KNOWLEDGE).proposals if p.state is Stance.PRESENT]


@given(st.sampled_from(PLAIN), st.sampled_from(PLAIN), st.sampled_from(PLAIN))
def test_a_list_of_denials_with_or_holds_no_yes(one: str, two: str, three: str) -> None:
    found = understand(f"no {one}, {two} or {three}", AT, KNOWLEDGE)
    assert not [p for p in found.proposals if p.state is Stance.PRESENT]


@given(st.sampled_from(PLAIN), stories)
def test_what_follows_a_full_stop_does_not_deny_what_stood_before(plain: str, rest: str) -> None:
    alone = {
        (p.question, p.option)
        for p in understand(f"I have {plain}.", AT, KNOWLEDGE).proposals
        if p.state is Stance.PRESENT and KNOWLEDGE.questions[p.question].section == "safety"
    }
    both = {
        (p.question, p.option)
        for p in understand(f"I have {plain}. We had tea. {rest}", AT, KNOWLEDGE).proposals
        if p.state is Stance.PRESENT
    }
    assert alone <= both
