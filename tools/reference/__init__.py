"""Writes docs/reference from the code, and says what has drifted."""
