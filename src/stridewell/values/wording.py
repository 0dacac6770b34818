"""How a phrase stands at the beginning of a sentence and inside one."""

from __future__ import annotations


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence; names and abbreviations keep their capitals."""
    head = text.split(" ", 1)[0]
    return text if head != head.capitalize() or len(head) == 1 else text[:1].lower() + text[1:]
