"""How much was run, how fast it grew, and what that may mean."""
