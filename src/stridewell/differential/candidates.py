"""A ranked candidate: a cause the pattern fits, how likely, why, and what would change that."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.knowledge.records import Condition
from stridewell.values.evidence import Reason
from stridewell.values.quantities import Interval

SOMETHING_ELSE = "something_else"
ELSE_NAME = "Something else"
ELSE_PLAIN = "a cause that is not among those stridewell knows, mechanical or not"


@dataclass(frozen=True, slots=True)
class Move:
    """What one more answer would make of a candidate.

    ``probability`` is what the candidate's would become if the finding were ``present``.
    """

    finding: str
    present: bool
    question: str
    probability: float
    text: str


@dataclass(frozen=True, slots=True)
class Together:
    """Another candidate that may be there at the same time, and how likely both are."""

    condition: str
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cause with its probability, interval and reasons.

    ``condition`` is None for "something else": a cause that is not among those listed.
    ``reasons_for`` and ``reasons_against`` are sorted, the strongest first. ``raises`` and
    ``lowers`` are the open answers that would move it most, the strongest first.
    """

    id: str
    name: str
    plain: str
    condition: Condition | None
    pretest: float
    probability: float
    interval: Interval
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    must_not_miss: bool = False
    raises: tuple[Move, ...] = ()
    lowers: tuple[Move, ...] = ()
    together: tuple[Together, ...] = ()


@dataclass(frozen=True, slots=True)
class Differential:
    """Every candidate, the most likely first; their probabilities sum to one."""

    candidates: tuple[Candidate, ...]

    def candidate(self, condition_id: str) -> Candidate | None:
        """The candidate of that id, if it is among them."""
        return next((each for each in self.candidates if each.id == condition_id), None)

    def likely(self, at_least: float) -> tuple[Candidate, ...]:
        """The named candidates with at least that probability; the first one always counts."""
        named = [each for each in self.candidates if each.condition is not None]
        return tuple(c for i, c in enumerate(named) if i == 0 or c.probability >= at_least)
