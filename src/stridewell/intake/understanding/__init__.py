"""Free text → proposed answers, each with the exact words it came from."""
