"""Warrants, recalls and lost contact: what is out on a person until somebody has pursued it to its end."""
