"""One candidate explained the way a good clinician talks: what fits, what does not, what next."""

from __future__ import annotations

from collections.abc import Sequence

from stridewell.differential.candidates import SOMETHING_ELSE, Candidate, Differential
from stridewell.differential.likelihood import CLEAR, STRONG
from stridewell.knowledge.records import Knowledge, Level
from stridewell.values.evidence import Grade, Reason

NAMED = 4
"""So many reasons are named; more would be a list, not a talk."""
LIKELY, POSSIBLE = 0.5, 0.15
WORTH_COMPARING = 0.05

WHEN = {
    Level.EMERGENCY_NOW: "at once",
    Level.SAME_DAY: "the same day",
    Level.WITHIN_DAYS: "within days",
    Level.WITHIN_WEEKS: "within weeks",
}


def explain(
    candidate: Candidate, differential: Differential, knowledge: Knowledge
) -> tuple[str, ...]:
    """The candidate in short paragraphs, for the runner to read and for a clinician to check."""
    if candidate.condition is None:
        return (_something_else(candidate),)
    parts = (
        _standing(candidate, differential),
        _points_to_it(candidate.reasons_for),
        _speaks_against(candidate.reasons_against),
        _beside(candidate, differential),
        _would_settle(candidate),
        _exclude(candidate),
        _rests_on(candidate, knowledge),
    )
    return tuple(part for part in parts if part)


def _something_else(candidate: Candidate) -> str:
    return (
        "No list is complete: the cause may be one that stridewell does not know, or one that has "
        f"nothing to do with running. {_in_hundred(candidate.probability)} is our guess for that. "
        "If nothing here sounds like you, or sound care does not help, have it looked at."
    )


def _standing(candidate: Candidate, differential: Differential) -> str:
    place = differential.candidates.index(candidate)
    name, span = candidate.name, _span(candidate)
    share = _in_hundred(candidate.probability)
    plain = f"In plain words: {candidate.plain}."
    if place == 0 and candidate.probability >= LIKELY:
        return f"Your pattern fits {name} better than anything else. {plain} {share}; {span}."
    if place == 0:
        return f"Nothing stands out clearly; {name} fits best so far. {plain} {share}; {span}."
    if candidate.probability >= POSSIBLE:
        return f"Your pattern also fits {name}. {plain} {share}; {span}."
    return f"By what you told, {name} is unlikely. {plain} {share}; {span}."


def _points_to_it(reasons: Sequence[Reason]) -> str:
    if not reasons:
        return "Nothing you told points to it in particular."
    strong = [r for r in reasons if (r.strength or 0) >= STRONG][:NAMED]
    others = [r for r in reasons if CLEAR <= (r.strength or 0) < STRONG][: NAMED - len(strong)]
    if strong and others:
        return f"What points to it most: {_listed(strong)}. It is supported by: {_listed(others)}."
    if strong or others:
        return f"What points to it: {_listed(strong or others)}."
    return f"A little points to it: {_listed(reasons[:NAMED])}."


def _speaks_against(reasons: Sequence[Reason]) -> str:
    clear = [r for r in reasons if (r.strength or 0) <= -CLEAR][:NAMED]
    if clear:
        return f"What does not fit: {_listed(clear)}."
    if reasons:
        return "Little speaks against it."
    return "Nothing you told so far speaks against it; that is partly because little was asked."


def _beside(candidate: Candidate, differential: Differential) -> str:
    if candidate.together:
        other = candidate.together[0]
        return (
            "Two problems at once are possible, this one together with "
            f"{_lower_first(other.name)}. {_in_hundred(other.probability)} for that."
        )
    rivals = [
        each
        for each in differential.candidates
        if each.id not in {candidate.id, SOMETHING_ELSE} and each.probability >= WORTH_COMPARING
    ]
    if not rivals:
        return ""
    rival = rivals[0]
    apart = _what_parts(candidate, rival)
    return f"The closest other cause is {_lower_first(rival.name)}{apart}."


def _what_parts(candidate: Candidate, rival: Candidate) -> str:
    """The told thing on which the two differ most."""
    mine = {r.findings: r for r in (*candidate.reasons_for, *candidate.reasons_against)}
    theirs = {r.findings: r.strength or 0 for r in (*rival.reasons_for, *rival.reasons_against)}
    apart = [
        (abs((reason.strength or 0) - theirs.get(findings, 0.0)), reason)
        for findings, reason in mine.items()
    ]
    if not apart:
        return ""
    distance, reason = max(apart, key=lambda each: each[0])
    if distance < CLEAR:
        return "; what you told so far hardly tells the two apart"
    favoured = (reason.strength or 0) > theirs.get(reason.findings, 0.0)
    which = "favours this one" if favoured else "favours the other"
    return f"; what parts the two most is “{_lower_first(reason.basis)}”, which {which}"


def _would_settle(candidate: Candidate) -> str:
    parts = []
    if candidate.raises:
        parts.append(candidate.raises[0].text)
    if candidate.lowers:
        parts.append(candidate.lowers[0].text)
    return f"What would move it most: {'; '.join(parts)}." if parts else ""


def _exclude(candidate: Candidate) -> str:
    condition = candidate.condition
    if condition is None or condition.urgency is Level.SELF_MANAGE:
        return "If it is this, it can usually be cared for at home, with a plan and regular checks."
    when = WHEN[condition.urgency]
    if candidate.must_not_miss:
        return (
            f"It is listed however unlikely, because it must not be missed: where it is suspected, "
            f"it is to be excluded {when}."
        )
    return f"If it is this, it should be looked at {when}."


def _rests_on(candidate: Candidate, knowledge: Knowledge) -> str:
    reasons = (*candidate.reasons_for, *candidate.reasons_against)
    studied = sorted(
        {
            knowledge.sources[source].short
            for reason in reasons
            if reason.grade is not None and reason.grade is not Grade.ESTIMATE
            for source in reason.sources
            if source in knowledge.sources and not source.startswith("stridewell_")
        }
    )
    if not studied:
        return "How much each answer counts is our own estimate here; no study gave the numbers."
    return (
        f"Studied numbers come from {_and(studied[:NAMED])}; how much the other answers count is "
        "our own estimate."
    )


def _listed(reasons: Sequence[Reason]) -> str:
    return "; ".join(_lower_first(reason.basis) for reason in reasons)


def _and(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _span(candidate: Candidate) -> str:
    low, high = (round(100 * end) for end in (candidate.interval.low, candidate.interval.high))
    if high == 0:
        return "even a doubtful reading of the numbers stays below that"
    return f"the numbers behind it are rough, and {low} to {high} in 100 can be defended"


def _in_hundred(share: float) -> str:
    return "Less than 1 in 100" if share < 0.01 else f"About {round(100 * share)} in 100"  # noqa: PLR2004


def _lower_first(text: str) -> str:
    """The text as it stands inside a sentence; names and abbreviations keep their capitals."""
    head = text.split(" ", 1)[0]
    return text if head != head.capitalize() or len(head) == 1 else text[:1].lower() + text[1:]
