"""A claim's words so that they stand alone, with what was missing in square brackets."""
