"""FIT files: bytes to columns to activities."""

from stridewell.adapters.fit.reader import read_fit

__all__ = ["read_fit"]
