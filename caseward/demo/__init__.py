"""The demonstration: a region of invented people, reached through the same commands as any other."""
