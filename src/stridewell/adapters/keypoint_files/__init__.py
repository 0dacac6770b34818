"""Body points from files of other tools: TRC, MOT and STO, C3D, OpenPose and its kin.

The door is `stridewell.adapters.keypoint_files.reading.read_keypoints`.
"""
