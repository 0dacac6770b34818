"""How long the runner has had it: the stretch of time that belongs to the pain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stridewell.intake.understanding.cues import Kind
from stridewell.intake.understanding.records import Proposal, Stance
from stridewell.intake.understanding.spans_of_time import TimeSpan
from stridewell.intake.understanding.stance import Context

QUESTION = "duration_weeks"
ENOUGH = 3.0
"""A stretch of time needs so many points to count as the length of the problem."""
A_DAY, A_YEAR, LONGEST = 0.14, 50.0, 3000.0
"""Less than a day, about a year, and the longest that the question takes, in weeks."""
LONGER_THAN_NEW = 2.5
"""From so many weeks on a sign counts as old rather than new; new means the last two weeks."""
SINCE, AGO, LASTING, DATED, BARE, TODAY, LONG_AGO = 2.5, 2.0, 2.0, 1.5, 1.0, 0.5, 0.5
"""Points for the form: since, ago, for, on a day, a bare amount, today, a year ago and more."""
CLOSE, SAME_SENTENCE, AGAINST, TURNING, ROUGH = 2.0, 1.0, 3.0, 2.0, 0.5
"""Points for words of pain beside it or further off; points off for what speaks against it."""
CERTAIN, UNCERTAIN = 0.9, 0.6
BESIDE = 5
"""Words up to so far away may tell that a stretch of time is none of the pain."""
ALONE_CLAUSE, ALONE_SENTENCE, OPENING = 2, 3, 4
"""So many further words may stand with a stretch of time that stands all but alone."""
FREQUENCY_BEFORE = frozenset(
    {"every", "each", "per", "times", "x", "twice", "once", "until", "till"}
)
FREQUENCY_AFTER = frozenset({"every", "each", "per"})
FUTURE_BEFORE = frozenset(
    {"in", "within", "another", "next", "after", "under", "by", "till", "until"}
)
AGE_AFTER = frozenset(
    {"old", "pregnant", "postpartum", "later", "away", "time", "ahead", "off", "o", "yo"}
)
LEADS = frozenset(
    {"for", "since", "about", "around", "over", "last", "past", "the", "maybe", "nearly"}
    | {"almost", "roughly", "approx", "some", "only", "just"}
)


@dataclass(frozen=True, slots=True)
class _Near:
    """A stretch of time with the words around it, by their number and by their text."""

    span: TimeSpan
    context: Context

    @property
    def place(self) -> tuple[int, ...]:
        """Its own words."""
        return tuple(range(self.span.first, self.span.last + 1))

    @property
    def before(self) -> str:
        """The word right before it."""
        return self.context.cues.passage.words[self.span.first - 1].text if self.span.first else ""

    @property
    def after(self) -> str:
        """The word right behind it."""
        words = self.context.cues.passage.words
        return words[self.span.last + 1].text if self.span.last + 1 < len(words) else ""

    @property
    def lead(self) -> frozenset[str]:
        """Its first word and the three before it."""
        words = self.context.cues.passage.words
        return frozenset(
            word.text for word in words[max(0, self.span.first - 3) : self.span.first + 1]
        )

    @property
    def clause(self) -> frozenset[int]:
        """The words of its clause."""
        return frozenset(self.context.cues.passage.clause_at[self.span.first])

    @property
    def sentence(self) -> frozenset[int]:
        """The words of its sentence."""
        return frozenset(self.context.cues.passage.sentence_at[self.span.first])

    @property
    def beside(self) -> frozenset[int]:
        """The words of its clause that stand near."""
        low, high = self.span.first - BESIDE, self.span.last + BESIDE
        return frozenset(index for index in self.clause if low <= index <= high)

    def of(self, name: str) -> frozenset[int]:
        """The words of a class, by their number."""
        return self.context.cues.words_of(name)


def duration_proposal(context: Context, spans: Sequence[TimeSpan]) -> Proposal | None:
    """How long it has been going on, when the text says so."""
    weighed = [(_points(_Near(span, context)), -span.first, span) for span in spans]
    likely = [each for each in weighed if each[0] >= ENOUGH and each[2].weeks <= LONGEST]
    if not likely:
        return None
    return _proposal(max(likely, key=lambda each: each[:2])[2], context)


def _proposal(span: TimeSpan, context: Context) -> Proposal:
    passage = context.cues.passage
    first, last = span.first, span.last
    start = passage.clause_at[first].start
    while first > start and passage.words[first - 1].text in LEADS:
        first -= 1
    if _Near(span, context).after in {"ago", "now", "back"}:
        last += 1
    hedged = Kind.HEDGED in context.scopes.kinds_at(tuple(range(first, last + 1)))
    return Proposal(
        question=QUESTION,
        option=None,
        value=round(span.weeks, 2),
        state=Stance.PRESENT,
        side=None,
        certainty=UNCERTAIN if hedged or span.rough else CERTAIN,
        words=passage.quote(first, last),
        start=passage.words[first].start,
        end=passage.words[last].end,
    )


def _points(near: _Near) -> float:
    """How far a stretch of time belongs to the pain rather than to a run, a rest or an age."""
    if _is_something_else(near):
        return 0.0
    return _form(near) + _pain_around(near) + _place_in_text(near) - _against(near)


def _is_something_else(near: _Near) -> bool:
    """An age, how often, a time to come, a few hours, or what somebody else had."""
    if near.context.scopes.kinds_at(near.place) & {
        *(Kind.OTHERS, Kind.REPORTED, Kind.IMAGINED, Kind.PAST, Kind.ASKED)
    }:
        return True
    if near.after in AGE_AFTER and not _is_now(near):
        return True
    if near.before in FREQUENCY_BEFORE or near.after in FREQUENCY_AFTER:
        return True
    if near.span.dated or near.after == "ago" or "since" in near.lead:
        return False
    return near.before in FUTURE_BEFORE or near.span.weeks < A_DAY


def _is_now(near: _Near) -> bool:
    """Whether it says how long it has been, as in "now nine days later"."""
    still = near.of("still") & near.sentence
    return near.after == "later" and ("now" in near.lead or bool(still))


def _form(near: _Near) -> float:
    """Points for the words right before and behind: since, for, ago, now."""
    span, lead = near.span, near.lead
    if near.after == "ago" or (near.after == "back" and not span.dated) or _is_now(near):
        long_ago = span.weeks > A_YEAR and not near.of("onset_verb") & near.beside
        return LONG_AGO if long_ago else AGO
    if "since" in lead:
        return SINCE
    now = 1.0 if near.after in {"now", "already"} or "now" in lead else 0.0
    if span.dated:
        on_a_day = lead & {"on", "from", "before", "last", "over"} and span.weeks >= A_DAY
        return DATED + now if on_a_day else TODAY
    return now + (LASTING if lead & {"for", "last", "past", "over"} else BARE)


def _pain_around(near: _Near) -> float:
    """Points for what else the clause and the sentence speak of."""
    telling = near.of("hurts") | near.of("begins")
    points = CLOSE if telling & near.clause else SAME_SENTENCE if telling & near.sentence else 0.0
    if near.of("lasting") & near.clause:
        points += 1.0
    if near.of("again") & near.clause:
        points += 2.0
    if near.of("main_site") & near.sentence:
        points += 1.0 if near.of("main_site") & near.clause else 0.5
    return points


def _place_in_text(near: _Near) -> float:
    """A stretch of time that stands all but alone is an answer to a question nobody wrote down."""
    passage, span = near.context.cues.passage, near.span
    clause, sentence = passage.clause_at[span.first], passage.sentence_at[span.first]
    own = passage.content[span.last + 1] - passage.content[span.first]
    around = passage.content[sentence.stop] - passage.content[sentence.start] - own
    nearer = passage.content[clause.stop] - passage.content[clause.start] - own
    opens = passage.words[clause.start].text in {"it", "been"}
    points = 1.0 if opens and span.first - clause.start <= OPENING else 0.0
    if around <= ALONE_SENTENCE:
        return points + 2.0
    return points + (1.0 if nearer <= ALONE_CLAUSE else 0.0)


def _against(near: _Near) -> float:
    """Points off for a rest, a treatment or a run that is timed, and for a turn of the course."""
    points = ROUGH if near.span.rough else 0.0
    if near.of("turn_of_course") & near.beside:
        points += TURNING
    if (near.of("not_a_duration") - set(near.place)) & near.beside:
        return points + AGAINST
    telling = near.of("hurts") | near.of("begins")
    timed_run = near.of("running") & near.clause and not telling & near.clause
    return points + (TURNING if timed_run else 0.0)


def lasts_long(context: Context, spans: Sequence[TimeSpan], index: int) -> bool:
    """Whether the sentence of a word says that something has been so for longer than two weeks."""
    sentence = context.cues.passage.sentence_at[index]
    long = (span for span in spans if span.weeks >= LONGER_THAN_NEW and span.first in sentence)
    if any(_lasts(_Near(span, context)) for span in long):
        return not context.cues.words_of("new") & set(sentence)
    return bool(context.cues.words_of("long_standing") & set(sentence))


def _lasts(near: _Near) -> bool:
    """Whether a stretch of time says how long something has been so: "for years", "since May"."""
    leads = {"for", "since", "last", "past", "over"}
    return bool(near.lead & leads) or near.after in {"ago", "now", "already"}
