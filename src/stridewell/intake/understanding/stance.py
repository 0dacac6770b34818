"""A phrase where it stands → what the runner says with it: yes, no or not sure, and how firmly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stridewell.intake.understanding.cues import Cues, Kind, Scope
from stridewell.intake.understanding.matching import Match
from stridewell.intake.understanding.passage import Passage
from stridewell.intake.understanding.predicates import (
    Judgement,
    Predicates,
    Says,
    denying,
    fits,
    judge,
    perceives,
)
from stridewell.intake.understanding.records import Stance
from stridewell.intake.understanding.scopes import Scopes
from stridewell.knowledge.phrases import Need, Reach

FINE_REACH = 2
"""A "fine" is said of a place when at most so many words stand between."""
FIRM, DISTANT, HEDGED, DOUBTED = 1.0, 0.8, 0.6, 0.4
"""How firmly something counts as said: plainly, by words further off, with a shrug, in doubt."""


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with everything that bears on the phrases in it."""

    cues: Cues
    scopes: Scopes
    predicates: Predicates
    denied_after: frozenset[int]
    """Words that deny what stands before them: "fever: no"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says where it stands."""

    stance: Stance
    certainty: float
    because: tuple[int, ...] = ()
    """Further words that decided it, such as the "hurts" or the "no"."""


def stance_of(match: Match, context: Context, *, safety: bool, calm: bool) -> Reading | None:
    """What a phrase says where it stands; nothing when it is not said of the runner, now.

    ``calm`` says that the phrase itself says "all is well". What is in doubt is "not sure", and
    so is what a safety question gets from a question or from an unclear denial.
    """
    kinds = context.scopes.kinds_at(match.place)
    if _is_foreign(match, kinds):
        return None
    if Kind.ASKED in kinds:
        return Reading(Stance.NOT_SURE, DOUBTED) if safety else None
    if _ruled_out(match, context):
        return None
    if match.phrase.needs:
        reading = _needed(match, context)
    else:
        reading = _plain(match, context, safety=safety, calm=calm)
    if reading is None:
        return None
    if Kind.ENDED in kinds and reading.stance is Stance.PRESENT:
        reading = Reading(Stance.ABSENT, reading.certainty, reading.because)
    return _softened(reading, kinds)


def _is_foreign(match: Match, kinds: frozenset[Kind]) -> bool:
    """Whether it is said of somebody else or of a time long past."""
    phrase = match.phrase
    if Kind.IMAGINED in kinds and Kind.ALL_WELL not in kinds:
        return True
    if Kind.OTHERS in kinds and not phrase.family:
        return True
    if Kind.REPORTED in kinds and not (phrase.family or phrase.seen):
        return True
    return Kind.PAST in kinds and not match.phrase.past


def _ruled_out(match: Match, context: Context) -> bool:
    if match.phrase.unless is None:
        return False
    passage = context.cues.passage
    clauses = {passage.clause_at[index] for index in match.place}
    against = context.cues.words_of(match.phrase.unless) - set(match.place)
    return any(index in clause for clause in clauses for index in against)


def _plain(match: Match, context: Context, *, safety: bool, calm: bool) -> Reading | None:
    """A phrase that says it all by itself."""
    passage = context.cues.passage
    against = denying(passage, match.place, context.scopes)
    if calm:
        # "asked if I pee normally: all fine" denies no well-being
        against = [scope for scope in against if scope.kind is not Kind.ALL_WELL]
    else:
        # "can't stand the pain at night" does not deny the pain, "can't feel any" does
        against = [s for s in against if s.kind is not Kind.UNABLE or perceives(passage, s)]
    after = _denied_after(match, context)
    if after is not None:
        return Reading(Stance.ABSENT, FIRM, (after,))
    if not against or (calm and _denies_trouble(match, against, context)):
        return Reading(Stance.PRESENT, FIRM)
    because = tuple(index for scope in against for index in scope.cue)
    if calm and not _denies_it_outright(match, against, passage):
        return None
    if all(scope.kind is Kind.MAYBE_DENIED for scope in against):
        return Reading(Stance.NOT_SURE, DOUBTED, because) if safety else None
    return Reading(Stance.ABSENT, FIRM, because)


def _denies_it_outright(match: Match, against: Sequence[Scope], passage: Passage) -> bool:
    """Whether a "not" stands right before "all is well" or within it, as in "is not fine"."""
    return any(
        scope.cue[-1] > match.first or passage.between(scope.cue[-1], match.first) <= 1
        for scope in against
    )


def _denies_trouble(match: Match, against: Sequence[Scope], context: Context) -> bool:
    """Whether a denial is that of a trouble: "no trouble walking normally" is well."""
    trouble = context.cues.words_of("trouble")
    return any(index in trouble for scope in against for index in range(scope.cue[0], match.first))


def _denied_after(match: Match, context: Context) -> int | None:
    """The word behind a phrase that denies it: "fever: no", "numbness - none"."""
    passage = context.cues.passage
    if match.last + 1 >= len(passage.words):
        return None
    stop = min(match.last + 5, passage.sentence_at[match.last].stop)
    for index in range(match.last + 1, stop):
        if index in context.denied_after and index not in match.place:
            ends = index + 1 == passage.clause_at[index].stop
            alone = set(passage.clause_at[index]) <= context.denied_after
            near = passage.same_clause(match.last, index) or alone
            return index if ends and near and passage.between(match.last, index) == 0 else None
    return None


def _needed(match: Match, context: Context) -> Reading | None:
    """A phrase that is only a thing ("stairs") until somebody says that it hurts or helps."""
    passage, need = context.cues.passage, match.phrase.needs or Need.HURTS
    exceptions = _exceptions(context)
    judgement = judge(passage, match.place, context.predicates, match.phrase.reach, exceptions)
    if judgement is not None and judgement.distant and _tells_of_an_event(judgement, context):
        judgement = None
    if judgement is None:
        return _unjudged(match, context)
    judged = _with_exception(match, judgement, context)
    if (
        match.phrase.reach is Reach.TEXT
        and judged.says is not Says.HURTS
        and _is_far(judged, match, passage)
    ):
        return _unjudged(match, context)
    fitting = fits(judged, need)
    if fitting is None:
        return None
    extra = [
        scope
        for scope in denying(passage, match.place, context.scopes)
        if scope.cue not in judgement.predicate.cues
        and not set(scope.cue) & set(judgement.predicate.place)
    ]
    firm = [scope for scope in extra if scope.kind is Kind.DENIED]
    stance = Stance.PRESENT if fitting and not firm else Stance.ABSENT
    because = (*judgement.predicate.place, *(i for c in judgement.predicate.cues for i in c))
    return Reading(
        stance,
        DISTANT if judgement.distant else FIRM,
        () if judgement.distant else (*because, *(i for scope in firm for i in scope.cue)),
    )


def _tells_of_an_event(judgement: Judgement, context: Context) -> bool:
    """Whether the clause tells what happened once, so that it says nothing of other clauses."""
    clause = context.cues.passage.clause_at[judgement.predicate.place[0]]
    return bool(context.cues.words_of("event_verb") & set(clause))


def _exceptions(context: Context) -> frozenset[int]:
    """The words of "except", and the "but" of "not only stairs hurt but hills too"."""
    passage = context.cues.passage
    only = {passage.sentence_at[index] for index in context.cues.starts("not_only")}
    turns = {index for sentence in only for index in sentence if passage.words[index].text == "but"}
    return context.cues.words_of("except") | turns


def _is_far(judgement: Judgement, match: Match, passage: Passage) -> bool:
    """Whether what is said to be fine may be something else in the clause than the place named."""
    other = judgement.predicate.place
    low, high = (match.last, other[0]) if other[0] > match.last else (other[-1], match.first)
    return judgement.distant or passage.between(low, high) > FINE_REACH


def _unjudged(match: Match, context: Context) -> Reading | None:
    """A thing nobody judges: denied it is a no; where that is enough, being named is a yes."""
    against = denying(context.cues.passage, match.place, context.scopes)
    if any(scope.kind is Kind.DENIED for scope in against):
        return Reading(Stance.ABSENT, FIRM, tuple(i for scope in against for i in scope.cue))
    after = _denied_after(match, context)
    if after is not None:
        return Reading(Stance.ABSENT, FIRM, (after,))
    named_is_enough = match.phrase.reach is Reach.TEXT and not against
    return Reading(Stance.PRESENT, DISTANT) if named_is_enough else None


def _with_exception(match: Match, judgement: Judgement, context: Context) -> Judgement:
    """What stands behind an "except" is what hurts: "fine except on stairs"."""
    sentence = context.cues.passage.sentence_at[match.first]
    predicate = judgement.predicate
    between = range(predicate.place[-1] + 1, match.first)
    if judgement.says is Says.FINE and any(
        place[0] in sentence and place[0] in between for place in context.cues.of("except")
    ):
        return Judgement(Says.HURTS, predicate, judgement.distant)
    return judgement


def _softened(reading: Reading, kinds: frozenset[Kind]) -> Reading:
    if Kind.DOUBTED in kinds:
        return Reading(Stance.NOT_SURE, DOUBTED, reading.because)
    if Kind.HEDGED in kinds:
        return Reading(reading.stance, min(reading.certainty, HEDGED), reading.because)
    return reading
