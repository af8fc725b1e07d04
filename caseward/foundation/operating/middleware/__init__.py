"""What every request passes on its way in and out, for the operator's sake."""
