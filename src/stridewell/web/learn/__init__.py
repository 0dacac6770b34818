"""The pages for reading up: causes, self-tests, claims, numbers, words, sources, and a search."""

from stridewell.web.learn.routes import routes

__all__ = ["routes"]
