"""Who is posted where, in which role, and what must be live before a posting opens anything."""
