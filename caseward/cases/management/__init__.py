"""Typed entries of cases."""
