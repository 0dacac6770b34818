"""Whether a thing that was named is said to hurt, to be fine, or to help."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from stridewell.intake.understanding.amounts import amounts_in
from stridewell.intake.understanding.cues import Cues, Kind, Scope
from stridewell.intake.understanding.matching import Place
from stridewell.intake.understanding.passage import Passage
from stridewell.intake.understanding.scopes import Scopes
from stridewell.intake.understanding.scores import score_end
from stridewell.knowledge.phrases import Need, Reach

NO_PAIN = 1.0
"""Up to so many points of ten a score says that a thing does not really hurt."""
WEAK_REACH = 3
"""So many words may stand between a "can" and what it speaks of."""
FARTHEST = 60
"""Words further away than this say nothing of a thing."""
SHORT_ITEM = 4
"""A clause of a list of things that are judged together has at most so many words."""
SHORTEST_LIST = 2
"""A list has at least so many parts."""
SENTENCES_BACK = 2
"""A bare list goes on from a sentence at most so many sentences before it."""
SUBJECTS = frozenset({"i", "im", "ive", "it", "its", "he", "she", "we", "they", "you", "no", "not"})
"""With one of these a sentence says something of its own, so that it is no bare list."""
PERCEIVING = frozenset(
    {"feel", "see", "hear", "find", "recal", "recall", "rememb", "remember", "detect", "notic"}
)
CLASSES = ("hurts", "eases", "fine", "weak_hurts", "weak_fine", "worse_than")


class Says(StrEnum):
    """What a word says of the thing it is said of."""

    HURTS = "hurts"
    EASES = "eases"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Predicate:
    """Words that judge a thing, with their denial already reckoned in.

    ``cues`` are the words that deny it, so that they are not counted a second time. A weak one
    ("can", "can't") speaks only where no other does.
    """

    says: Says
    place: Place
    cues: frozenset[Place]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a thing, and by which words."""

    says: Says
    predicate: Predicate
    distant: bool = False
    """The words stand in another clause or sentence."""


Predicates: TypeAlias = Mapping[int, Sequence[Predicate]]
"""The judging words of a passage by the first word of their sentence, in text order."""
_OPPOSITE = {Says.HURTS: Says.FINE, Says.FINE: Says.HURTS, Says.EASES: Says.HURTS}


def predicates_in(cues: Cues, scopes: Scopes) -> Predicates:
    """Every judging word of the passage, the longest where several overlap, by sentence."""
    found = [(place, name) for name in CLASSES for place in cues.of(name)]
    taken: set[int] = set()
    kept: list[Predicate] = []
    for place, name in sorted(found, key=lambda each: (-len(each[0]), each[0])):
        span = set(range(place[0], place[-1] + 1))
        if span & taken:
            continue
        taken |= span
        kept.append(_predicate(cues.passage, place, name, scopes))
    kept.extend(_scores(cues.passage, taken))
    by_sentence: dict[int, list[Predicate]] = {}
    for each in sorted(kept, key=lambda each: each.place):
        start = cues.passage.sentence_at[each.place[0]].start
        by_sentence.setdefault(start, []).append(each)
    return by_sentence


def _scores(passage: Passage, taken: Container[int]) -> Iterator[Predicate]:
    """Scores judge too: "7/10 when I stand" says that standing hurts, "0/10" that it does not."""
    for amount in amounts_in(passage):
        last = score_end(amount, passage)
        if last is not None and amount.first not in taken:
            says = Says.HURTS if amount.value > NO_PAIN else Says.FINE
            yield Predicate(says, tuple(range(amount.first, last + 1)), frozenset())


def _predicate(passage: Passage, place: Place, name: str, scopes: Scopes) -> Predicate:
    weak = name.startswith("weak_")
    says = Says.EASES if name == "worse_than" else Says(name.removeprefix("weak_"))
    against = denying(passage, place, scopes)
    if says is Says.HURTS:
        # "can't walk for the pain" does not deny the pain; "can't feel any pain" does
        against = [
            each for each in against if each.kind is not Kind.UNABLE or perceives(passage, each)
        ]
    cues = frozenset(scope.cue for scope in against)
    return Predicate(_OPPOSITE[says] if against else says, place, cues, weak)


def perceives(passage: Passage, scope: Scope) -> bool:
    """Whether a "can't" speaks of feeling, finding or remembering something."""
    return any(passage.words[index].stem in PERCEIVING for index in scope.covers)


def denying(passage: Passage, place: Place, scopes: Scopes) -> Sequence[Scope]:
    """The denials that bear on a place; none where a "without" behind another denial undoes it."""
    kinds = {Kind.DENIED, Kind.MAYBE_DENIED, Kind.UNABLE, Kind.ALL_WELL}
    against = [scope for scope in scopes.reaching(place) if scope.kind in kinds]
    return [] if any(_undone(passage, scope, scopes) for scope in against) else against


def _undone(passage: Passage, scope: Scope, scopes: Scopes) -> bool:
    """Whether a second denial takes the first one back, as in "can't walk without"."""
    cue = scope.cue[0]
    if passage.words[cue].stem not in {"without", "free"}:
        return False
    earlier = range(passage.clause_at[cue].start, cue)
    kinds = {Kind.DENIED, Kind.UNABLE}
    return any(other.kind in kinds for index in earlier for other in scopes.cued.get(index, ()))


def judge(
    passage: Passage,
    place: Place,
    predicates: Predicates,
    reach: Reach,
    exceptions: frozenset[int],
) -> Judgement | None:
    """What is said of the thing that stands at a place; nothing when nobody says anything.

    The nearest judging word of the same clause speaks first; then those of the clauses before,
    as in "worse when I sit, when I drive"; then those behind, as in "sit-ups, kicks and sprints
    hurt". ``exceptions`` are the words of "except": what stands before one is what it excepts from.
    """
    free = _around(place, predicates.get(passage.sentence_at[place[0]].start, ()))
    clause = passage.clause_at[place[0]]
    if place[-1] not in clause:
        clause = range(clause.start, passage.clause_at[place[-1]].stop)
    near = [
        each
        for each in free
        if each.place[0] in clause and (not each.weak or _speaks_of(passage, each, place))
    ]
    for group in ([p for p in near if not p.weak], [p for p in near if p.weak]):
        if group:
            best = min(group, key=lambda each: _distance(passage, place, each.place))
            return Judgement(best.says, best)
    if reach is Reach.CLAUSE:
        return None
    nearby = [p for p in free if not p.weak]
    carried = [
        p
        for p in nearby
        if _any_in(exceptions, p.place[-1], place[0]) or _carries(passage, p, place)
    ]
    best_far = _in_sentence(passage, place, carried, exceptions)
    if best_far is None and not free:
        best_far = _listed_after_pain(passage, place, predicates)
    return None if best_far is None else Judgement(best_far.says, best_far, distant=True)


def _listed_after_pain(passage: Passage, place: Place, predicates: Predicates) -> Predicate | None:
    """The pain of the sentence before a bare list, as in "It hurts. Stairs, hills, kicking."."""
    sentence = passage.sentence_at[place[0]]
    if sentence.start == 0 or len(passage.clauses_of(place[0])) < SHORTEST_LIST:
        return None
    if any(passage.words[index].text in SUBJECTS for index in sentence):
        return None
    start = sentence.start
    for _ in range(SENTENCES_BACK):
        if start == 0:
            return None
        start = passage.sentence_at[start - 1].start
        firm = [each for each in predicates.get(start, ()) if not each.weak]
        if firm:
            return firm[-1] if all(each.says is Says.HURTS for each in firm) else None
    return None


def _around(place: Place, predicates: Sequence[Predicate]) -> Sequence[Predicate]:
    """The judging words near enough to speak of a thing, its own words left out."""
    low = bisect_left(predicates, place[0] - FARTHEST, key=_first_word)
    high = bisect_left(predicates, place[-1] + FARTHEST, key=_first_word)
    return [each for each in predicates[low:high] if not set(each.place) & set(place)]


def _first_word(predicate: Predicate) -> int:
    return predicate.place[0]


def _speaks_of(passage: Passage, weak: Predicate, place: Place) -> bool:
    return weak.place[-1] < place[0] and passage.between(weak.place[-1], place[0]) <= WEAK_REACH


def _carries(passage: Passage, predicate: Predicate, place: Place) -> bool:
    """Whether what is said in one clause carries over to another; "fine" only along a list."""
    if predicate.says is Says.HURTS:
        return True
    low, high = sorted((predicate.place[0], place[0]))
    clauses = {passage.clause_at[index] for index in range(low, high + 1)}
    sizes = (passage.content[each.stop] - passage.content[each.start] for each in clauses)
    return (
        predicate.says is Says.FINE and place[0] < predicate.place[0] and max(sizes) <= SHORT_ITEM
    )


def _distance(passage: Passage, place: Place, other: Place) -> tuple[int, bool]:
    """Words between; a word that follows wins a tie, since "X hurts" is the usual order."""
    if other[0] > place[-1]:
        return passage.between(place[-1], other[0]), False
    if other[-1] < place[0]:
        return passage.between(other[-1], place[0]), True
    return 0, False


def _in_sentence(
    passage: Passage, place: Place, predicates: Sequence[Predicate], soft: frozenset[int]
) -> Predicate | None:
    sentence = passage.sentence_at[place[0]]
    before = [p for p in predicates if p.place[0] in sentence and p.place[-1] < place[0]]
    after = [p for p in predicates if p.place[0] in sentence and p.place[0] > place[-1]]
    firm = passage.hard_starts - soft
    joined_before = [p for p in before if not _any_in(firm, p.place[-1] + 1, place[0] + 1)]
    joined_after = [p for p in after if not _any_in(firm, place[-1] + 1, p.place[0] + 1)]
    if joined_before:
        return joined_before[-1]
    return joined_after[0] if joined_after else None


def _any_in(indices: frozenset[int], start: int, stop: int) -> bool:
    return any(index in indices for index in range(start, stop))


def fits(judgement: Judgement, need: Need) -> bool | None:
    """Whether the thing does what is asked, does not, or nothing can be said."""
    if need is Need.HURTS:
        return {Says.HURTS: True, Says.FINE: False, Says.EASES: None}[judgement.says]
    if judgement.says is Says.EASES:
        return True
    denied = bool(judgement.predicate.cues)
    return False if judgement.says is Says.HURTS and denied else None
