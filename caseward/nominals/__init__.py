"""Nominals: each unit's record of a person, found by whatever is known of him."""
