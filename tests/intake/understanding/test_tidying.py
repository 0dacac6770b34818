"""Each thing is proposed once, and what contradicts is marked on both sides."""

from __future__ import annotations

from stories import proposals


def test_a_thing_said_twice_is_proposed_once() -> None:
    found = [p for p in proposals("My groin hurts. My groin hurts a lot.") if p.option == "groin"]
    assert len(found) == 1


def test_proposals_stand_in_the_order_of_the_text() -> None:
    starts = [p.start for p in proposals("Groin pain, worse on stairs. No fever. No limp.")]
    assert starts == sorted(starts)


def test_contradictions_point_at_each_other() -> None:
    found = proposals("It is getting better. No, honestly it is getting worse every week.")
    course = {i: p for i, p in enumerate(found) if p.question == "course"}
    assert len(course) == 2
    for index, proposal in course.items():
        assert set(proposal.conflicts_with) == set(course) - {index}


def test_yes_and_no_to_one_option_contradict() -> None:
    found = proposals("Stairs are fine. Going up stairs is agony.")
    stairs = [p for p in found if p.option == "stairs"]
    assert all(each.conflicts_with for each in stairs)


def test_two_boxes_of_one_question_do_not_contradict() -> None:
    found = proposals("stairs hurt and hills hurt")
    assert not any(p.conflicts_with for p in found)
