"""Synthetic runners with known ground truth."""
