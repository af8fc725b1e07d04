"""Typed entries of identity links."""
