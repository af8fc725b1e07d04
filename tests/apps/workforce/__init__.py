"""The workforce app."""
