"""Requests about two records."""
