"""The answer to "why?" behind a number or a piece of advice: sources, grade, and whether seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from stridewell.app.learn.standing import OWN_PREFIX, standing_words
from stridewell.knowledge.around import Figure
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Reason
from stridewell.web.judgement import SourceView, source_views

OWN_CHOICE = "our own choice, from how the body is loaded"


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: its text, what stands behind it, and its sources."""

    text: str
    standing: str
    sources: tuple[SourceView, ...]


def why_of(warrant: Warrant, text: str, knowledge: Knowledge) -> Why:
    """What stands behind a text."""
    return Why(text, standing_words(warrant), _studies(warrant.sources, knowledge))


def why_figure(figure: Figure, knowledge: Knowledge) -> Why:
    """A study's number in a sentence, with its interval."""
    return why_of(figure.warrant, figure.sentence, knowledge)


def why_reason(reason: Reason, knowledge: Knowledge) -> Why:
    """A reason as it was given, with its grade."""
    grade = reason.grade.value if reason.grade is not None else "expert"
    studies = _studies(reason.sources, knowledge)
    return Why(reason.text, f"{grade} evidence" if studies else OWN_CHOICE, studies)


def _studies(sources: Iterable[str], knowledge: Knowledge) -> tuple[SourceView, ...]:
    """The sources but our own choices, which the words name already."""
    return source_views((each for each in sources if not each.startswith(OWN_PREFIX)), knowledge)
