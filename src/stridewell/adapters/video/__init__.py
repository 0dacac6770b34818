"""Videos of a runner: frames with their true times, and body points from them."""
