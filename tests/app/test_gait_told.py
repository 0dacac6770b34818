"""What people say about a recording, from words to numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stridewell.app.gait_told import height_in_words, length_in_words, speed_in_words
from stridewell.errors import UsageError


@pytest.mark.parametrize(
    ("words", "speed_mps"),
    [
        ("12 km/h", 12 / 3.6),
        ("12km/h", 12 / 3.6),
        ("10,8 km/h", 3.0),
        (" 10.8 KPH ", 3.0),
        ("3.3 m/s", 3.3),
        ("3.3mps", 3.3),
        ("7.5 mph", 7.5 * 1609.344 / 3600),
        ("5:00/km", 1000 / 300),
        ("5:30 min/km", 1000 / 330),
        ("8:00 / mile", 1609.344 / 480),
        ("8:00/mi", 1609.344 / 480),
    ],
)
def test_a_speed_is_understood_with_its_unit(words: str, speed_mps: float) -> None:
    assert speed_in_words(words) == pytest.approx(speed_mps)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("12", "cannot be understood"),
        ("fast", "cannot be understood"),
        ("", "cannot be understood"),
        ("5:75/km", "cannot be understood"),
        ("-3 m/s", "cannot be understood"),
        ("0:00/km", "no running speed"),
        ("120 km/h", "no running speed"),
        ("0.5 m/s", "no running speed"),
    ],
)
def test_a_speed_that_cannot_be_is_refused(words: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        speed_in_words(words)


@pytest.mark.parametrize(
    ("words", "height_m"),
    [
        ("178", 1.78),
        ("178 cm", 1.78),
        ("1.78", 1.78),
        ("1,78 m", 1.78),
        ("1780mm", 1.78),
        ("70 in", 1.778),
        ("5.9 ft", 5.9 * 0.3048),
    ],
)
def test_a_height_is_understood(words: str, height_m: float) -> None:
    assert height_in_words(words) == pytest.approx(height_m)


@pytest.mark.parametrize("words", ["tall", "", "1780", "17.8 cm", "3 m", "178 kg"])
def test_a_height_that_cannot_be_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="height"):
        height_in_words(words)


@pytest.mark.parametrize("words", ["1.2 m = 410 px", "120cm=410", "1,2 m : 410 pixels"])
def test_a_known_length_is_understood(words: str) -> None:
    assert length_in_words(words) == pytest.approx((1.2, 410.0))


@pytest.mark.parametrize("words", ["1.2 m", "410 px", "0 m = 410 px", "1.2 m = 0", "1.2 = 410"])
def test_a_known_length_that_cannot_be_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="known length"):
        length_in_words(words)


@pytest.mark.parametrize("read", [speed_in_words, height_in_words, length_in_words])
def test_every_refusal_says_how_to_write_it(read: Callable[[str], object]) -> None:
    with pytest.raises(UsageError) as refused:
        read("nonsense")
    assert "Write it as" in refused.value.next_step
