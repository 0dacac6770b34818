"""What a person types becomes a session that was done: its kind, how far, its exercises."""

from __future__ import annotations

import re

from stridewell.errors import CaseError
from stridewell.plan.changes import NAMES
from stridewell.plan.diary import WORST_PAIN, Completion, ExerciseDone
from stridewell.plan.items import ActivityKind

EXERCISE = re.compile(
    r"(?P<id>[\w ]+)=(?P<sets>\d{1,2})[x×](?P<amount>\d{1,4})(?P<held>s?)"
    r"(?:@(?P<load>\d{1,3}(?:[.,]\d+)?)(?:kg)?)?(?::(?P<pain>\d+))?"
)
EXERCISE_FORM = 'Write it as "bridge=3x12" or "side_plank=3x30s", with @5kg and :PAIN if you like.'


def read_kind(text: str) -> ActivityKind:
    """The kind of a session, with hyphens or underscores: walk-run, strength.

    Raises:
        CaseError: there is no such kind.
    """
    word = text.strip().lower().replace("_", "-")
    words = {name: kind for kind, name in NAMES.items()}
    words |= {kind.value.replace("_", "-"): kind for kind in ActivityKind}
    if word not in words:
        raise CaseError(f"There is no kind of session called {text!r}.", f"Choose: {kinds()}.")
    return words[word]


def kinds() -> str:
    """The kinds that can be told or moved, as they are typed."""
    return ", ".join(kind.value.replace("_", "-") for kind in NAMES)


def read_completion(*, done: bool, partly: bool, skipped: bool) -> Completion:
    """How far it was done; done where nothing is said.

    Raises:
        CaseError: more than one is said.
    """
    said = {Completion.DONE: done, Completion.PARTLY: partly, Completion.SKIPPED: skipped}
    chosen = [each for each, is_said in said.items() if is_said]
    if len(chosen) > 1:
        raise CaseError(
            f"A session is not both {' and '.join(chosen)}.",
            "Give one of --done, --partly and --skipped.",
        )
    return chosen[0] if chosen else Completion.DONE


def read_exercise(text: str) -> ExerciseDone:
    """An exercise as ID=SETSxREPS or ID=SETSxSECONDSs, with an optional load and pain.

    Raises:
        CaseError: it is written otherwise, or a number cannot be.
    """
    found = EXERCISE.fullmatch(text.strip())
    if found is None:
        raise CaseError(f"{text!r} is no exercise as it was done.", EXERCISE_FORM)
    sets, amount = int(found["sets"]), int(found["amount"])
    if not (sets and amount):
        raise CaseError(f"{text!r}: none done is not told.", "Leave this exercise out.")
    load = found["load"]
    return ExerciseDone(
        exercise=found["id"].strip(),
        sets=sets,
        reps=None if found["held"] else amount,
        hold_s=amount if found["held"] else None,
        load_kg=float(load.replace(",", ".")) if load else None,
        pain=read_scale(int(found["pain"]), "Pain") if found["pain"] else None,
    )


def read_scale(value: int | None, what: str) -> int | None:
    """A number from 0 to 10; None stays None.

    Raises:
        CaseError: it is not on the scale.
    """
    if value is not None and not 0 <= value <= WORST_PAIN:
        raise CaseError(
            f"{what} is told from 0 to {WORST_PAIN}, not as {value}.", "Correct the number."
        )
    return value
