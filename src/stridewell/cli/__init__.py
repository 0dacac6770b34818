"""One command per use case."""
