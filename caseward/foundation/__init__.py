"""What knows Django and PostgreSQL, and nothing of safeguarding."""
