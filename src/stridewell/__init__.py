"""stridewell: from "why does it hurt?" back to running, on the runner's own machine."""

__version__ = "0.1.0"
