"""Sittings of panels and conferences: who was there, what was asked of each case, what was decided, and the minutes."""
