"""Metrics of running form with honest intervals."""

from stridewell.gait.metrics.engine import Measurement, measure
from stridewell.knowledge.gait import MethodError, MethodErrors

__all__ = ["Measurement", "MethodError", "MethodErrors", "measure"]
