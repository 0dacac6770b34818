"""In your own words: a text is read into proposed answers, and those that are confirmed count."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from stridewell.app.answer_words import in_words
from stridewell.app.assess import assess
from stridewell.app.guide import SAFETY, Guide
from stridewell.app.understand import Story, read_story, safety_signs
from stridewell.errors import CaseError
from stridewell.intake.reading import Answer, leaves_open
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.wording import sentence_case
from stridewell.web.check_in_desk import LOST_URL, CheckInDesk, DraftId
from stridewell.web.judgement import Urgency, urgency_view
from stridewell.web.question_page import DO, Form
from stridewell.web.rendering import Page, Site

PAGE = Page("words.html", "In your own words", "/check-in")
URL = "/check-in/words"
CONFIRM, READ = "confirm", "read"
TEXT, CHOSEN = "text", "chosen"


@dataclass(frozen=True, slots=True)
class ProposalView:
    """An answer that the text seems to give, and the words it came from.

    ``chosen`` tells whether it is ticked from the start. What would reassure is not, so that
    nobody waves it through: a warning sign that is denied, and "none of these".
    """

    id: str
    question: str
    said: str
    words: tuple[str, ...]
    notes: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class WordsContext:
    """What the page of the runner's own words shows."""

    text: str
    """The text as it was written."""
    proposals: tuple[ProposalView, ...]
    """The answers the text seems to give, those that matter for safety first."""
    is_read: bool
    """Whether a text was read."""
    urgency: Urgency | None
    """How urgent it would be if all of it is right, where that cannot wait."""
    unclear: tuple[str, ...]
    """Questions the text answers in two ways; they are asked."""
    unread: tuple[str, ...]
    """Stretches of the text that nothing was taken from."""
    error: str | None
    """Why the text could not be read; None when it could."""
    error_next_step: str | None
    """What to do about it."""


EMPTY = WordsContext(
    text="",
    proposals=(),
    is_read=False,
    urgency=None,
    unclear=(),
    unread=(),
    error=None,
    error_next_step=None,
)


def routes(site: Site, check_ins: CheckInDesk) -> APIRouter:
    """The page of the runner's own words."""
    router = APIRouter(prefix="/check-in", include_in_schema=False)

    @router.get("/words")
    def ask(draft_id: DraftId = None) -> Response:
        draft = check_ins.drafts.get(draft_id)
        if draft is None or not draft.whole:
            return RedirectResponse("/check-in/you", 303)
        return site.show(PAGE, EMPTY)

    @router.post("/words")
    def tell(sent: Form, draft_id: DraftId = None) -> Response:
        draft = check_ins.drafts.get(draft_id)
        if draft is None or draft_id is None or not draft.whole:
            return RedirectResponse(LOST_URL, 303)
        now, text = check_ins.guide(draft), " ".join(sent.get(TEXT, ()))
        story = read_story(text, draft.runner, now.at, now.knowledge)
        if CONFIRM not in sent.get(DO, ()):
            status = 200 if story.understanding.refusal is None else 400
            return site.show(PAGE, words_context(text, story, now), status)
        chosen = sent.get(CHOSEN, ())
        confirmed = {each: answer for each, answer in story.answers.items() if each in chosen}
        return check_ins.go_on(draft_id, now.confirmed(confirmed))

    return router


def words_context(text: str, story: Story, now: Guide) -> WordsContext:
    """The page's context from what the text was read as."""
    knowledge, refusal = now.knowledge, story.understanding.refusal
    first = safety_signs(story, knowledge)
    ordered = (
        *(q for q in first if q in story.answers),
        *(q for q in story.answers if q not in first),
    )
    return WordsContext(
        text=text,
        proposals=tuple(_proposal(each, story, first, knowledge) for each in ordered),
        is_read=refusal is None,
        urgency=_urgent(story, now),
        unclear=tuple(knowledge.questions[each].text for each in story.contradictory),
        unread=tuple(each.words for each in story.understanding.unread),
        error=refusal.text if refusal is not None else None,
        error_next_step=refusal.next_step if refusal is not None else None,
    )


def _proposal(
    question_id: str, story: Story, signs: Collection[str], knowledge: Knowledge
) -> ProposalView:
    question = knowledge.questions[question_id]
    found = [each for each in story.understanding.proposals if each.question == question_id]
    return ProposalView(
        id=question_id,
        question=question.text,
        said=sentence_case(in_words(question, story.answers[question_id], knowledge)),
        words=tuple(dict.fromkeys(each.words for each in found)),
        notes=tuple(dict.fromkeys(each.note for each in found if each.note)),
        chosen=_is_ticked(question, story.answers[question_id], signs),
    )


def _is_ticked(question: Question, answer: Answer, signs: Collection[str]) -> bool:
    if question.section == SAFETY:
        return question.id in signs
    if leaves_open(answer):
        return False
    entries = [answer] if isinstance(answer, str) else answer
    nothing = [option.id for option in question.options if option.none]
    return not (isinstance(entries, Sequence) and any(each in nothing for each in entries))


def _urgent(story: Story, now: Guide) -> Urgency | None:
    """What must not wait for a tick: an emergency, if the text is right."""
    try:
        case = now.confirmed(story.answers).case
        disposition = assess(case, now.knowledge).disposition
    except CaseError:
        return None
    urgency = urgency_view(disposition, now.draft.runner.locale, now.knowledge)
    return urgency if urgency.is_emergency else None
