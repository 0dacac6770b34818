"""Text becomes tokens that remember where they stood."""

from __future__ import annotations

import pytest

from stridewell.intake.understanding.tokens import TokenKind, plain_word, tokenise


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Can’t", "cant"),
        ("it's", "it"),
        ("I'll", "i"),
        ("we're", "we"),
        ("Hüfte", "hufte"),
        ("runner's", "runner"),
        ("o'clock", "oclock"),
    ],
)
def test_words_come_in_one_spelling(raw: str, plain: str) -> None:
    assert plain_word(raw) == plain


def test_tokens_reproduce_the_text_they_came_from() -> None:
    text = "My left hip’s sore, 7/10 since 3 May…\nNo fever!"
    for token in tokenise(text):
        assert text[token.start : token.end].strip() or token.kind is TokenKind.LINE


@pytest.mark.parametrize(
    ("text", "value"), [("38.5", 38.5), ("37,8", 37.8), ("1,200", 1200.0), ("007", 7.0)]
)
def test_figures_are_numbers(text: str, value: float) -> None:
    (token,) = tokenise(text)
    assert token.value == value


def test_a_number_nobody_could_mean_has_no_value() -> None:
    assert [token.value for token in tokenise("1234567890123 1.2.3")] == [None, None]
