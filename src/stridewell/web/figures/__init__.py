"""Pictures drawn by us: self-tests, the body map, areas of the skin, films, moving exercises."""

from stridewell.web.figures.body_map import body_map, body_view_names
from stridewell.web.figures.filming import filming_frames, filming_height, filming_places
from stridewell.web.figures.moves_drawing import MovePictures, move_pictures
from stridewell.web.figures.self_tests import figure_svg
from stridewell.web.figures.skin_areas import question_figure

__all__ = [
    "MovePictures",
    "body_map",
    "body_view_names",
    "figure_svg",
    "filming_frames",
    "filming_height",
    "filming_places",
    "move_pictures",
    "question_figure",
]
