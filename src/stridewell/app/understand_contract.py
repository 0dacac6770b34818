"""What programs get of a story that was read: proposals, answers, and what was not read."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from stridewell import __version__
from stridewell.app.answer_words import in_words
from stridewell.app.contract import RefusalOut
from stridewell.app.understand import Story
from stridewell.intake.reading import Answer
from stridewell.intake.understanding.records import NamedRefusal, Proposal
from stridewell.knowledge.records import Knowledge


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class ProposalOut(_Out):
    """An answer the text seems to give; ``words`` are ``text[start:end]``.

    ``option`` is an option of the question or a region, ``value`` the number of a number
    question. ``conflicts_with`` names the proposals that say otherwise, by their place.
    """

    question: str
    option: str | None
    value: float | None
    label: str
    state: str
    side: str | None
    certainty: float
    words: str
    start: int
    end: int
    note: str
    conflicts_with: list[int]


class UnreadOut(_Out):
    """A stretch of the text that nothing was taken from."""

    words: str
    start: int
    end: int


class StoryOut(_Out):
    """The whole answer. ``answers`` are those of a case, if every proposal were confirmed."""

    proposals: list[ProposalOut]
    answers: dict[str, object]
    contradictory: list[str]
    not_asked: list[str]
    unread: list[UnreadOut]
    refusal: RefusalOut | None
    knowledge_version: str
    version: str


def story_out(story: Story, knowledge: Knowledge) -> StoryOut:
    """A story in the shape that is promised to programs."""
    understanding = story.understanding
    return StoryOut(
        proposals=[_proposal(each, knowledge) for each in understanding.proposals],
        answers={question: _plain(answer) for question, answer in story.answers.items()},
        contradictory=list(story.contradictory),
        not_asked=list(story.not_asked),
        unread=[
            UnreadOut(words=each.words, start=each.start, end=each.end)
            for each in understanding.unread
        ],
        refusal=None if understanding.refusal is None else _refusal(understanding.refusal),
        knowledge_version=story.knowledge_version,
        version=__version__,
    )


def _proposal(proposal: Proposal, knowledge: Knowledge) -> ProposalOut:
    return ProposalOut(
        question=proposal.question,
        option=proposal.option,
        value=proposal.value,
        label=label_of(proposal, knowledge),
        state=proposal.state.value,
        side=None if proposal.side is None else proposal.side.value,
        certainty=proposal.certainty,
        words=proposal.words,
        start=proposal.start,
        end=proposal.end,
        note=proposal.note,
        conflicts_with=list(proposal.conflicts_with),
    )


def label_of(proposal: Proposal, knowledge: Knowledge) -> str:
    """What a proposal says, in the words of its question."""
    question = knowledge.questions[proposal.question]
    if proposal.value is not None:
        return in_words(question, proposal.value, knowledge)
    if question.kind == "regions":
        side = "" if proposal.side is None else proposal.side.value
        return in_words(question, {"region": proposal.option or "", "side": side}, knowledge)
    return in_words(question, proposal.option or "", knowledge)


def _plain(answer: Answer) -> object:
    """The answer with only what JSON knows."""
    if isinstance(answer, Mapping):
        return {key: _plain(each) for key, each in answer.items()}
    if isinstance(answer, list | tuple):
        return [_plain(each) for each in answer]
    return answer


def _refusal(refusal: NamedRefusal) -> RefusalOut:
    return RefusalOut(kind=refusal.kind.value, text=refusal.text, next_step=refusal.next_step)
