"""Half-finished check-ins, kept in memory only: nothing half-written reaches the store."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

from stridewell.app.check_in import Told
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner

MOST_DRAFTS = 32


@dataclass(frozen=True, slots=True)
class Draft:
    """A check-in on its way.

    ``asks`` are the questions it goes through, ``done`` those answered or passed over so far,
    in that order. ``answers`` holds what is known so far, older answers included. ``pains``
    is what a daily check-in told before its questions; ``whole`` marks a full intake, which
    replaces all older answers.
    """

    runner: Runner
    asks: tuple[str, ...]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    pains: Told = field(default_factory=Told)
    whole: bool = False

    @property
    def is_passing(self) -> bool:
        """Whether it is about single questions, none of them answered yet."""
        return not (self.whole or self.done or self.pains != Told())

    @property
    def told(self) -> Told:
        """What the runner tells with it."""
        given = {each: self.answers[each] for each in self.done if each in self.answers}
        if self.whole:
            return Told(answers=given, runner=self.runner, replaces_all=True)
        return replace(self.pains, answers=given)


class Drafts:
    """Drafts by a random id that only the browser holds; the oldest make room for new ones."""

    def __init__(self) -> None:
        """Start empty."""
        self._kept: OrderedDict[str, Draft] = OrderedDict()
        self._turn = Lock()

    def get(self, draft_id: str | None) -> Draft | None:
        """The draft of that id, if it is still known."""
        with self._turn:
            return self._kept.get(draft_id or "")

    def add(self, draft: Draft) -> str:
        """Keep a new draft; returns its id."""
        draft_id = secrets.token_urlsafe(32)
        with self._turn:
            self._kept[draft_id] = draft
            if len(self._kept) > MOST_DRAFTS:
                self._kept.popitem(last=False)
        return draft_id

    def put(self, draft_id: str, draft: Draft) -> None:
        """Keep the new state of a draft."""
        with self._turn:
            self._kept[draft_id] = draft

    def drop(self, draft_id: str | None) -> None:
        """Forget a draft."""
        with self._turn:
            self._kept.pop(draft_id or "", None)
