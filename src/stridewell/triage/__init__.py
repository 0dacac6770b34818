"""Red flags and how urgent they are; always first."""
