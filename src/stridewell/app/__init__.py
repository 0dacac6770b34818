"""Use cases: straight-line scripts over the rooms and the ports."""
