"""Texts that cannot be read, each refused by name with what to do instead."""

from __future__ import annotations

from stridewell.intake.understanding.passage import Passage
from stridewell.intake.understanding.records import NamedRefusal, RefusalKind
from stridewell.intake.understanding.spelling import Vocabulary

LONGEST_TEXT = 20_000
"""So many characters are read at most; ten pages are more than any story needs."""
FEWEST_TO_JUDGE = 4
"""With fewer words the language cannot be told."""
KNOWN_SHARE = 0.5
"""At least so many of the words must be known for the text to count as English."""
LETTER_SHARE = 0.1
"""At least so many of the visible signs must be letters or digits for the text to be readable."""
FORM = "Answer the questions one by one instead: stridewell questions."


def refuse_unread(text: str) -> NamedRefusal | None:
    """What can be told before reading: nothing there, too much, or hardly a letter."""
    visible = [sign for sign in text[: LONGEST_TEXT + 1] if not sign.isspace()]
    if not any(sign.isprintable() for sign in visible):
        return NamedRefusal(
            RefusalKind.EMPTY, "There is no text to read.", "Write where it hurts and since when."
        )
    if len(text) > LONGEST_TEXT:
        return NamedRefusal(
            RefusalKind.TOO_LONG,
            f"The text has {len(text):,} characters; up to {LONGEST_TEXT:,} can be read.",
            "Shorten it to what you feel, where, since when, and what makes it worse or better.",
        )
    letters = sum(1 for sign in visible if sign.isalnum())
    if letters < LETTER_SHARE * len(visible):
        return NamedRefusal(
            RefusalKind.UNREADABLE, "I could not read this: it holds hardly any words.", FORM
        )
    return None


def refuse_foreign(passage: Passage, vocabulary: Vocabulary) -> NamedRefusal | None:
    """A text that is not in English, or is no language at all."""
    words = [word for word in passage.words if word.value is None]
    if not words:
        return NamedRefusal(
            RefusalKind.UNREADABLE, "I could not read this: it holds no words.", FORM
        )
    foreign_script = sum(1 for word in words if not word.text.isascii())
    if 2 * foreign_script > len(words):
        return _not_english()
    if len(words) < FEWEST_TO_JUDGE:
        return None
    known = sum(1 for word in words if vocabulary.knows(word.stem))
    return _not_english() if known < KNOWN_SHARE * len(words) else None


def _not_english() -> NamedRefusal:
    return NamedRefusal(
        RefusalKind.NOT_ENGLISH,
        "This does not look like English, and English is all that can be read so far.",
        FORM,
    )


def nothing_recognised() -> NamedRefusal:
    """A text that may be English but says nothing that a question asks for."""
    return NamedRefusal(
        RefusalKind.NOTHING_RECOGNISED,
        "I could not take any answer from this text.",
        "Say where it hurts, on which side, since when, and what makes it worse or better.",
    )
