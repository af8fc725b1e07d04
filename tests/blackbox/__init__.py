"""Caseward from outside: HTTP and SQL against a whole house, under fire; nothing of its code is imported by a test."""
