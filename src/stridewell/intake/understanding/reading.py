"""A free text → proposed answers, each with the exact words it came from. Pure and offline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from stridewell.intake.understanding.births import birth_proposals
from stridewell.intake.understanding.cues import Cues
from stridewell.intake.understanding.durations import duration_proposal, lasts_long
from stridewell.intake.understanding.lexicon import Lexicon, lexicon_of
from stridewell.intake.understanding.matching import Match, find_phrases, find_places
from stridewell.intake.understanding.measures import measured
from stridewell.intake.understanding.options import calm_option, has_not_sure, says_nothing
from stridewell.intake.understanding.passage import Passage, passage_of
from stridewell.intake.understanding.predicates import predicates_in
from stridewell.intake.understanding.records import Proposal, Stance, Understanding, Unread
from stridewell.intake.understanding.refusals import (
    nothing_recognised,
    refuse_foreign,
    refuse_unread,
)
from stridewell.intake.understanding.scopes import all_scopes
from stridewell.intake.understanding.sides import (
    MIDLINE,
    SideWord,
    main_side,
    side_near,
    side_words,
)
from stridewell.intake.understanding.spans_of_time import TimeSpan, time_spans
from stridewell.intake.understanding.stance import Context, Reading, stance_of
from stridewell.intake.understanding.tidying import tidied
from stridewell.knowledge.phrases import Phrase
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.anatomy import Region, Side

PLACES, SIDE = "pain_regions", "pain_side"
FAR_FROM_HIP = frozenset(
    {Region.LAT_KNEE, Region.ANT_KNEE, Region.CALF, Region.HEEL, Region.FOOT, Region.LBP_MID}
)
"""Places that say nothing of which part of the hip is meant."""
VAGUE = 0.4
"""How firmly a vague word such as a bare "hip" counts."""
FARTHEST_WORD = 14
"""Words that decided a proposal are quoted with it when they stand no further away than this."""


def understand(text: str, at: datetime, knowledge: Knowledge) -> Understanding:
    """Read a text as it was told at a moment. Never fails: the unreadable is refused by name."""
    refusal = refuse_unread(text)
    if refusal is not None:
        return Understanding((), refusal=refusal)
    lexicon = lexicon_of(knowledge.phrases)
    passage = passage_of(text, lexicon.vocabulary)
    refusal = refuse_foreign(passage, lexicon.vocabulary)
    if refusal is not None:
        return Understanding((), refusal=refusal)
    proposals = tidied(_proposals(passage, lexicon, at, knowledge), knowledge)
    if not proposals:
        return Understanding((), refusal=nothing_recognised())
    return Understanding(proposals, tuple(_unread(passage, proposals)))


def _proposals(
    passage: Passage, lexicon: Lexicon, at: datetime, knowledge: Knowledge
) -> Iterator[Proposal]:
    cues = Cues(passage, lexicon, find_places(passage, lexicon), at.year)
    scopes = all_scopes(cues)
    context = Context(cues, scopes, predicates_in(cues, scopes), cues.words_of("denied_after"))
    sides = side_words(cues, scopes)
    spans = tuple(time_spans(passage, at))
    matches = _longest(find_phrases(passage, lexicon, cues.places))
    read = [
        (match, proposal)
        for match in matches
        if (proposal := _proposal(match, context, sides, spans, knowledge)) is not None
    ]
    plain = {
        p.question
        for m, p in read
        if not m.phrase.vague and p.state is Stance.PRESENT and p.option not in FAR_FROM_HIP
    }
    denied = {
        (p.question, p.option)
        for m, p in read
        if not m.phrase.vague and p.state is Stance.ABSENT and p.question != PLACES
    }
    told = [
        p
        for m, p in read
        if not m.phrase.vague or (p.question not in plain and not _is_denied(p, denied, knowledge))
    ]
    yield from told
    yield from _main_side(told, context, sides)
    duration = duration_proposal(context, spans)
    if duration is not None:
        yield duration
    yield from measured(context)
    yield from birth_proposals(context, spans)


def _is_denied(
    vague: Proposal, denied: AbstractSet[tuple[str, str | None]], knowledge: Knowledge
) -> bool:
    """Whether plainer words deny what vague ones say, by itself or with all else of the question.

    Never for a sign of alarm, and not where one answer rules out the others: there, both count.
    """
    question = knowledge.questions[vague.question]
    if question.section == "safety" or question.kind != "multi":
        return False
    return bool({(question.id, vague.option), (question.id, calm_option(question))} & denied)


def _longest(matches: Iterable[Match]) -> Sequence[Match]:
    """Without the phrases that are part of a longer one about the same question."""
    unique = list(dict.fromkeys(matches))
    touching: dict[tuple[str, int], list[Match]] = {}
    for match in unique:
        for index in match.place:
            touching.setdefault((match.phrase.question, index), []).append(match)
    return [
        match
        for match in unique
        if not any(
            _swallows(other, match)
            for index in match.place
            for other in touching[match.phrase.question, index]
        )
    ]


def _swallows(longer: Match, match: Match) -> bool:
    """Whether another phrase of the same question says the same words and more."""
    if longer is match or len(longer.place) < len(match.place):
        return False
    if match.phrase.only_denied and not longer.phrase.only_denied:
        return False
    own, other = set(match.place), set(longer.place)
    if own < other:
        return True
    shared = own & other
    one_answer = match.phrase.question == PLACES
    return bool(shared) and one_answer and len(other) > len(own)


def _proposal(
    match: Match,
    context: Context,
    sides: Sequence[SideWord],
    spans: Sequence[TimeSpan],
    knowledge: Knowledge,
) -> Proposal | None:
    question = knowledge.questions[match.phrase.question]
    calm = match.phrase.option == calm_option(question) and not match.phrase.only_denied
    reading = stance_of(match, context, safety=question.section == "safety", calm=calm)
    if reading is None:
        return None
    option, stance = _option(match, reading, question, context, spans)
    if option is None:
        return None
    first, last = _extent(match, reading, context)
    side = _side(match, context, sides) if question.id == PLACES else None
    passage = context.cues.passage
    return Proposal(
        question=question.id,
        option=option,
        value=None,
        state=stance,
        side=side,
        certainty=min(reading.certainty, VAGUE) if match.phrase.vague else reading.certainty,
        words=passage.quote(first, last),
        start=passage.words[first].start,
        end=passage.words[last].end,
    )


def _option(
    match: Match,
    reading: Reading,
    question: Question,
    context: Context,
    spans: Sequence[TimeSpan],
) -> tuple[str | None, Stance]:
    """The option that fits what was said of the phrase, and how it then stands."""
    phrase, stance = match.phrase, reading.stance
    if stance is Stance.NOT_SURE:
        return (phrase.option if has_not_sure(question) else None), stance
    if phrase.only_denied:
        return (phrase.option if stance is Stance.ABSENT else None), Stance.ABSENT
    if phrase.option == calm_option(question):
        return _calm(phrase, stance, question)
    if stance is Stance.ABSENT:
        return _denied(phrase, question), stance
    lasts = phrase.lasting is not None and lasts_long(context, spans, match.first)
    return (phrase.lasting if lasts else phrase.option), stance


def _calm(phrase: Phrase, stance: Stance, question: Question) -> tuple[str | None, Stance]:
    """That all is well is a no; that all is not well says what is wrong, or leaves it open."""
    if stance is Stance.PRESENT:
        return phrase.option, Stance.ABSENT
    if phrase.otherwise is not None:
        return phrase.otherwise, Stance.PRESENT
    unclear = question.section == "safety" and question.kind == "choice"
    return (phrase.option if unclear else None), Stance.NOT_SURE


def _denied(phrase: Phrase, question: Question) -> str | None:
    """What is denied: the option itself where several may hold, else the calm one."""
    if question.kind != "choice":
        return None if says_nothing(question, phrase.option) else phrase.option
    only_judged = phrase.needs is not None and question.section != "tests"
    return None if only_judged else calm_option(question)


def _extent(match: Match, reading: Reading, context: Context) -> tuple[int, int]:
    """The first and the last word to quote: the phrase and, near by, what decided it."""
    passage = context.cues.passage
    near = [
        index
        for index in reading.because
        if passage.same_sentence(index, match.first)
        and min(abs(index - match.first), abs(index - match.last)) <= FARTHEST_WORD
    ]
    return min([match.first, *near]), max([match.last, *near])


def _side(match: Match, context: Context, sides: Sequence[SideWord]) -> Side | None:
    found = side_near(context.cues, sides, match.first, match.last)
    if found is None or found.side is Side.MIDLINE:
        return None
    return found.side


def _main_side(
    told: Iterable[Proposal], context: Context, sides: Sequence[SideWord]
) -> Iterator[Proposal]:
    """The side of the main problem, from the sides that stand with painful places."""
    passage = context.cues.passage
    hurting = [p for p in told if p.question == PLACES and p.state is Stance.PRESENT]
    placed = []
    starts = [word.start for word in passage.words]
    for proposal in hurting:
        first = bisect_left(starts, proposal.start)
        last = bisect_left(starts, proposal.end) - 1
        near = side_near(context.cues, sides, first, max(first, last))
        if near is not None and (near.side is not Side.MIDLINE or proposal.option in MIDLINE):
            placed.append(near)
    chosen = main_side(placed, sides)
    if chosen is not None:
        word = passage.words[chosen.index]
        yield Proposal(
            question=SIDE,
            option=chosen.side.value,
            value=None,
            state=Stance.PRESENT,
            side=chosen.side,
            certainty=0.9 if placed else 0.6,
            words=passage.text[word.start : word.end],
            start=word.start,
            end=word.end,
        )


def _unread(passage: Passage, proposals: Sequence[Proposal]) -> Iterator[Unread]:
    """The sentences that nothing was taken from."""
    for sentence in dict.fromkeys(passage.sentence_at):
        start, end = passage.words[sentence.start].start, passage.words[sentence.stop - 1].end
        if not any(p.start < end and start < p.end for p in proposals):
            yield Unread(passage.text[start:end], start, end)
