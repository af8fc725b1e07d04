"""Caseward: casework for the teams in policing who keep people safe."""
