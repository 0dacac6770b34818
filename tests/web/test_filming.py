"""The pictures of how to film: drawn whole, good ones and spoiled ones told apart in words."""

from __future__ import annotations

import re

import pytest
from defusedxml.ElementTree import fromstring
from markupsafe import Markup

from stridewell.web.figures import filming_frames, filming_height, filming_places

SVG = "{http://www.w3.org/2000/svg}"
LETTER = 6.4
PICTURES = {"places": filming_places(), "height": filming_height()}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_no_word_leaves_the_picture(picture: Markup) -> None:
    root = fromstring(str(picture))
    _, _, width, height = (float(each) for each in root.get("viewBox", "").split())
    words = list(root.iter(f"{SVG}text"))
    assert words
    for each in words:
        wide = LETTER * len(each.text or "")
        x, y = float(each.get("x", "nan")), float(each.get("y", "nan"))
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[each.get("text-anchor", "")]
        assert left >= 0
        assert left + wide <= width
        assert 0 < y < height


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_a_picture_is_told_in_words(picture: Markup) -> None:
    root = fromstring(str(picture))
    assert root.findtext(f"{SVG}desc")
    assert "3 to 4 m" in " ".join(each.text or "" for each in root.iter(f"{SVG}text"))


def test_good_and_spoiled_clips_differ_in_word_and_sign() -> None:
    frames = filming_frames()
    assert [each.is_good for each in frames].count(True) == 2
    for each in frames:
        root = fromstring(str(each.picture))
        assert root.findtext(f"{SVG}title") == each.words
        signs = re.findall(r"film-sign film-(good|bad)", each.picture)
        assert signs == ["good" if each.is_good else "bad"]


def test_no_id_stands_twice_on_the_page() -> None:
    whole = "".join([*PICTURES.values(), *(each.picture for each in filming_frames())])
    ids = re.findall(r'\bid="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
