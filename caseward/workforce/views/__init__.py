"""The administration area, the people of a supervisor's unit, and who is away."""
