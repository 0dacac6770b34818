"""What to do today and this week, under hard limits, or a named refusal."""
