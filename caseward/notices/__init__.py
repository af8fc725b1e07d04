"""Notices: what each member of staff has been told, and the way to the record."""
