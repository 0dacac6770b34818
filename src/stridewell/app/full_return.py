"""What we would want to see before the last limits are lifted, read from what was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stridewell.app.assess import assess
from stridewell.app.care import plan_input
from stridewell.app.current import current_state
from stridewell.app.journal import EntryKind, read
from stridewell.app.ports import Store
from stridewell.errors import NothingStoredError
from stridewell.knowledge.records import Knowledge
from stridewell.plan import full_return, situation
from stridewell.plan.full_return import ReturnCriterion
from stridewell.plan.scores import WeeklyScore
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class FullReturn:
    """The list, and what comes before all of it: None where nothing does."""

    criteria: tuple[ReturnCriterion, ...]
    first: Reason | None

    @property
    def in_short(self) -> str:
        """How many are met, not met and unknown."""
        return full_return.in_short(self.criteria)


def read_full_return(store: Store, at: datetime, knowledge: Knowledge) -> FullReturn | None:
    """The list as it stands at a moment; None before the first check-in. No plan is made.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    with store.transaction() as transaction:
        try:
            state = current_state(transaction, at, knowledge)
        except NothingStoredError:
            return None
        scores = [each.record for each in read(transaction, EntryKind.SCORE, WeeklyScore)]
    inputs = plan_input(state, assess(state.case, knowledge), knowledge)
    now = situation.assess(inputs)
    return FullReturn(full_return.full_return(now, scores), full_return.comes_first(now))
