from __future__ import annotations

from importlib.resources import files

from defusedxml.ElementTree import fromstring

from stridewell.web.figures import body_map, body_view_names
from stridewell.web.figures.body_map import BodyView, body_views
from web_app import KNOWLEDGE

PHONE = 357.0
"""Width of a view from the front on a phone of 390 pixels; side views keep its scale."""
FINGER = 28.0
IN_THE_MIDDLE = {"pubis", "genital", "perineum", "sacrum", "lbp_mid"}


def sides_in(views: tuple[BodyView, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for view in views:
        for spot in view.spots:
            found.setdefault(spot.region, set()).add(spot.side)
    return found


def test_every_region_is_on_the_map_on_every_side_it_has() -> None:
    found = sides_in(body_views())
    assert set(found) == set(KNOWLEDGE.regions)
    for region, sides in found.items():
        assert sides == ({"midline"} if region in IN_THE_MIDDLE else {"left", "right"}), region


def test_a_region_is_in_the_view_it_belongs_to() -> None:
    shown = {view.id: {spot.region for spot in view.spots} for view in body_views()}
    for region in KNOWLEDGE.regions.values():
        view = "left" if region.view == "side" else region.view
        assert region.id in shown[view], region.id


def test_a_finger_can_tap_every_place_on_a_phone() -> None:
    scale = PHONE / body_views()[0].width
    for view in body_views():
        for spot in view.spots:
            left, top, right, bottom = spot.box
            assert min(right - left, bottom - top) * scale >= FINGER, (view.id, spot.region)


def test_the_left_of_the_runner_is_on_the_right_from_the_front_and_on_the_left_from_behind() -> (
    None
):
    for view, left_is_right in (("front", True), ("back", False)):
        drawn = next(each for each in body_views() if each.id == view)
        for spot in drawn.spots:
            if spot.side == "left":
                assert (spot.box[0] >= drawn.width / 2) is left_is_right
        assert drawn.ends[1 if left_is_right else 0] == "Your left"


def test_every_place_is_inside_its_view_and_the_picture_is_well_formed() -> None:
    for view in body_views():
        for spot in view.spots:
            left, top, right, bottom = spot.box
            assert left >= 0
            assert top >= 0
            assert right <= view.width
            assert bottom <= view.height
    root = fromstring(f"<div>{body_map()}</div>")
    assert len(root) == len(body_view_names()) == 4


def test_the_script_of_the_map_is_small() -> None:
    script = files("stridewell.web") / "static" / "body_map.js"
    assert len(script.read_bytes()) < 4000
