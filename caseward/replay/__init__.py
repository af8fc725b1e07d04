"""Replays: a dated timeline led through the real commands in a world that is thrown away afterwards."""
