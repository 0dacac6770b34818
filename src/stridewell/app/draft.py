"""A check-in on its way: who answers, what was answered so far, and how it is to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from stridewell.app.check_in import Told
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner


@dataclass(frozen=True, slots=True)
class Draft:
    """A check-in on its way.

    An interview decides itself what to ask next: a ``whole`` one replaces all older answers, and
    one for whoever wants to answer ``more`` goes on to the last question. Any other check-in goes
    through the questions of ``asks``. ``done`` are those answered or passed over so far, in that
    order. ``answers`` holds what is known so far, older answers included. ``pains`` is what a
    daily check-in told before its questions. ``stood_by`` are contradictions left as they are;
    ``look_over`` are questions whose answers, taken from a text, may not be all there is to say.
    """

    runner: Runner
    asks: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    pains: Told = field(default_factory=Told)
    whole: bool = False
    more: bool = False
    stood_by: frozenset[str] = frozenset()
    look_over: tuple[str, ...] = ()

    @property
    def is_interview(self) -> bool:
        """Whether it decides itself what to ask next."""
        return self.whole or self.more

    @property
    def is_passing(self) -> bool:
        """Whether it is about single questions, none of them answered yet."""
        return not (self.is_interview or self.done or self.pains != Told())

    @property
    def passed(self) -> frozenset[str]:
        """The questions that were passed over."""
        return frozenset(each for each in self.done if each not in self.answers)

    @property
    def told(self) -> Told:
        """What the runner tells with it."""
        given = {each: self.answers[each] for each in self.done if each in self.answers}
        if self.whole:
            return Told(answers=given, runner=self.runner, replaces_all=True)
        return replace(self.pains, answers=given)
