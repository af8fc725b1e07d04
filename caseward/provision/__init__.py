"""What others provide for a person: tasked in writing, acknowledged, session by session (failings F11, F12, F26)."""
