"""Doors to the outside world."""
