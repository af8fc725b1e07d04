"""Visits, meetings, briefings and exercises: booked, told of where two clash, settled, and ended by an outcome."""
