"""One candidate explained the way a good clinician talks: what fits, what does not, what next."""

from __future__ import annotations

from collections.abc import Sequence

from stridewell.differential.candidates import SOMETHING_ELSE, Candidate, Differential, Move
from stridewell.differential.likelihood import CLEAR, STRONG
from stridewell.knowledge.records import Knowledge, Level
from stridewell.values.evidence import Grade, Reason
from stridewell.values.wording import lower_first, sentence_case

NAMED = 4
"""So many reasons are named; more would be a list, not a talk."""
LIKELY, POSSIBLE, OPEN = 0.5, 0.15, 0.03
"""From these shares on a cause leads clearly, is possible, and is still open."""
WORTH_COMPARING = 0.05
SAID_NO = "You said no to "
PLAIN_NO = frozenset({"No", "None of these", "Not ticked"})
"""Answers that say no more than our own words do."""

WHEN = {
    Level.EMERGENCY_NOW: "at once",
    Level.SAME_DAY: "the same day",
    Level.WITHIN_DAYS: "within days",
    Level.WITHIN_WEEKS: "within weeks",
}


def explain(
    candidate: Candidate, differential: Differential, knowledge: Knowledge, *, moves: bool = True
) -> tuple[str, ...]:
    """The candidate in short paragraphs, for the runner to read and for a clinician to check.

    An unlikely one begins with what does not fit, any other with what does. Without ``moves``
    it is left to the reader of `Candidate.raises` and `Candidate.lowers` what would change it.
    """
    if candidate.condition is None:
        return (_something_else(candidate),)
    fits = _points_to_it(candidate.reasons_for)
    does_not = _speaks_against(candidate.reasons_against)
    likely_enough = candidate.probability >= POSSIBLE
    parts = (
        _standing(candidate, differential),
        *((fits, does_not) if likely_enough else (does_not, fits)),
        _beside(candidate, differential),
        _would_settle(candidate, knowledge) if moves else "",
        _exclude(candidate),
        _rests_on(candidate, knowledge),
    )
    return tuple(part for part in parts if part)


def against(candidate: Candidate) -> str:
    """What speaks against a candidate, in one sentence, however little it is."""
    told = _apart(candidate.reasons_against)[:NAMED]
    if not told:
        return "Nothing asked so far speaks against it."
    return f"Against it: {_listed(told)}."


def when_to_exclude(candidate: Candidate) -> str:
    """By when it has to be excluded where it is suspected; empty where that can wait."""
    condition = candidate.condition
    if condition is None or condition.urgency is Level.SELF_MANAGE:
        return ""
    return f"Where it is suspected, it is to be excluded {WHEN[condition.urgency]}."


def _something_else(candidate: Candidate) -> str:
    return (
        "No list is complete. The cause may be one that stridewell does not know, or one that has "
        f"nothing to do with running. We put that at {_in_hundred(candidate.probability)}, which "
        "is a guess. If nothing here sounds like you, if the pain does not care what you do, or "
        "if sound care does not help, have it looked at."
    )


def _standing(candidate: Candidate, differential: Differential) -> str:
    place = differential.candidates.index(candidate)
    name = lower_first(candidate.name)
    chance = f"We put it at {_in_hundred(candidate.probability)}{_span(candidate)}."
    plain = f"In plain words: {candidate.plain}."
    if place == 0 and candidate.probability >= LIKELY:
        return f"Of all causes weighed, {name} fits your pattern best. {plain} {chance}"
    if place == 0:
        return f"Nothing stands out clearly yet; {name} fits best so far. {plain} {chance}"
    if candidate.probability >= POSSIBLE:
        return f"Your pattern fits {name} as well. {plain} {chance}"
    if candidate.probability >= OPEN:
        named = sentence_case(name)
        return f"{named} fits less well, but it is not off the table. {plain} {chance}"
    return f"By what you told, {name} is unlikely. {plain} {chance}"


def _points_to_it(reasons: Sequence[Reason]) -> str:
    if not reasons:
        return "Nothing you told points to it in particular."
    strong = [r for r in reasons if (r.strength or 0) >= STRONG][:NAMED]
    others = [r for r in reasons if CLEAR <= (r.strength or 0) < STRONG][: NAMED - len(strong)]
    if strong and others:
        return f"Most of all, this points to it: {_listed(strong)}. Also: {_listed(others)}."
    if strong or others:
        return f"This points to it: {_listed(strong or others)}."
    return f"Only a little points to it: {_listed(reasons[:NAMED])}."


def _speaks_against(reasons: Sequence[Reason]) -> str:
    clear = [r for r in _apart(reasons) if (r.strength or 0) <= -CLEAR][:NAMED]
    if clear:
        return f"This does not fit: {_listed(clear)}."
    if reasons:
        return "Little of what you told speaks against it."
    return "Nothing asked so far speaks against it."


def _beside(candidate: Candidate, differential: Differential) -> str:
    if candidate.together:
        other = candidate.together[0]
        return (
            "It may not be alone: that you have two problems at once, this one and "
            f"{lower_first(other.name)}, we put at {_in_hundred(other.probability)}."
        )
    rival = next(
        (
            each
            for each in differential.candidates
            if each.id not in {candidate.id, SOMETHING_ELSE} and each.probability >= WORTH_COMPARING
        ),
        None,
    )
    if rival is None:
        return ""
    name, apart = lower_first(rival.name), _what_parts(candidate, rival)
    if rival.probability > candidate.probability:
        return f"{sentence_case(name)} fits better{apart}."
    return f"The closest other cause is {name}{apart}."


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
    which = "this one" if favoured else "the other"
    return f"; what parts the two most speaks for {which}: {_told(reason)}"


def _would_settle(candidate: Candidate, knowledge: Knowledge) -> str:
    most = [each[0] for each in (candidate.raises, candidate.lowers) if each]
    if not most:
        return ""
    return f"What would move it most: {'; '.join(_move(each, knowledge) for each in most)}."


def _move(move: Move, knowledge: Knowledge) -> str:
    said = "a yes" if move.present else "a no"
    plain = knowledge.findings[move.finding].plain
    return f"{said} to “{plain}” would bring it to {_in_hundred(move.probability)}"


def _exclude(candidate: Candidate) -> str:
    condition = candidate.condition
    if condition is None or condition.urgency is Level.SELF_MANAGE:
        return "If it is this, it can usually be cared for at home, with a plan and regular checks."
    when = WHEN[condition.urgency]
    if candidate.must_not_miss and candidate.probability >= OPEN:
        return f"It must not be missed: it is to be confirmed or excluded {when}."
    if candidate.must_not_miss:
        return (
            "It is listed because it must not be missed: where it is suspected, it is to be "
            f"excluded {when}."
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
    more = " and others" if len(studied) > NAMED else ""
    named = ", ".join(studied[:NAMED]) if more else _and(studied)
    return f"Some of the numbers lean on {named}{more}; the others are our own estimates."


def _listed(reasons: Sequence[Reason]) -> str:
    return "; ".join(_told(reason) for reason in reasons)


def _apart(reasons: Sequence[Reason]) -> Sequence[Reason]:
    """The reasons without those that an answer gives a second time."""
    kept: list[Reason] = []
    for reason in reasons:
        again = reason.said not in PLAIN_NO and any(reason.said == each.said for each in kept)
        if reason.said is None or not again:
            kept.append(reason)
    return kept


def _told(reason: Reason) -> str:
    """What was told; where the runner said more than a plain no, in the runner's own words."""
    basis = reason.basis
    if basis.startswith(SAID_NO) and reason.said and reason.said not in PLAIN_NO:
        return f"you said “{reason.said}”, so not {basis.removeprefix(SAID_NO)}"
    return lower_first(basis)


def _and(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _span(candidate: Candidate) -> str:
    low, high = (_ends(end) for end in (candidate.interval.low, candidate.interval.high))
    if low == high:
        return ""
    return f"; the numbers behind it are rough, and {low} to {high} in 100 can be defended"


def _ends(share: float) -> str:
    if share < 0.005:  # noqa: PLR2004
        return "under 1"
    return "over 99" if share > 0.995 else f"{round(100 * share)}"  # noqa: PLR2004


def _in_hundred(share: float) -> str:
    number = _ends(share)
    return f"{number if number[0] in 'uo' else f'about {number}'} in 100"
