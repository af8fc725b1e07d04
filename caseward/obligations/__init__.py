"""What is owed: every clock, promise and review, by whom, until when and under which rule."""
