"""One answer to one question → findings, by the kind of question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from stridewell.errors import CaseError
from stridewell.knowledge.records import FindingSpec, Knowledge, Option, Question
from stridewell.values.anatomy import Region, Side
from stridewell.values.evidence import Finding, Origin, State

Answer: TypeAlias = str | float | bool | date | Sequence["Answer"] | Mapping[str, "Answer"]

NOT_SURE = "not_sure"
DENIED = "no:"
"""In a question with several boxes ``no:OPTION`` says no to one of them alone."""
UNTICKED_CERTAINTY = 0.5
"""A box left empty is a weaker "no" than a question answered with "no" (design choice)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer while it is read: the question, when, and the side of the main problem."""

    question: Question
    at: datetime
    side: Side | None
    knowledge: Knowledge

    def refuse(self, text: str, next_step: str) -> CaseError:
        """The error that names the question."""
        return CaseError(f"The answer to {self.question.id!r} {text}.", next_step)

    def finding(self, finding_id: str, state: State, said: str, certainty: float = 1.0) -> Finding:
        """A finding of this answer."""
        origin = Origin.TEST if self.question.test else Origin.ANSWER
        return Finding(finding_id, state, self.at, origin, self.side, None, None, certainty, said)


def read_answer(reading: Reading, answer: Answer) -> Iterable[Finding]:
    """The findings of one answer.

    Raises:
        CaseError: the answer is none the question accepts.
    """
    match reading.question.kind:
        case "choice" | "side":
            return _read_choice(reading, answer)
        case "multi":
            return _read_multi(reading, answer)
        case "number":
            return _read_number(reading, answer)
        case "regions":
            return _read_regions(reading, answer)
        case "date":
            return _read_date(reading, answer)
        case _:
            return _read_text(reading, answer)


def _option(reading: Reading, answer: Answer) -> Option:
    # YAML reads a bare yes or no as a truth value; people write them all the time
    text = {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else answer
    option = reading.question.option(text) if isinstance(text, str) else None
    if option is None:
        known = ", ".join(each.id for each in reading.question.options)
        raise reading.refuse(f"is {answer!r}", f"Accepted are: {known}.")
    return option


def _read_choice(reading: Reading, answer: Answer) -> list[Finding]:
    option = _option(reading, answer)
    return [
        *(reading.finding(f, State.PRESENT, option.label) for f in option.present),
        *(reading.finding(f, State.ABSENT, option.label) for f in option.absent),
        *(reading.finding(f, State.UNKNOWN, option.label) for f in option.unknown),
    ]


def _read_multi(reading: Reading, answer: Answer) -> list[Finding]:
    entries = [answer] if isinstance(answer, str | bool) else answer
    if not isinstance(entries, Sequence):
        raise reading.refuse("must be a list", "Give the ids of the options that apply.")
    denied = [_option(reading, each) for each in map(denied_option, entries) if each is not None]
    chosen = [_option(reading, entry) for entry in entries if denied_option(entry) is None]
    none = any(option.none for option in chosen)
    if none and len(chosen) > 1:
        raise reading.refuse("says both 'none' and something else", "Leave out one of the two.")
    ticked = {f for option in chosen for f in option.present}
    noes = {f for option in denied for f in option.present} - ticked
    left = {f for option in reading.question.options for f in option.present} - ticked - noes
    told = [
        *(f for option in chosen for f in _read_choice(reading, option.id)),
        *(reading.finding(f, State.ABSENT, "No") for f in sorted(noes)),
    ]
    if not chosen or any(option.id == NOT_SURE for option in chosen):
        return told  # boxes that nobody looked at, or is not sure of, stay unknown
    return [*told, *_unticked(reading, sorted(left), said_none=none)]


def denied_option(entry: Answer) -> str | None:
    """The option that an entry such as ``no:locking`` says no to, the others left open."""
    is_denial = isinstance(entry, str) and entry.startswith(DENIED)
    return str(entry).removeprefix(DENIED) if is_denial else None


def leaves_open(answer: Answer) -> bool:
    """Whether an answer only denies some boxes: then its question is still to be asked."""
    entries = answer if isinstance(answer, Sequence) and not isinstance(answer, str) else [answer]
    return bool(entries) and all(denied_option(each) is not None for each in entries)


def _unticked(reading: Reading, left: list[str], *, said_none: bool) -> Iterable[Finding]:
    """What an empty box says: with "none" a no; else a weak no, and nothing about red flags."""
    for finding in left:
        if said_none:
            yield reading.finding(finding, State.ABSENT, "None of these")
        elif not reading.knowledge.findings[finding].safety:
            yield reading.finding(finding, State.ABSENT, "Not ticked", UNTICKED_CERTAINTY)


def _read_number(reading: Reading, answer: Answer) -> list[Finding]:
    if answer == NOT_SURE:
        return []
    spec = reading.knowledge.findings[reading.question.number or ""]
    return [number_finding(spec, answer, reading.at, reading.question.id)]


def number_finding(spec: FindingSpec, answer: Answer, at: datetime, where: str) -> Finding:
    """A numeric finding within the range a person can have.

    Raises:
        CaseError: the value is no number or lies outside the range.
    """
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        raise CaseError(
            f"The answer to {where!r} must be a number, not {answer!r}.", f"Give it in {spec.unit}."
        )
    if spec.range is not None and not spec.range.contains(answer):
        raise CaseError(
            f"The answer to {where!r} is {answer:g} {spec.unit}, which is impossible.",
            f"It must lie between {spec.range.low:g} and {spec.range.high:g}.",
        )
    said = f"{spec.plain}: {answer:g} {spec.unit}"
    return Finding(
        spec.id, State.PRESENT, at, Origin.ANSWER, None, float(answer), spec.unit, said=said
    )


def _read_regions(reading: Reading, answer: Answer) -> list[Finding]:
    if answer == NOT_SURE:
        return []
    if isinstance(answer, str):
        answer = [answer]
    if not isinstance(answer, Sequence) or not answer:
        raise reading.refuse("must list at least one region", _known_regions())
    marked = dict(_region(reading, entry) for entry in answer)
    plain = {region: reading.knowledge.regions[region].plain for region in Region}
    return [
        Finding(
            f"pain_{region}",
            State.PRESENT if region in marked else State.ABSENT,
            reading.at,
            Origin.ANSWER,
            marked.get(region),
            said=plain[region],
        )
        for region in Region
    ]


def _region(reading: Reading, entry: Answer) -> tuple[Region, Side | None]:
    name: Answer | None = entry.get("region") if isinstance(entry, Mapping) else entry
    side: Answer | None = entry.get("side") if isinstance(entry, Mapping) else reading.side
    if not isinstance(name, str) or name not in set(Region):
        raise reading.refuse(f"names the region {name!r}", _known_regions())
    if side is not None and side not in set(Side):
        raise reading.refuse(f"gives the side {side!r}", f"Sides are: {', '.join(Side)}.")
    return Region(name), Side(str(side)) if side is not None else None


def _known_regions() -> str:
    return f"Regions are: {', '.join(Region)}."


def _read_date(reading: Reading, answer: Answer) -> list[Finding]:
    if answer == NOT_SURE:
        return []
    day = _as_date(reading, answer)
    if day > reading.at.date() + timedelta(days=1):
        raise reading.refuse(f"is {day}, which is still to come", "Give a day in the past.")
    weeks = max(0.0, (reading.at.date() - day).days / 7)
    spec = reading.knowledge.findings["duration_weeks"]
    # a date is rougher than a number of weeks told directly, so the number wins when both exist
    return [
        Finding(
            spec.id,
            State.PRESENT,
            reading.at,
            Origin.ANSWER,
            None,
            weeks,
            spec.unit,
            UNTICKED_CERTAINTY,
            f"since {day}",
        )
    ]


def _as_date(reading: Reading, answer: Answer) -> date:
    if isinstance(answer, datetime):
        return answer.date()
    if isinstance(answer, date):
        return answer
    try:
        return date.fromisoformat(str(answer))
    except ValueError as error:
        raise reading.refuse(f"is {answer!r}", "Write dates as 2026-05-03.") from error


def _read_text(reading: Reading, answer: Answer) -> list[Finding]:
    if not isinstance(answer, str):
        raise reading.refuse("must be text", "Write it in words.")
    return []
