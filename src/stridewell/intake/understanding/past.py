"""What used to be so, and what is so no longer."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.intake.understanding.cues import Cues, Kind, Scope
from stridewell.intake.understanding.passage import Passage

YEAR_LEADS = frozenset({"in", "of", "back", "from", "around", "until"})
FIRST_YEAR, YEARS_AGO = 1950, 2
"""Numbers from here to two years before the telling are years long past, as in "in 1998"."""
GOES_ON_OF_THEN = frozenset({"which", "that"})
WAS = frozenset({"was", "were", "had", "did"})
"""With one of these a clause behind a past year still speaks of that time."""
BACK_TO_NOW = frozenset(
    {"now", "today", "tonight", "yesterday", "morning", "week", "since", "last", "again"}
)
"""With one of these it does not."""


def past_times(cues: Cues) -> Iterator[Scope]:
    """What used to be so, and what is so no longer."""
    passage = cues.passage
    begins = cues.words_of("onset_verb")
    compared = cues.words_of("pseudo_past")
    for place in cues.of("past_cue"):
        if set(place) & compared:
            continue
        clause = passage.clause_at[place[0]]
        before = passage.words[place[0] - 1].text if place[0] else ""
        is_year = passage.words[place[0]].value is not None
        if not begins & set(clause) and before != "since" and (not is_year or before in YEAR_LEADS):
            yield Scope(Kind.PAST, place, clause)
    for index in range(len(passage.words)):
        if _is_past_year(cues, index) and not begins & set(passage.clause_at[index]):
            yield Scope(Kind.PAST, (index,), _told_of_then(passage, index))
    for place in cues.of("no_longer"):
        yield Scope(Kind.ENDED, place, _with_clause_before(passage, place[0]))


def _is_past_year(cues: Cues, index: int) -> bool:
    """Whether a number is a year long past: "in 1998", "the 2018 one"."""
    passage = cues.passage
    value = passage.words[index].value
    if value is None or not FIRST_YEAR <= value <= cues.year - YEARS_AGO:
        return False
    before = passage.words[index - 1].text if index else ""
    after = passage.words[index + 1].text if index + 1 < len(passage.words) else ""
    return before in YEAR_LEADS or after == "one"


def _told_of_then(passage: Passage, index: int) -> range:
    """The clause of a past year and what follows of that time: "in 1998, which was agony"."""
    clause = passage.clause_at[index]
    start, stop = clause.start, clause.stop
    while stop < passage.sentence_at[index].stop:
        following = passage.clause_at[stop]
        texts = {passage.words[each].text for each in following}
        goes_on = passage.words[stop].text in GOES_ON_OF_THEN and texts & WAS
        if not goes_on or texts & BACK_TO_NOW:
            break
        stop = following.stop
    return range(start, stop)


def _with_clause_before(passage: Passage, index: int) -> range:
    """The clause of a word and the one before it: "I had a limp, but that's gone"."""
    clause = passage.clause_at[index]
    last = max(clause.start - 1, passage.sentence_at[index].start)
    return range(passage.clause_at[last].start, clause.stop)
