"""Decisions that stand up later: six elements, options rejected, a named decider; added to, never changed."""
