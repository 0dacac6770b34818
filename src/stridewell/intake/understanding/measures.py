"""Numbers a runner tells: pain of 10, temperature, minutes of stiffness, distance a week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stridewell.intake.understanding.amounts import Amount, amounts_in
from stridewell.intake.understanding.cues import Kind
from stridewell.intake.understanding.passage import Passage
from stridewell.intake.understanding.records import Proposal, Stance
from stridewell.intake.understanding.scores import MOST_PAIN, joint_after, score_end
from stridewell.intake.understanding.stance import Context

FEVER_C, WARM_C = 38.0, 37.5
"""From 38.0 °C a temperature is a fever for triage; from 37.5 °C it is read as feeling ill."""
COLDEST_C, HOTTEST_C, COLDEST_F, HOTTEST_F = 35.0, 42.5, 95.0, 108.0
KM_A_MILE = 1.609344
HALF = 0.5
FORTNIGHT = 14
MOST_KM_A_WEEK = 400.0
LONGEST_STIFFNESS_MIN = 600.0
_SCORE_LEAD_WORDS = """
a an about maybe perhaps around roughly now today like say only probably pain pains level goes
makes
"""
SCORE_LEAD = frozenset(_SCORE_LEAD_WORDS.split())
_SCORE_FOLLOW_WORDS = """
when while if on at now today after by in and but pain for with most max during before sitting
walking running otherwise or
"""
SCORE_FOLLOW = frozenset(_SCORE_FOLLOW_WORDS.split())
DISTANCE_UNITS = {
    **dict.fromkeys(
        ("km", "kms", "k", "ks", "kilometres", "kilometers", "kilometre", "kilometer"), 1.0
    ),
    **dict.fromkeys(("mile", "miles", "mi", "mls"), KM_A_MILE),
}
MINUTE_UNITS = {
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 1.0),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), 60.0),
}


def measured(context: Context) -> Iterator[Proposal]:
    """Every number of the text that answers a question."""
    passage = context.cues.passage
    amounts = [each for each in amounts_in(passage) if not _elsewhere(each, context)]
    yield from _pain(amounts, context)
    yield from _temperature(amounts, context)
    yield from _stiffness(amounts, context)
    yield from _weekly(amounts, context)
    yield from _nights(amounts, context)


def _elsewhere(amount: Amount, context: Context) -> bool:
    """Whether the number is said of somebody else or of a time long past."""
    kinds = context.scopes.kinds_at(tuple(range(amount.first, amount.last + 1)))
    return bool(kinds & {Kind.OTHERS, Kind.REPORTED, Kind.IMAGINED, Kind.PAST})


def _text(passage: Passage, index: int) -> str:
    return passage.words[index].text if 0 <= index < len(passage.words) else ""


def _number(
    context: Context, question: str, value: float, first: int, last: int, certainty: float = 0.9
) -> Proposal:
    passage = context.cues.passage
    return Proposal(
        question=question,
        option=None,
        value=value,
        state=Stance.PRESENT,
        side=None,
        certainty=certainty,
        words=passage.quote(first, last),
        start=passage.words[first].start,
        end=passage.words[last].end,
    )


def _pain(amounts: Sequence[Amount], context: Context) -> Iterator[Proposal]:
    """Scores such as "7/10" and "about a 4", told of running or of daily life."""
    told: dict[str, list[tuple[bool, Proposal]]] = {"pain_daily": [], "pain_running": []}
    for amount in amounts:
        last = _score_end(amount, context)
        if last is None:
            continue
        question = _score_of(amount, context)
        now = bool(context.cues.words_of("now") & set(_clause(amount, context)))
        told[question].append(
            (now, _number(context, question, round(amount.value, 1), amount.first, last))
        )
    for found in told.values():
        if found:
            yield next((proposal for now, proposal in found if now), found[0][1])


def _clause(amount: Amount, context: Context) -> range:
    return context.cues.passage.clause_at[amount.first]


def _score_end(amount: Amount, context: Context) -> int | None:
    """The last word of a pain score, or nothing when the number is none."""
    passage = context.cues.passage
    last = score_end(amount, passage)
    if last is not None:
        return last
    if not 0 <= amount.low <= amount.high <= MOST_PAIN:
        return None
    joined = joint_after(passage, amount.last)
    return amount.last if _is_bare_score(amount, joined, context) else None


def _is_bare_score(amount: Amount, joined: str, context: Context) -> bool:
    """Whether a small number without a unit is a score, as in "it is a 2 in the day"."""
    passage = context.cues.passage
    clause = _clause(amount, context)
    before, after = _text(passage, amount.first - 1), _text(passage, amount.last + 1)
    if joined in {"/", ":", "-", "x", "°", "%"} or amount.value != int(amount.value):
        return False
    if context.cues.words_of("not_a_score") & set(clause):
        return False
    ends = amount.last + 1 >= clause.stop
    if not ends and after not in SCORE_FOLLOW:
        return False
    if before not in SCORE_LEAD or amount.first not in range(clause.start + 1, clause.stop):
        return False
    sentence = set(passage.sentence_at[amount.first])
    return bool((context.cues.words_of("hurts") | context.cues.words_of("score_word")) & sentence)


def _score_of(amount: Amount, context: Context) -> str:
    running = context.cues.words_of("running")
    daily = context.cues.words_of("daily_life")
    clause = set(_clause(amount, context))
    if running & clause and not daily & clause:
        return "pain_running"
    if daily & clause:
        return "pain_daily"
    passage = context.cues.passage
    sentence = [i for i in passage.sentence_at[amount.first] if i < amount.first]
    nearest = next((i for i in reversed(sentence) if i in running or i in daily), None)
    return "pain_running" if nearest is not None and nearest in running else "pain_daily"


def _temperature(amounts: Sequence[Amount], context: Context) -> Iterator[Proposal]:
    for amount in amounts:
        celsius = _celsius(amount, context)
        if celsius is None:
            continue
        last = amount.last
        if _text(context.cues.passage, last + 1) in {"c", "f", "degrees", "celsius", "fahrenheit"}:
            last += 1
        option = "yes" if celsius >= FEVER_C else "ill" if celsius >= WARM_C else "no"
        passage = context.cues.passage
        yield Proposal(
            question="fever",
            option=option,
            value=None,
            state=Stance.ABSENT if option == "no" else Stance.PRESENT,
            side=None,
            certainty=1.0,
            words=passage.quote(amount.first, last),
            start=passage.words[amount.first].start,
            end=passage.words[last].end,
            note=f"{celsius:.1f} °C",
        )


def _celsius(amount: Amount, context: Context) -> float | None:
    """The temperature in °C that a number says; nothing when it says something else."""
    passage = context.cues.passage
    after = _text(passage, amount.last + 1)
    warm = context.cues.words_of("warm") & set(passage.sentence_at[amount.first])
    value = amount.high
    if joint_after(passage, amount.last).startswith("%") or _is_weather(amount, context):
        return None
    if after in DISTANCE_UNITS or after in MINUTE_UNITS or after in {"kg", "kgs", "lb", "lbs"}:
        return None
    if COLDEST_F <= value <= HOTTEST_F and warm:
        return (value - 32) / 1.8
    if not COLDEST_C <= value <= HOTTEST_C:
        return None
    exact = value != int(value)
    degrees = (
        "°" in passage.text[passage.words[amount.last].end : passage.words[amount.last].end + 2]
    )
    return (
        value
        if (warm and (exact or degrees or after in {"c", "degrees"} or _near(amount, warm)))
        or (exact and degrees)
        else None
    )


def _is_weather(amount: Amount, context: Context) -> bool:
    """Whether the degrees are those of the air: "38 degrees in the shade"."""
    return bool(
        context.cues.words_of("weather") & set(context.cues.passage.sentence_at[amount.first])
    )


def _near(amount: Amount, words: frozenset[int] | set[int]) -> bool:
    return any(abs(index - amount.first) <= 3 for index in words)  # noqa: PLR2004


def _stiffness(amounts: Sequence[Amount], context: Context) -> Iterator[Proposal]:
    """Minutes of stiffness in the morning; "10 minutes stiff after sitting" does not count."""
    cues = context.cues
    passage = cues.passage
    for first, last, minutes in (*_minutes(amounts, passage), *_an_hour(passage)):
        sentence = set(passage.sentence_at[first])
        if not (cues.words_of("stiff") & sentence and cues.words_of("morning") & sentence):
            continue
        if 0 <= minutes <= LONGEST_STIFFNESS_MIN:
            yield _number(context, "stiffness_minutes", round(minutes), first, last)
            return


def _minutes(amounts: Sequence[Amount], passage: Passage) -> Iterator[tuple[int, int, float]]:
    """Every "40 minutes" and "half an hour": first word, last word, minutes."""
    for amount in amounts:
        for last in (amount.last + 1, amount.last + 2):
            unit = MINUTE_UNITS.get(_text(passage, last))
            if unit is not None and (last == amount.last + 1 or amount.value == HALF):
                yield amount.first, last, amount.value * unit
                break


def _an_hour(passage: Passage) -> Iterator[tuple[int, int, float]]:
    for index, word in enumerate(passage.words):
        if word.text == "hour" and _text(passage, index - 1) in {"an", "hour", "over", "the"}:
            yield index - 1, index, MINUTE_UNITS["hour"]


def _weekly(amounts: Sequence[Amount], context: Context) -> Iterator[Proposal]:
    """The usual week, as in "40 km a week"; of "20 to 50 km a week" the later number counts."""
    passage = context.cues.passage
    for amount in amounts:
        unit = DISTANCE_UNITS.get(_text(passage, amount.last + 1))
        if unit is None:
            continue
        follow = [_text(passage, index) for index in range(amount.last + 2, amount.last + 5)]
        if not _a_week(follow):
            continue
        if context.cues.words_of("cycling") & set(_clause(amount, context)):
            continue
        kilometres = round(amount.high * unit, 1)
        if 0 < kilometres <= MOST_KM_A_WEEK:
            last = amount.last + 1 + next(i for i, t in enumerate(follow, 1) if t in WEEK_WORDS)
            yield _number(context, "weekly_km", kilometres, amount.first, last)
            return


WEEK_WORDS = frozenset({"week", "weekly", "wk", "weeks", "pw"})


A_WEEK_LEADS = frozenset({"a", "per", "each", "every", "in", "the", "of"})


def _a_week(follow: Sequence[str]) -> bool:
    if not follow:
        return False
    if follow[0] in {"week", "weekly", "wk", "pw"}:
        return not follow[1].isdigit()
    return follow[0] in A_WEEK_LEADS and follow[1] in {"week", "wk"}


def _nights(amounts: Sequence[Amount], context: Context) -> Iterator[Proposal]:
    """Nights of the last fourteen on which it woke the runner: "every night", "3 nights a week"."""
    passage = context.cues.passage
    wakes = context.cues.words_of("wakes")
    nightly = (i for i, w in enumerate(passage.words) if w.text == "night")
    for index in nightly:
        if _text(passage, index - 1) == "every" and wakes & set(passage.clause_at[index]):
            yield _number(context, "nights_woken", float(FORTNIGHT), index - 1, index)
            return
    for amount in amounts:
        last = amount.last + 1
        if _text(passage, last) != "nights" or not wakes & set(passage.clause_at[amount.first]):
            continue
        follow = [_text(passage, index) for index in (last + 1, last + 2)]
        nights = amount.value * (2 if _a_week(follow) else 1)
        if 0 <= nights <= FORTNIGHT:
            yield _number(context, "nights_woken", round(nights), amount.first, last)
            return
