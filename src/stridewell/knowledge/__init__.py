"""What is known, as typed records read from data files."""
