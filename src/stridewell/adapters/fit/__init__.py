"""FIT files: bytes to columns to activities."""
