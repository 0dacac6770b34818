from __future__ import annotations

import pytest

from stridewell.gait.landmarks import Landmark
from stridewell.gait.naming import POSE_LAYOUTS, Place, convention_of, marked, named, segment
from stridewell.values.anatomy import Side


@pytest.mark.parametrize(
    ("name", "landmark"),
    [
        # Sports2D, Pose2Sim, OpenPose
        ("RBigToe", Landmark.RIGHT_TOE),
        ("LSmallToe", Landmark.LEFT_FOREFOOT_LATERAL),
        ("RHeel", Landmark.RIGHT_HEEL),
        ("Hip", Landmark.PELVIS),
        ("MidHip", Landmark.PELVIS),
        ("CHip", Landmark.PELVIS),
        ("RHip", Landmark.RIGHT_HIP),
        ("Neck", Landmark.NECK),
        ("Nose", Landmark.HEAD),
        # MediaPipe
        ("left_foot_index", Landmark.LEFT_TOE),
        ("RIGHT_HEEL", Landmark.RIGHT_HEEL),
        ("left_shoulder", Landmark.LEFT_SHOULDER),
        # OpenCap
        ("r.ASIS_study", Landmark.RIGHT_ASIS),
        ("L.PSIS_study", Landmark.LEFT_PSIS),
        ("r_calc_study", Landmark.RIGHT_HEEL),
        ("L_5meta_study", Landmark.LEFT_FOREFOOT_LATERAL),
        ("RHJC_study", Landmark.RIGHT_HIP),
        ("C7_study", Landmark.NECK),
        # Rajagopal, Hamner and the treadmill data
        ("RASI", Landmark.RIGHT_ASIS),
        ("LCAL", Landmark.LEFT_HEEL),
        ("RMT5", Landmark.RIGHT_FOREFOOT_LATERAL),
        ("LACR", Landmark.LEFT_SHOULDER),
        ("R.Toe.Tip", Landmark.RIGHT_TOE),
        ("L.Toe.Med", Landmark.LEFT_FOREFOOT_MEDIAL),
        ("R.Acromium", Landmark.RIGHT_SHOULDER),
        ("Top.Head", Landmark.HEAD),
        ("L.Iliac.Crest", Landmark.LEFT_ILIAC_CREST),
        ("R.Heel.Top", Landmark.RIGHT_HEEL),
        ("L.MT1", Landmark.LEFT_FOREFOOT_MEDIAL),
        # Vicon
        ("Anna:LASI", Landmark.LEFT_ASIS),
        ("RHEE", Landmark.RIGHT_HEEL),
        ("LFEO", Landmark.LEFT_KNEE),
        ("R.Heel", Landmark.RIGHT_HEEL),
        ("heelL", Landmark.LEFT_HEEL),
        ("knee_right", Landmark.RIGHT_KNEE),
        # the leg set of many gait labs
        ("RCA", Landmark.RIGHT_HEEL),
        ("LVM", Landmark.LEFT_FOREFOOT_LATERAL),
        ("RLE", Landmark.RIGHT_KNEE),
        ("LLM", Landmark.LEFT_ANKLE),
        # points of an OpenSim model
        ("femur_r", Landmark.RIGHT_HIP),
        ("calcn_l", Landmark.LEFT_HEEL),
        (" RKnee ", Landmark.RIGHT_KNEE),
    ],
)
def test_names_of_other_tools_are_landmarks(name: str, landmark: Landmark) -> None:
    known = named(name)
    assert known is not None
    assert known.landmark is landmark


@pytest.mark.parametrize("landmark", list(Landmark))
def test_our_own_names_are_themselves(landmark: Landmark) -> None:
    known = named(landmark.value)
    assert known is not None
    assert known.landmark is landmark
    assert known.place is not Place.BESIDE


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("r_knee_study", Place.PLAIN),
        ("r_mknee_study", Place.INNER),
        ("RKNE", Place.OUTER),
        ("R.Knee.Lat", Place.OUTER),
        ("R.Knee.Medial", Place.INNER),
        ("RLFC", Place.OUTER),
        ("LMMAL", Place.INNER),
        ("L_lelbow_study", Place.OUTER),
        ("RTOE", Place.BESIDE),
        ("right_toe", Place.POINT),
        ("L_toe_study", Place.BESIDE),
    ],
)
def test_markers_beside_a_joint_are_told_from_the_joint(name: str, place: Place) -> None:
    known = named(name)
    assert known is not None
    assert known.place is place


@pytest.mark.parametrize(
    "name",
    ["", "R", "L", "heel", "CAL", "knee", "CLAV", "RTH1", "V_LThumb", "T10", "right_ear", "*1"],
)
def test_other_names_are_none(name: str) -> None:
    assert named(name) is None


@pytest.mark.parametrize(
    ("name", "stuck"),
    [
        ("RTH2", ("thigh", Side.RIGHT)),
        ("L.Shank.Top.Medial", ("shank", Side.LEFT)),
        ("r_sh1_study", ("shank", Side.RIGHT)),
        ("LTB3", ("shank", Side.LEFT)),
        ("R.Midfoot.Sup", ("foot", Side.RIGHT)),
        ("RTHI", ("thigh", Side.RIGHT)),
    ],
)
def test_markers_stuck_on_a_segment_tell_which(name: str, stuck: tuple[str, Side]) -> None:
    assert segment(name) == stuck


def test_every_point_of_a_pose_model_below_the_head_is_known() -> None:
    for _, names in POSE_LAYOUTS.values():
        legs = [each for each in names if any(p in each.lower() for p in ("hip", "knee", "ankle"))]
        assert len(legs) >= 6
        assert all(named(each) is not None for each in legs)


def test_points_that_opencap_worked_out_go_before_those_of_the_camera() -> None:
    names = ("RHeel", "LHeel", "r_calc_study", "V.Sacral", "RTH1", "RTH2", "Thing")
    found = marked(names)
    assert found.points[Landmark.RIGHT_HEEL, Place.POINT] == 2
    assert found.points[Landmark.LEFT_HEEL, Place.POINT] == 1
    assert found.sacrum == 3
    assert found.clusters == {("thigh", Side.RIGHT): (4, 5)}
    assert (found.unknown, found.doubled) == (("Thing",), ("RHeel",))


@pytest.mark.parametrize(
    ("names", "convention"),
    [
        (["RASI", "LASI", "RBigToe", "LBigToe"], "markers"),
        (["RBigToe", "LBigToe", "Head"], "halpe_26"),
        (["RBigToe", "LBigToe", "Nose"], "body_25"),
        (["LEFT_FOOT_INDEX", "left_heel"], "mediapipe_33"),
        (["RCAL", "LCAL"], "markers"),
    ],
)
def test_names_tell_who_placed_the_points(names: list[str], convention: str) -> None:
    assert convention_of(names) == convention
