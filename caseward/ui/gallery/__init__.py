"""Every component in every state, with invented people: the place to look at, and what the accessibility tests walk."""
