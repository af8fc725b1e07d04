"""Typed entry points of the demonstration."""
