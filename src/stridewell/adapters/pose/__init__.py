"""Estimators that place body points in pictures: MediaPipe Pose and models in ONNX files."""
