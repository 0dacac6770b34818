"""Tests of strength, endurance, balance and range: results, norms, sides, trends, and who waits."""
