"""Ranked candidates with their reasons, and the next question."""
