"""How far a "no", a "maybe" or a "my mum" reaches: stretches of words and what they do to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from stridewell.intake.understanding.amounts import is_number
from stridewell.intake.understanding.cues import Cues, Kind, Scope
from stridewell.intake.understanding.matching import Place
from stridewell.intake.understanding.passage import Passage
from stridewell.intake.understanding.past import past_times

ABILITY_REACH = 3
"""So many words that carry meaning are reached by a "can't"."""
NEGATION_REACH = 9
"""So many words that carry meaning are reached by a "no" or a "not" before it fades."""
LIST_ITEM = 4
"""An item of a list of denials has at most so many words that carry meaning."""
SHORT_ITEM = 2
"""Without an "or" in the list an item has at most so many."""
SURE_LIST = 2
"""With so many items behind the first, a list of denials needs no "or"."""
NOUN_NEGATORS = frozenset({"no", "deny", "nil", "zero", "neither", "nor", "non"})
ASKED_OF_ME = frozenset({"where", "what", "how", "me", "when"})
ANSWERED_NO = frozenset({"no", "nope", "nah", "none", "never", "nothing"})
EVER_REACH = 5
"""So many words behind an "if" may an "ever" stand that makes it a mere thought."""
THIRD_PERSON = frozenset({"he", "she", "his", "her", "hers", "they", "their", "him"})
_OPENERS_WORDS = """
when if that as while where which after before unless until because than think thinking believ
say feel know guess sure how what why who so tell see mean find in on at of to from with for by
into onto between around under near over behind inside outside across along no not never any
some down up through have had got
"""
OPENERS = frozenset(_OPENERS_WORDS.split())
"""A subject behind one of these begins no sentence of its own, as in "in my hip"."""


def denials(cues: Cues) -> Iterator[Scope]:
    """What every "no", "not", "without" and "can't" reaches."""
    pseudo = cues.words_of("pseudo_negator")
    negators = cues.words_of("negator") - pseudo
    unable = cues.starts("ability_negator") - pseudo
    reader = _Denials(
        cues.passage,
        frozenset(negators | unable),
        cues.words_of("scope_end"),
        cues.words_of("item_breaker") | cues.words_of("fine"),
        cues.starts("subject"),
    )
    for index in sorted(negators):
        yield from reader.of(index)
    for place in cues.of("ability_negator"):
        if place[0] not in pseudo:
            yield Scope(Kind.UNABLE, place, reader.unable(place[-1]))
    yield from _all_well(cues)
    yield from _answered_with_no(cues.passage)


def _answered_with_no(passage: Passage) -> Iterator[Scope]:
    """A question that the runner answers at once: "Any numbness? No."."""
    for first in passage.asked:
        sentence = passage.sentence_at[first]
        if sentence.stop < len(passage.words) and passage.words[sentence.stop].text in ANSWERED_NO:
            yield Scope(Kind.DENIED, (sentence.stop,), sentence)


def _all_well(cues: Cues) -> Iterator[Scope]:
    """An "all fine" at the end of a sentence denies everything that was listed before it."""
    passage = cues.passage
    for place in cues.of("all_well"):
        clause = passage.clause_at[place[0]]
        alone = passage.content[clause.stop] - passage.content[clause.start] <= len(place)
        if alone and clause.start > passage.sentence_at[place[0]].start:
            sentence = passage.sentence_at[place[0]]
            yield Scope(Kind.ALL_WELL, place, range(sentence.start, clause.start))


@dataclass(frozen=True, slots=True)
class _Denials:
    """How far denials reach in one passage."""

    passage: Passage
    negators: frozenset[int]
    ends: frozenset[int]
    breakers: frozenset[int]
    subjects: frozenset[int]

    def of(self, cue: int) -> Iterator[Scope]:
        end, doubtful = self._in_clause(cue)
        if end > cue + 1:
            yield Scope(Kind.DENIED, (cue,), range(cue + 1, doubtful))
        if doubtful < end:
            yield Scope(Kind.MAYBE_DENIED, (cue,), range(doubtful, end))
        if end == self.passage.clause_at[cue].stop and end > cue + 1:
            yield from self._list(cue, end)

    def unable(self, cue: int) -> range:
        stop = self.passage.clause_at[cue].stop
        end = cue + 1
        while (
            end < stop
            and end not in self.ends
            and self.passage.words[end].text != "and"
            and self.passage.between(cue, end) < ABILITY_REACH
        ):
            end += 1
        return range(cue + 1, end)

    def _in_clause(self, cue: int) -> tuple[int, int]:
        """Where the reach ends, and from where on it is in doubt because of an "and"."""
        words, clause = self.passage.words, self.passage.clause_at[cue]
        doubtful = clause.stop
        index = cue + 1
        while index < clause.stop and not self._ends_at(index, cue):
            if words[index].text in {"and", "plus", "&"}:
                if self.breakers & set(range(index + 1, clause.stop)):
                    break  # "no limp and sleep is fine"
                doubtful = min(doubtful, index)
            if words[index].text in {"or", "nor"}:
                doubtful = clause.stop
            index += 1
        return index, min(doubtful, index)

    def _ends_at(self, index: int, cue: int) -> bool:
        if index in self.ends or self.passage.between(cue, index) >= NEGATION_REACH:
            return True
        if index in self.negators and index > cue + 1:
            return self.passage.words[index].stem != "nor"
        before = self.passage.words[index - 1]
        if index in self.subjects and index > cue + 1 and before.stem not in OPENERS:
            return self.passage.content[index] > self.passage.content[cue + 1]
        return False

    def _list(self, cue: int, start: int) -> Iterator[Scope]:
        """The items behind the comma: "no fever, numbness or weakness"."""
        items = list(self._items(start))
        words = self.passage.words
        joined = any(words[i].text in {"or", "nor"} for item in items for i in item)
        if not joined:
            items = list(takewhile(self._is_short, items))
        if not items or not (joined or words[cue].stem in NOUN_NEGATORS):
            return
        kind = Kind.DENIED if joined or len(items) >= SURE_LIST else Kind.MAYBE_DENIED
        for item in items:
            yield Scope(kind, (cue,), item)

    def _items(self, start: int) -> Iterator[range]:
        passage = self.passage
        while start < len(passage.words) and passage.same_sentence(start - 1, start):
            clause = passage.clause_at[start]
            if start in passage.hard_starts or not self._is_item(clause):
                return
            yield clause
            start = clause.stop

    def _possessive(self, clause: range) -> frozenset[int]:
        """The "my" of "in my hip", which begins no new statement."""
        words = self.passage.words
        return frozenset(i for i in clause[1:] if words[i - 1].stem in OPENERS)

    def _is_short(self, clause: range) -> bool:
        size = self.passage.content[clause.stop] - self.passage.content[clause.start]
        return size <= SHORT_ITEM

    def _is_item(self, clause: range) -> bool:
        """Whether a clause may be an item of a list: short, and no statement of its own."""
        words = self.passage.words
        strange = (self.breakers - self._possessive(clause)) | self.negators | self.ends
        if any(words[i].value is not None for i in clause) or strange & set(clause):
            return False
        sizes = [0]
        for index in clause:
            if words[index].text in {"or", "nor"}:
                sizes.append(0)
            elif not words[index].filler:
                sizes[-1] += 1
        return max(sizes) <= LIST_ITEM


def doubts(cues: Cues) -> Iterator[Scope]:
    """What is in doubt ("not sure if") and what is said with a shrug ("maybe", "a bit")."""
    passage = cues.passage
    for place in cues.of("doubt"):
        yield Scope(Kind.DOUBTED, place, range(place[0], _until_hard(passage, place[-1])))
    for place in cues.of("hedge"):
        if place[-1] + 1 < len(passage.words) and is_number(passage.words[place[-1] + 1]):
            continue  # "maybe five weeks" doubts the number only
        yield Scope(Kind.HEDGED, place, passage.clause_at[place[0]])


def other_people(cues: Cues) -> Iterator[Scope]:
    """What is said of or by somebody else. Whoever writes for a child speaks of the child."""
    passage = cues.passage
    verbs, says = cues.words_of("person_verb"), cues.words_of("says")
    selves = cues.words_of("self")
    own = frozenset(i for i in selves if passage.words[i].text != "mine")
    patients = _patients(cues)
    for place in cues.of("person"):
        if set(place) & patients:
            continue
        window = range(place[-1] + 1, min(place[-1] + 5, passage.sentence_at[place[0]].stop))
        verb = next((index for index in window if index in verbs or index in says), None)
        if verb is None or set(range(place[-1] + 1, verb)) & own:
            continue
        end = _until_hard(passage, verb)
        if _speaks_of_me(passage, verb, selves, said=verb in says):
            continue
        if passage.words[verb].stem == "ask" and passage.words[verb + 1].text in ASKED_OF_ME:
            continue  # "when someone asks where it hurts"
        kind = Kind.REPORTED if verb in says and _may_be_me(passage, verb) else Kind.OTHERS
        yield Scope(kind, place, _until_self(passage, range(place[0], end), verb, selves))


def _speaks_of_me(passage: Passage, verb: int, selves: frozenset[int], *, said: bool) -> bool:
    """Whether it is about the runner: "the doctor says I have…", "my husband had to carry me"."""
    following = range(verb + 1, min(verb + 4, passage.sentence_at[verb].stop))
    if said:
        return any(index in selves for index in following)
    return any(passage.words[index].text == "me" for index in following)


def _may_be_me(passage: Passage, verb: int) -> bool:
    """Whether what somebody says may be said of the runner: "he says the calf is swollen"."""
    following = range(verb + 1, min(verb + 4, passage.sentence_at[verb].stop))
    return not any(passage.words[index].text in THIRD_PERSON for index in following)


def _until_self(passage: Passage, stretch: range, verb: int, selves: frozenset[int]) -> range:
    """The stretch up to a clause of its own in which the runner speaks of themselves."""
    for index in stretch:
        begins = index == passage.clause_at[index].start
        if index > verb and begins and {index, index + 1} & selves:
            return range(stretch.start, index)
    return stretch


def _patients(cues: Cues) -> frozenset[int]:
    """The people a story is written for: "my son is 13", "writing this for my partner"."""
    told = {cues.passage.words[index].stem for place in cues.of("patient") for index in place}
    return frozenset(
        index
        for place in cues.of("person")
        for index in place
        if cues.passage.words[index].stem in told
    )


def imagined(cues: Cues) -> Iterator[Scope]:
    """Questions, fears and what was read somewhere: nothing in them is a fact."""
    passage = cues.passage
    starts = cues.words_of("question_start")
    for first in passage.asked:
        sentence = passage.sentence_at[first]
        begin = _question_begin(passage, sentence, starts)
        if begin is not None:
            yield Scope(Kind.ASKED, (begin,), range(begin, sentence.stop))
    for index, word in enumerate(passage.words):
        window = passage.words[index + 1 : index + 1 + EVER_REACH]
        if word.text == "if" and any(each.text == "ever" for each in window):
            yield Scope(Kind.IMAGINED, (index,), range(index, _until_hard(passage, index)))
    for place in cues.of("imagined"):
        yield Scope(Kind.IMAGINED, place, range(place[0], _until_hard(passage, place[-1])))


def _question_begin(passage: Passage, sentence: range, starts: frozenset[int]) -> int | None:
    """Where the question begins: at the clause of the sentence that opens like one."""
    clauses = sorted({passage.clause_at[index].start for index in sentence}, reverse=True)
    for clause in clauses:
        if {clause, clause + 1} & starts & set(sentence):
            return clause
    return None


def _until_hard(passage: Passage, index: int) -> int:
    """The end of the sentence, or the first clause in it that begins firmly."""
    for following in range(index + 1, passage.sentence_at[index].stop):
        if following in passage.hard_starts:
            return following
    return passage.sentence_at[index].stop


@dataclass(frozen=True, slots=True)
class Scopes:
    """Every stretch of a passage that changes what is said in it, by the words it covers."""

    covering: Mapping[int, Sequence[Scope]]
    cued: Mapping[int, Sequence[Scope]]
    """The stretches by the word their cue begins with."""

    def reaching(self, place: Place) -> Sequence[Scope]:
        """What bears on a phrase: covers a word of it, and has no word of it as its cue."""
        found = {scope: None for index in place for scope in self.covering.get(index, ())}
        return [scope for scope in found if not set(scope.cue) & set(place)]

    def kinds_at(self, place: Place) -> frozenset[Kind]:
        """The kinds of what bears on a phrase."""
        return frozenset(scope.kind for scope in self.reaching(place))


def all_scopes(cues: Cues) -> Scopes:
    """Every stretch of the passage that changes what is said in it."""
    covering: dict[int, list[Scope]] = {}
    cued: dict[int, list[Scope]] = {}
    for make in (denials, doubts, past_times, other_people, imagined):
        for scope in make(cues):
            cued.setdefault(scope.cue[0], []).append(scope)
            for index in scope.covers:
                covering.setdefault(index, []).append(scope)
    return Scopes(covering, cued)
