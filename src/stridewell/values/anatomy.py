"""Where it hurts: sides of the body and the regions of the body map."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """The side a finding belongs to."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    MIDLINE = "midline"

    @property
    def opposite(self) -> Side:
        """The contralateral side; both and midline have none and stay themselves."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


class Region(StrEnum):
    """The regions of the body map. Their names for people live in the knowledge files."""

    GROIN = "groin"
    ANT_HIP = "ant_hip"
    ASIS = "asis"
    ANT_THIGH = "ant_thigh"
    MED_THIGH = "med_thigh"
    PUBIS = "pubis"
    LOWER_ABD = "lower_abd"
    LAT_HIP = "lat_hip"
    LAT_THIGH = "lat_thigh"
    LAT_KNEE = "lat_knee"
    ILIAC_CREST = "iliac_crest"
    BUTTOCK_UP = "buttock_up"
    BUTTOCK_MID = "buttock_mid"
    SIT_BONE = "sit_bone"
    POST_THIGH = "post_thigh"
    SIJ = "sij"
    SACRUM = "sacrum"
    LBP_MID = "lbp_mid"
    LBP_SIDE = "lbp_side"
    FLANK = "flank"
    PERINEUM = "perineum"
    GENITAL = "genital"
    CALF = "calf"
    HEEL = "heel"
    ANT_KNEE = "ant_knee"
    FOOT = "foot"
