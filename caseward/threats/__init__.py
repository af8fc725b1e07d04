"""Threats to somebody in a case, and incidents counted against one person."""
