"""The body points that the gait room knows, each on its side."""

from __future__ import annotations

from enum import StrEnum

from stridewell.values.anatomy import Side


class Landmark(StrEnum):
    """A point of the body. Names of other tools are mapped to these when a file is read.

    ``hip`` is the centre of the joint as pose models mark it; ``asis``, ``psis`` and
    ``iliac_crest`` are skin markers of the pelvis. ``toe`` is the tip of the big toe,
    ``forefoot_medial`` and ``forefoot_lateral`` the heads of the first and fifth metatarsal
    (or the small toe).
    """

    HEAD = "head"
    NECK = "neck"
    PELVIS = "pelvis"
    LEFT_SHOULDER = "left_shoulder"
    RIGHT_SHOULDER = "right_shoulder"
    LEFT_ELBOW = "left_elbow"
    RIGHT_ELBOW = "right_elbow"
    LEFT_WRIST = "left_wrist"
    RIGHT_WRIST = "right_wrist"
    LEFT_ILIAC_CREST = "left_iliac_crest"
    RIGHT_ILIAC_CREST = "right_iliac_crest"
    LEFT_ASIS = "left_asis"
    RIGHT_ASIS = "right_asis"
    LEFT_PSIS = "left_psis"
    RIGHT_PSIS = "right_psis"
    LEFT_HIP = "left_hip"
    RIGHT_HIP = "right_hip"
    LEFT_KNEE = "left_knee"
    RIGHT_KNEE = "right_knee"
    LEFT_ANKLE = "left_ankle"
    RIGHT_ANKLE = "right_ankle"
    LEFT_HEEL = "left_heel"
    RIGHT_HEEL = "right_heel"
    LEFT_TOE = "left_toe"
    RIGHT_TOE = "right_toe"
    LEFT_FOREFOOT_MEDIAL = "left_forefoot_medial"
    RIGHT_FOREFOOT_MEDIAL = "right_forefoot_medial"
    LEFT_FOREFOOT_LATERAL = "left_forefoot_lateral"
    RIGHT_FOREFOOT_LATERAL = "right_forefoot_lateral"

    @property
    def side(self) -> Side:
        """The side it lies on; head, neck and pelvis lie in the midline."""
        head, _, _ = self.value.partition("_")
        return {"left": Side.LEFT, "right": Side.RIGHT}.get(head, Side.MIDLINE)

    @property
    def part(self) -> str:
        """Its name without the side: ``knee`` of ``left_knee``."""
        return self.value if self.side is Side.MIDLINE else self.value.partition("_")[2]

    @property
    def opposite(self) -> Landmark:
        """The same point of the other side; midline points stay themselves."""
        return self if self.side is Side.MIDLINE else on_side(self.part, self.side.opposite)


def on_side(part: str, side: Side) -> Landmark:
    """The landmark of a part on the left or right: ``on_side("knee", Side.LEFT)``.

    Raises:
        ValueError: there is no such part.
    """
    return Landmark(f"{side.value}_{part}")
