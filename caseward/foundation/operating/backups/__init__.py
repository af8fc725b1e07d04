"""Backups that say of themselves whether they are whole, and restores that say what is missing."""
