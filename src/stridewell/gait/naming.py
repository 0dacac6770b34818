"""Names that other tools give to body points, and the landmarks they stand for.

A name is taken apart into a side and a part (``RHeel``, ``R.Heel``, ``r_calc_study``,
``left_heel``, ``LHEE``): the part is looked up, whatever the tool. Skin markers beside a joint
become the joint's centre in `stridewell.gait.joint_centres`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from stridewell.gait.landmarks import Landmark, on_side
from stridewell.values.anatomy import Side


class Place(Enum):
    """Where beside a joint a name lies."""

    POINT = "the point itself"
    PLAIN = "the joint, or its outer side where an inner side is marked too"
    OUTER = "the outer side of a joint"
    INNER = "the inner side of a joint"
    BESIDE = "a point near it, taken where there is none"


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for: a part of a side, and where on it."""

    part: str
    side: Side
    place: Place = Place.POINT

    @property
    def landmark(self) -> Landmark:
        """The landmark it counts for."""
        return Landmark(self.part) if self.side is Side.MIDLINE else on_side(self.part, self.side)


_SIDED: Mapping[tuple[str, Place], str] = {
    ("shoulder", Place.POINT): "shoulder sho shldr acr acromion acromium acrom ac sae",
    ("elbow", Place.PLAIN): "elbow elb el ejc",
    ("elbow", Place.OUTER): "lelbow lel elblat elbowlat elbowlateral lateralelbow",
    ("elbow", Place.INNER): "melbow mel elbmed elbowmed elbowmedial medialelbow",
    ("wrist", Place.PLAIN): "wrist wri wrist wjc",
    ("wrist", Place.OUTER): "lwrist wra wristlat wristlateral faradius",
    ("wrist", Place.INNER): "mwrist wrb wristmed wristmedial faulna",
    ("iliac_crest", Place.POINT): "iliaccrest iliac ic crest ilcrest",
    ("asis", Place.POINT): "asis asi ias",
    ("psis", Place.POINT): "psis psi ips",
    (
        "hip",
        Place.POINT,
    ): "hip hjc hipjoint hipjointcentre hipjointcenter hipcentre hipcenter femur fep",
    ("knee", Place.PLAIN): "knee kjc kneejoint kneejointcentre kneejointcenter tibia feo",
    ("knee", Place.OUTER): (
        "kne lknee kneelat kneelateral lateralknee lfc fle lfe lep le lkn kneel latknee "
        "lateralepicondyle"
    ),
    ("knee", Place.INNER): (
        "mkne mknee kneemed kneemedial medialknee mfc fme mfe me mkn kneem medknee medialepicondyle"
    ),
    ("ankle", Place.PLAIN): "ankle ajc anklejoint anklejointcentre anklejointcenter talus tio",
    ("ankle", Place.OUTER): (
        "ank lankle anklelat anklelateral lateralankle lmal fal lm latmal mallat anklel latankle "
        "lateralmalleolus"
    ),
    ("ankle", Place.INNER): (
        "mank mankle anklemed anklemedial medialankle mmal tam mm medmal malmed anklem "
        "medankle medialmalleolus"
    ),
    ("heel", Place.POINT): (
        "heel hee ca cal pca calc calcn calcaneus fcc heeltop heelback heelproximal calctop"
    ),
    ("toe", Place.POINT): (
        "bigtoe bigtoes footindex toetip hallux hlx bigtoetip dp1 toetips greattoe toes1 toe1"
    ),
    ("forefoot_medial", Place.POINT): (
        "mt1 fm fm1 mth1 1meta 1stmeta met1 toemed toemedial mtp1 d1m firstmetatarsal mp1 1mt "
        "p1mt forefootmedial"
    ),
    ("forefoot_lateral", Place.POINT): (
        "mt5 vm fm5 mth5 5meta 5thmeta met5 toelat toelateral mtp5 d5m fifthmetatarsal smalltoe "
        "5mt p5mt forefootlateral littletoe pinkytoe"
    ),
    (
        "forefoot_medial",
        Place.BESIDE,
    ): "toe toes toebase sm mt2 mth2 2meta fm2 met2 mtp2 d2m secondmetatarsal",
}
"""The parts that are marked on both sides, each with what tools call them."""

_MIDLINE: Mapping[str, str] = {
    "head": "head headtop tophead topofhead vertex",
    "neck": "neck c7 thorax neckbase upperneck cervicale7",
    "pelvis": "pelvis midhip hip hips hipcenter hipcentre midhips chip root hipscenter",
}

_SACRUM = frozenset({"sacr", "sacrum", "vsacral", "sacral", "vsac", "s2", "midpsis", "sac"})
SACRUM = "sacrum"
"""A marker over the sacrum; it stands in for the two back points of the pelvis."""

_IN_WORDS = {
    each: (part, place) for (part, place), names in _SIDED.items() for each in names.split()
}
_MID_WORDS = {each: part for part, names in _MIDLINE.items() for each in names.split()}

_SIDES = {
    "l": Side.LEFT,
    "left": Side.LEFT,
    "r": Side.RIGHT,
    "right": Side.RIGHT,
}
_SEGMENTS: Mapping[str, re.Pattern[str]] = {
    "thigh": re.compile(r"^(thigh.*|thi[abc]?|th\d)$"),
    "shank": re.compile(r"^(shank.*|tib[abc]?|tb\d|sh\d|sk\d)$"),
    "foot": re.compile(r"^(heel(bottom|lateral|medial|low)|midfoot.*|foot\d)$"),
}
"""Markers that only tell how a segment moves."""

_WHOLE_WORDS = {
    "nose": Named("head", Side.MIDLINE, Place.BESIDE),
    # our own name, written out; a lab's LTOE lies over the second toe's base
    "lefttoe": Named("toe", Side.LEFT),
    "righttoe": Named("toe", Side.RIGHT),
}
_ENDINGS = re.compile(r"(_study|_pos|_position)$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s._\-]+")
_SIDE_FIRST = re.compile(r"^(left|right)(.+)$")
_LETTER_FIRST = re.compile(r"^([lr])(.+)$")
_WORD_LAST = re.compile(r"^(.+?)(left|right)$")
_LETTER_LAST = re.compile(r"^(.+?)[\s._\-]+([lrLR])$")
_CAPITAL_LAST = re.compile(r"^(.*[a-z0-9])([LR])$")
_PREFERRED_ENDING = "_study"


def named(name: str) -> Named | None:
    """What a name stands for; None where it is not a landmark (or not known).

    ``Subject:RHeel`` is read as ``RHeel``, ``r_calc_study`` as ``r_calc``.
    """
    plain = _plain(name)
    if plain in _WHOLE_WORDS:
        return _WHOLE_WORDS[plain]
    if plain in _MID_WORDS:
        return Named(_MID_WORDS[plain], Side.MIDLINE)
    for side, part in _halves(name):
        if part in _IN_WORDS:
            return Named(_IN_WORDS[part][0], side, _IN_WORDS[part][1])
    return None


def is_sacrum(name: str) -> bool:
    """Whether a name is a marker over the sacrum."""
    return _plain(name) in _SACRUM


def segment(name: str) -> tuple[str, Side] | None:
    """The segment (``thigh``, ``shank``, ``foot``) on which a marker is stuck anywhere."""
    for side, part in _halves(name):
        for each, words in _SEGMENTS.items():
            if words.match(part):
                return each, side
    return None


def _bare(name: str) -> str:
    return _ENDINGS.sub("", name.strip().rpartition(":")[2].strip())


def _plain(name: str) -> str:
    return _SEPARATORS.sub("", _bare(name)).lower()


def _halves(name: str) -> Iterator[tuple[Side, str]]:
    """Every way to take a name apart into a side and a part.

    A single letter at the end is a side only behind a gap or as a capital: ``heel`` has none.
    """
    bare, plain = _bare(name), _plain(name)
    for pattern in (_SIDE_FIRST, _LETTER_FIRST):
        if found := pattern.match(plain):
            yield _SIDES[found[1]], found[2]
    for pattern, text in ((_WORD_LAST, plain), (_LETTER_LAST, bare), (_CAPITAL_LAST, bare)):
        if found := pattern.match(text):
            yield _SIDES[found[2].lower()], _SEPARATORS.sub("", found[1]).lower()


@dataclass(frozen=True, slots=True)
class Marked:
    """The names of a file by what they stand for; each holds the number of its column."""

    points: Mapping[tuple[Landmark, Place], int]
    sacrum: int | None
    unknown: tuple[str, ...]
    """Names that stand for no landmark."""
    doubled: tuple[str, ...]
    """Names that were passed over, because another name stands for the same point."""
    clusters: Mapping[tuple[str, Side], tuple[int, ...]]
    """Markers stuck anywhere on a segment of a side."""


def marked(names: Iterable[str]) -> Marked:
    """Sort the names of a file; of two names for one point the more precise is taken.

    Points that OpenCap worked out (``_study``) go before those of the camera.
    """
    listed = list(enumerate(names))
    listed.sort(key=lambda each: not each[1].lower().endswith(_PREFERRED_ENDING))
    points: dict[tuple[Landmark, Place], int] = {}
    sacrum: int | None = None
    unknown: list[str] = []
    doubled: list[str] = []
    clusters: dict[tuple[str, Side], tuple[int, ...]] = {}
    for column, name in listed:
        known = named(name)
        if known is not None:
            key = (known.landmark, known.place)
            if key in points:
                doubled.append(name)
            points.setdefault(key, column)
        elif is_sacrum(name):
            sacrum = column if sacrum is None else sacrum
        elif (stuck := segment(name)) is not None:
            clusters[stuck] = (*clusters.get(stuck, ()), column)
        else:
            unknown.append(name)
    return Marked(points, sacrum, tuple(unknown), tuple(doubled), clusters)


_COCO_17 = (
    "Nose LEye REye LEar REar LShoulder RShoulder LElbow RElbow LWrist RWrist LHip RHip LKnee "
    "RKnee LAnkle RAnkle"
)
_LAYOUTS = {
    "body_25": (
        "Nose Neck RShoulder RElbow RWrist LShoulder LElbow LWrist MidHip RHip RKnee RAnkle LHip "
        "LKnee LAnkle REye LEye REar LEar LBigToe LSmallToe LHeel RBigToe RSmallToe RHeel"
    ),
    "coco_18": (
        "Nose Neck RShoulder RElbow RWrist LShoulder LElbow LWrist RHip RKnee RAnkle LHip LKnee "
        "LAnkle REye LEye REar LEar"
    ),
    "coco_17": _COCO_17,
    "halpe_26": f"{_COCO_17} Head Neck Hip LBigToe RBigToe LSmallToe RSmallToe LHeel RHeel",
    "mediapipe_33": (
        "nose left_eye_inner left_eye left_eye_outer right_eye_inner right_eye right_eye_outer "
        "left_ear right_ear mouth_left mouth_right left_shoulder right_shoulder left_elbow "
        "right_elbow left_wrist right_wrist left_pinky right_pinky left_index right_index "
        "left_thumb right_thumb left_hip right_hip left_knee right_knee left_ankle right_ankle "
        "left_heel right_heel left_foot_index right_foot_index"
    ),
    "coco_133": (
        f"{_COCO_17} LBigToe LSmallToe LHeel RBigToe RSmallToe RHeel"
        + "".join(f" other_{number}" for number in range(110))
    ),
}

POSE_LAYOUTS: Mapping[int, tuple[str, tuple[str, ...]]] = {
    len(names.split()): (convention, tuple(names.split())) for convention, names in _LAYOUTS.items()
}
"""Conventions of pose models and their names in order, by how many points there are."""


def convention_of(names: Iterable[str]) -> str:
    """Who placed points with these names: a pose model by its own names, else markers."""
    plain = {each.strip() for each in names}
    if any((known := named(each)) and known.part == "asis" for each in plain):
        return "markers"
    if {"LBigToe", "RBigToe"} <= plain:
        return "halpe_26" if "Head" in plain else "body_25"
    return "mediapipe_33" if "left_foot_index" in {each.lower() for each in plain} else "markers"
