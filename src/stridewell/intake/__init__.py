"""Questions, answers, and the presentation they make."""
