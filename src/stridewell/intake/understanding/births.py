"""Weeks of a pregnancy and weeks since a birth → the option of the question about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stridewell.intake.understanding.cues import Kind
from stridewell.intake.understanding.records import Proposal, Stance
from stridewell.intake.understanding.spans_of_time import TimeSpan
from stridewell.intake.understanding.stance import Context

QUESTION = "pregnancy"
LATE_FROM_WEEKS, LAST_WEEK = 20.0, 43.0
SIX_WEEKS, TWELVE_WEEKS, A_YEAR = 6.0, 13.0, 52.5
"""The limits of the options; twelve weeks reach to the end of the thirteenth."""
WHICH_CHILD = frozenset({"first", "second", "third", "fourth", "baby", "twins"})
"""A child on the way, as in "30 weeks with my second"."""


def birth_proposals(context: Context, spans: Sequence[TimeSpan]) -> Iterator[Proposal]:
    """What stretches of time say of a pregnancy or a birth."""
    for span in spans:
        option = _option(span, context)
        if option is not None:
            yield _proposal(span, option, context)


def _option(span: TimeSpan, context: Context) -> str | None:
    cues = context.cues
    passage = cues.passage
    place = tuple(range(span.first, span.last + 1))
    if _is_of_others(place, context):
        return None
    if (_directly(cues.starts("pregnant"), span) or _is_gone(span, context)) and (
        1 <= span.weeks <= LAST_WEEK
    ):
        return "late" if span.weeks >= LATE_FROM_WEEKS else "early"
    clause = set(passage.clause_at[span.first])
    if _dates_a_beginning(span, context):
        return None
    born = cues.words_of("birth") & clause
    baby = cues.words_of("baby") & clause
    words = passage.words
    after = words[span.last + 1].text if span.last + 1 < len(words) else ""
    since = after in {
        "ago",
        "after",
        "postpartum",
        "post",
        "since",
        "pp",
        "back",
        "on",
        "postnatal",
    }
    if (
        (born and (since or words[span.first - 1].text == "at"))
        or (baby and not since and _is_age(span, context))
        or after in {"postpartum", "pp", "postnatal"}
    ):
        return _since_birth(span.weeks)
    return None


def _is_of_others(place: tuple[int, ...], context: Context) -> bool:
    """Whether it is said of somebody else than the runner and the baby, or is no fact of now."""
    babies = context.cues.words_of("baby")
    return any(
        scope.kind in {Kind.REPORTED, Kind.IMAGINED, Kind.PAST}
        or (scope.kind is Kind.OTHERS and not {scope.cue[0], scope.cue[0] - 1} & babies)
        for scope in context.scopes.reaching(place)
    )


def _dates_a_beginning(span: TimeSpan, context: Context) -> bool:
    """Whether it says when something else began: "since about a month after the birth"."""
    words = context.cues.passage.words
    leads = {word.text for word in words[max(0, span.first - 3) : span.first]}
    behind = words[span.last + 1].text if span.last + 1 < len(words) else ""
    return behind == "after" and bool(leads & {"since", "from"})


def _directly(starts: frozenset[int], span: TimeSpan) -> bool:
    return any(index in starts for index in (span.last + 1, span.last + 2)) or any(
        index in starts for index in (span.first - 1, span.first - 2)
    )


def _is_gone(span: TimeSpan, context: Context) -> bool:
    """Whether it is "33 weeks gone" or "with my first", and not "three weeks gone by"."""
    cues = context.cues
    words = cues.passage.words
    following = tuple(word.text for word in words[span.last + 1 : span.last + 4])
    with_child = following[:2] in {("with", "my"), ("with", "our")} and following[-1] in WHICH_CHILD
    if following[:1] != ("gone",) and not with_child:
        return False
    clause = cues.passage.clause_at[span.first]
    behind = 4 if with_child else 3
    before = cues.passage.between(clause.start, span.first)
    alone = before == 0 and clause.stop <= span.last + behind
    return alone or bool(cues.words_of("expecting"))


def _is_age(span: TimeSpan, context: Context) -> bool:
    """Whether it is the age of a child, which stands right behind: "the baby is nine months"."""
    cues = context.cues
    back = range(max(0, span.first - 4), span.first)
    return bool(cues.words_of("baby") & set(back)) and not cues.words_of("ordinal") & set(back)


def _since_birth(weeks: float) -> str | None:
    if weeks < SIX_WEEKS:
        return "birth_6w"
    if weeks < TWELVE_WEEKS:
        return "birth_12w"
    return "birth_year" if weeks <= A_YEAR else None


def _proposal(span: TimeSpan, option: str, context: Context) -> Proposal:
    passage = context.cues.passage
    near = (
        context.cues.words_of("birth")
        | context.cues.words_of("pregnant")
        | context.cues.words_of("baby")
    )
    close = [i for i in passage.clause_at[span.first] if i in near and abs(i - span.first) <= 12]  # noqa: PLR2004
    first = min([span.first, *close])
    last = max([span.last, *close])
    return Proposal(
        question=QUESTION,
        option=option,
        value=None,
        state=Stance.PRESENT,
        side=None,
        certainty=1.0,
        words=passage.quote(first, last),
        start=passage.words[first].start,
        end=passage.words[last].end,
    )
