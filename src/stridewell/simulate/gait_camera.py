"""A pin-hole camera beside or behind the synthetic runner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stridewell.gait.keypoints import Floats, View


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera stands and how large a metre is in its picture.

    ``height_m`` is above the ground, ``yaw_deg`` turns the camera's place around the runner
    (towards behind the runner in side views, towards their right from behind), ``roll_deg``
    tilts the picture (the runner seems to lean forward or to the right). It looks at the
    runner's middle. ``px_per_m`` holds at the distance of the runner.
    """

    distance_m: float = 4.0
    height_m: float = 1.0
    yaw_deg: float = 0.0
    roll_deg: float = 0.0
    px_per_m: float = 400.0
    size_px: tuple[int, int] = (720, 1080)
    looks_at_m: float = 0.95

    def seen(self, space: Floats, view: View) -> Floats:
        """Points (..., 3) in metres as pixels (..., 2): forward or right, and up from the edge."""
        yaw = np.radians(self.yaw_deg)
        behind = np.array([-1.0, 0.0, 0.0])
        beside = {View.LEFT: [0.0, 0.0, -1.0], View.RIGHT: [0.0, 0.0, 1.0]}.get(view)
        away = behind if beside is None else np.array(beside)
        turned_to = np.array([0.0, 0.0, 1.0]) if beside is None else behind
        aim = np.array([0.0, self.looks_at_m, 0.0])
        stand = (np.cos(yaw) * away + np.sin(yaw) * turned_to) * self.distance_m
        stand[1] = self.height_m
        look = (aim - stand) / np.linalg.norm(aim - stand)
        across = np.cross(look, np.array([0.0, 1.0, 0.0]))
        across /= np.linalg.norm(across)
        if view is View.LEFT:
            across = -across
        up = np.array([0.0, 1.0, 0.0]) - look[1] * look
        up /= np.linalg.norm(up)
        away_from = space - stand
        depth = away_from @ look
        scale = self.px_per_m * np.linalg.norm(aim - stand) / depth
        flat = np.stack([scale * (away_from @ across), scale * (away_from @ up)], axis=-1)
        roll = np.radians(self.roll_deg)
        cosine, sine = np.cos(roll), np.sin(roll)
        rolled = flat @ np.array([[cosine, -sine], [sine, cosine]])
        return np.asarray(rolled + np.array(self.size_px) / 2)
