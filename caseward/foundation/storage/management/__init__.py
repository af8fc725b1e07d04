"""Storage at the command line."""
