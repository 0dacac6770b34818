from __future__ import annotations

from stridewell.app.draft import Draft
from stridewell.intake.runner import Runner
from stridewell.web.drafts import MOST_DRAFTS, Drafts

RUNNER = Runner(40)
WHOLE = Draft(RUNNER, answers={"fever": "no"}, done=("fever",), whole=True)


def test_a_draft_is_found_by_its_id_only() -> None:
    drafts = Drafts()
    kept = drafts.add(WHOLE)
    assert drafts.get(kept) is WHOLE
    assert drafts.get("guessed") is None
    assert drafts.get(None) is None


def test_a_dropped_draft_is_gone() -> None:
    drafts = Drafts()
    kept = drafts.add(WHOLE)
    drafts.drop(kept)
    drafts.drop(None)
    assert drafts.get(kept) is None


def test_the_oldest_draft_makes_room() -> None:
    drafts = Drafts()
    first, *others = [drafts.add(WHOLE) for _ in range(MOST_DRAFTS + 1)]
    assert drafts.get(first) is None
    assert all(drafts.get(each) is not None for each in others)
