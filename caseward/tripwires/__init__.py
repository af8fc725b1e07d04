"""Tripwires: whoever keeps somebody in silence is told that he was looked for; whoever looked never is."""
