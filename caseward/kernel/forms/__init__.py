"""Filled-in forms: one definition for every channel, read as given and never guessed."""
