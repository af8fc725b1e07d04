"""The benchmark: a world of a size that is asked for, measured over HTTP from outside."""
