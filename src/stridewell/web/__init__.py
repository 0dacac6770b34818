"""Pages served on the runner's own machine."""
