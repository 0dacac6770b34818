from __future__ import annotations

import math
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from stridewell.web.figures import body_map, figure_svg, question_figure
from stridewell.web.figures.poses import Body, figures
from stridewell.web.figures.self_tests import described
from stridewell.web.figures.skeleton import joints_of, placed
from stridewell.web.figures.skin_areas import skin_pictures
from web_app import KNOWLEDGE, browser_over, desk_of, tell

SVG = "{http://www.w3.org/2000/svg}"
ASKED = sorted(each.id for each in KNOWLEDGE.self_tests.values() if not each.clinician_only)
PICTURES = [
    *((name, figure_svg(name)) for name in figures()),
    *((name, question_figure(name)) for name in skin_pictures()),
]
every_picture = pytest.mark.parametrize(
    ("name", "picture"), PICTURES, ids=[name for name, _ in PICTURES]
)


def drawn(picture: str | None) -> Element:
    assert picture is not None
    root: Element = fromstring(picture)
    return root


def outermost(element: Element, right: float = 0, down: float = 0) -> Iterator[tuple[float, float]]:
    """Every point of a picture; a window inside it cuts what it shows by itself."""
    moved = re.match(r"translate\(([\d.]+) ([\d.]+)\)", element.get("transform", ""))
    if moved is not None:
        right, down = right + float(moved[1]), down + float(moved[2])
    for command in re.findall(r"[MLQCA][^MLQCAZ]*", element.get("d", "")):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", command)]
        points = numbers[-2:] if command[0] == "A" else numbers
        yield from ((right + x, down + y) for x, y in zip(points[::2], points[1::2], strict=True))
    if element.tag == f"{SVG}rect":
        x, y, width, height = (float(element.get(key, 0)) for key in ("x", "y", "width", "height"))
        yield from ((right + x, down + y), (right + x + width, down + y + height))
    if element.tag == f"{SVG}text":
        yield right + float(element.get("x", 0)), down + float(element.get("y", 0))
    for inner in element:
        if inner.tag != f"{SVG}svg":
            yield from outermost(inner, right, down)


def test_every_self_test_a_runner_does_has_a_picture_and_no_other() -> None:
    assert sorted(figures()) == ASKED
    assert figure_svg("thigh_thrust") is None


@every_picture
def test_a_picture_has_a_name_and_tells_what_it_shows(name: str, picture: str | None) -> None:
    root = drawn(picture)
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert title.text
    assert desc.text
    assert root.get("aria-labelledby") == title.get("id") == f"fig-{name}-title"
    assert root.get("aria-describedby") == desc.get("id") == f"fig-{name}-desc"


@every_picture
def test_a_picture_brings_no_script_no_style_and_no_link(name: str, picture: str | None) -> None:
    for element in drawn(picture).iter():
        assert element.tag.removeprefix(SVG) in {
            *("svg", "g", "title", "desc", "path", "rect", "circle", "text"),
        }
        assert not {key for key in element.attrib if key.startswith("on") or "href" in key}
        assert "style" not in element.attrib
        assert "fill" not in element.attrib


@every_picture
def test_a_picture_stays_inside_its_frame(name: str, picture: str | None) -> None:
    root = drawn(picture)
    left, top, width, height = (float(each) for each in root.get("viewBox", "").split())
    for x, y in outermost(root):
        assert left <= x <= left + width
        assert top <= y <= top + height


@pytest.mark.parametrize("test_id", ASKED)
def test_a_picture_has_the_name_of_its_test_and_tells_every_panel(test_id: str) -> None:
    figure, test = figures()[test_id], KNOWLEDGE.self_tests[test_id]
    assert figure.title == test.name
    assert 1 <= len(figure.panels) <= len(test.steps) + 1
    assert all(panel.caption in described(figure) for panel in figure.panels)


BODIES = [
    (f"{name}-{place}", panel.body)
    for name, figure in figures().items()
    for place, panel in enumerate(figure.panels)
]


@pytest.mark.parametrize(("name", "body"), BODIES, ids=[name for name, _ in BODIES])
def test_hands_and_feet_reach_what_they_are_meant_to_reach(name: str, body: Body) -> None:
    joints = joints_of(body)
    for end, limbs in (("wrist", body.arms), ("ankle", body.legs)):
        for side, limb in limbs.items():
            if limb.to is not None:
                goal = placed(limb.to, joints)
                assert math.dist(joints[f"{side}_{end}"], goal) < 2, f"{side}_{end}"


def test_a_question_without_a_picture_has_none() -> None:
    assert question_figure("fever") is None


def test_pictures_of_questions_belong_to_questions() -> None:
    assert set(skin_pictures()) <= set(KNOWLEDGE.questions)


def test_the_pages_show_their_pictures_and_only_there() -> None:
    with desk_of() as desk:
        tell(desk)
        browser = browser_over(desk)
        pages = {
            name: browser.get(f"/check-in/ask/{name}").text
            for name in ("test_palp_gt", "nerve_signs", "pain_regions", "duration_weeks")
        }
        for name in ("figures.css", "body_map.js"):
            assert browser.get(f"/static/{name}").status_code == 200
    assert str(figure_svg("palp_gt")) in pages["test_palp_gt"]
    assert str(question_figure("nerve_signs")) in pages["nerve_signs"]
    assert str(body_map()) in pages["pain_regions"]
    assert "<svg" not in pages["duration_weeks"]
