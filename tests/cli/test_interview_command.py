"""`interview`: the same interview in a terminal, and one step at a time for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from cases import AT, KNOWLEDGE, WOMAN, well
from command_line import Done, stridewell, write_case_file
from stridewell.adapters.case_files import read_case
from stridewell.app.assess import assess
from stridewell.app.case import Case
from stridewell.app.interview import Ask, next_step
from stridewell.intake.reading import Answer

STORY: Mapping[str, Answer] = {
    **well(),
    "pain_regions": ["lat_hip"],
    "duration_weeks": 6.0,
    "night_pain": "on_side",
    "rest_pain": "no",
}
WHO = ("--age", 34, "--sex", "female")


def typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def talk(*lines: str, out: Path | None = None, resume: Path | None = None) -> Done:
    place = ("--out", out) if out is not None else ()
    begin = ("--resume", resume) if resume is not None else WHO
    return stridewell("interview", *begin, *place, typed=typed(*lines))


def saved(path: Path) -> Mapping[str, Answer]:
    return read_case(path).answers


def unsure_to_the_end(path: Path) -> list[str]:
    """So many "s" as the interview has questions when begun from this case."""
    case, lines = read_case(path), []
    while isinstance(step := next_step(assess(case, KNOWLEDGE), KNOWLEDGE), Ask):
        kind = step.question.kind
        answer: Answer = ["not_sure"] if kind == "multi" else "not_sure"
        case = replace(case, answers={**case.answers, step.question.id: answer})
        lines.append("s")
    return lines


def test_a_question_shows_its_answers_by_number_why_now_and_the_keys() -> None:
    out = talk("q").out
    assert "Question 1 of at most about 25" in out
    assert "It decides how urgent this is." in out
    assert " 1 No" in out
    assert "s not sure" in out
    assert "Not sure" not in out.replace("s not sure", "")


def test_a_question_mark_says_why_and_asks_again() -> None:
    out = talk("?", "q").out
    assert f"Why: {KNOWLEDGE.questions['saddle_numbness'].why[:40]}" in out


def test_stopping_saves_what_was_answered(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    done = talk("1", "q", out=path)
    assert done.status == 0
    assert saved(path) == {"saddle_numbness": "no"}
    assert f"--resume {path}" in done.err
    assert yaml.safe_load(path.read_text())["runner"] == {"age": 34.0, "sex": "female"}


def test_a_case_may_be_saved_as_json(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    talk("1", "q", out=path)
    assert json.loads(path.read_text())["answers"] == {"saddle_numbness": "no"}


def test_without_a_file_nothing_is_saved_and_it_is_said() -> None:
    assert "Nothing was saved" in talk("1", "q").err


def test_going_on_begins_where_it_was_stopped(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    talk("1", "q", out=path)
    out = talk("q", resume=path).out
    assert "Question 2 of at most about 25" in out
    assert KNOWLEDGE.questions["saddle_numbness"].text not in out


def test_back_shows_the_answer_that_was_given_and_takes_another(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    out = talk("1", "b", "2", "q", out=path).out
    assert "Your answer so far: No" in out
    assert saved(path) == {"saddle_numbness": "new"}


def test_not_sure_leads_to_the_second_question(tmp_path: Path) -> None:
    begun = write_case_file(tmp_path, {q: a for q, a in well().items() if q != "fever"})
    out = talk("s", "q", resume=begun).out
    assert saved(begun)["fever"] == "not_sure"
    assert "must not stay open" in out
    assert KNOWLEDGE.questions["fever_again"].text[:40] in out


def test_a_wrong_answer_is_refused_and_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    done = talk("9", "", "1", "q", out=path)
    assert "'9' is none of the answers" in done.out
    assert "There is no answer yet" in done.out
    assert saved(path) == {"saddle_numbness": "no"}


def test_to_the_end_it_answers_like_assess(tmp_path: Path) -> None:
    begun = write_case_file(tmp_path, STORY)
    out = tmp_path / "out.yaml"
    done = talk(*unsure_to_the_end(begun), "", resume=begun, out=out)
    assert done.status == 0
    assert "This pattern fits" in done.out
    assert "Must not be missed" in done.out
    assert set(saved(out)) > set(STORY)


def test_whoever_likes_goes_on_after_the_end(tmp_path: Path) -> None:
    begun = write_case_file(tmp_path, STORY)
    lines = unsure_to_the_end(begun)
    out = talk(*lines, "m", "q", resume=begun).out
    assert out.count("\nQuestion ") == len(lines) + 1


def test_the_answer_may_be_seen_once_safety_is_done(tmp_path: Path) -> None:
    begun = write_case_file(tmp_path, STORY)
    assert "This pattern fits" in talk("a", resume=begun).out
    unsafe = write_case_file(tmp_path, {"fever": "no"})
    assert "is none of the answers" in talk("a", "q", resume=unsafe).out


def test_an_emergency_ends_it_with_the_number_to_call(tmp_path: Path) -> None:
    begun = write_case_file(tmp_path, {q: a for q, a in well().items() if q != "saddle_numbness"})
    out = talk("new", resume=begun).out
    assert "Emergency now" in out
    assert "Emergency number: 112" in out


def test_places_are_told_with_their_sides(tmp_path: Path) -> None:
    begun = write_case_file(tmp_path, well())
    talk("8r, 9 left", "q", resume=begun)
    assert saved(begun)["pain_regions"] == [
        {"region": "lat_hip", "side": "right"},
        {"region": "lat_thigh", "side": "left"},
    ]


CONTRADICTING: Mapping[str, Answer] = {**STORY, "rest_pain": "yes", "pain_daily": 0.0}


def test_contradicting_answers_are_shown_and_given_again(tmp_path: Path) -> None:
    begun = write_case_file(tmp_path, CONTRADICTING)
    out = talk("", "2", "3", "q", resume=begun).out
    assert "Two answers do not fit together." in out
    assert "“0 of 10”" in out
    told = saved(begun)
    assert (told["rest_pain"], told["pain_daily"]) == ("yes", 3.0)


def test_contradicting_answers_may_be_kept(tmp_path: Path) -> None:
    begun = write_case_file(tmp_path, CONTRADICTING)
    done = talk("k", "a", resume=begun)
    assert "This pattern fits" in done.out
    assert saved(begun)["pain_daily"] == 0.0


def test_age_and_sex_are_asked_for_when_they_are_left_out() -> None:
    done = stridewell("interview", typed=typed("34", "f", "q"))
    assert "Age in years" in done.out
    assert "Question 1" in done.out


@pytest.mark.parametrize("wrong", [("--sex", "octopus"), ("--age", "140")])
def test_an_impossible_runner_is_refused(wrong: tuple[str, str]) -> None:
    who = {"--age": "34", "--sex": "female"} | dict([wrong])
    words = [word for pair in who.items() for word in pair]
    assert stridewell("interview", *words).refused(2, "")


def test_the_answers_may_be_taken_over_as_ones_own(tmp_path: Path) -> None:
    begun = write_case_file(tmp_path, STORY)
    stridewell("interview", "--resume", begun, "--save", typed=typed("a"))
    assert stridewell("today", "--json").json["disposition"]["level"]


def test_programs_get_the_next_step_and_why(tmp_path: Path) -> None:
    case = write_case_file(tmp_path, STORY)
    step = stridewell("interview", "--json-step", case).json
    assert set(step) == {"question", "phase", "because", "level", "contradictions"}
    known = next_step(assess(Case(AT, WOMAN, STORY), KNOWLEDGE), KNOWLEDGE)
    assert isinstance(known, Ask)
    assert (step["question"], step["phase"]) == (known.question.id, known.phase.value)


def test_programs_can_drive_it_to_its_end(tmp_path: Path) -> None:
    answers, asked = dict(STORY), []
    while (step := stridewell("interview", "--json-step", write_case_file(tmp_path, answers)).json)[
        "question"
    ] is not None:
        question = KNOWLEDGE.questions[step["question"]]
        asked.append(question.id)
        answers[question.id] = ["not_sure"] if question.kind == "multi" else "not_sure"
    assert step["phase"] == "finished"
    assert len(asked) == len(set(asked))


def test_programs_are_told_of_contradictions_beside_the_step(tmp_path: Path) -> None:
    step = stridewell("interview", "--json-step", write_case_file(tmp_path, CONTRADICTING)).json
    (found,) = step["contradictions"]
    assert found["ask_again"] == ["rest_pain", "pain_daily"]
    assert step["phase"] != "contradiction"


def test_a_case_that_cannot_be_read_is_refused_as_json(tmp_path: Path) -> None:
    done = stridewell("interview", "--json-step", tmp_path / "none.yaml")
    assert done.refused(2, "none.yaml")
    assert done.json["refusal"]["kind"] == "case"
