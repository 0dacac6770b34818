"""Pictures drawn by us: how self-tests are done, the body map, and areas of the skin."""

from stridewell.web.figures.body_map import body_map, body_view_names
from stridewell.web.figures.self_tests import figure_svg
from stridewell.web.figures.skin_areas import question_figure

__all__ = ["body_map", "body_view_names", "figure_svg", "question_figure"]
