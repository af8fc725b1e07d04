"""Typed entry points."""
