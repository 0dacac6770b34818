"""Exports of Apple Health: a stream to runs, and to the walking of every day."""

from stridewell.adapters.apple_health.reader import read_apple_health

__all__ = ["read_apple_health"]
