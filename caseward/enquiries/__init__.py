"""Questions to a cyber unit about somebody whom nobody names, until they are answered or become a case."""
