"""One command that runs everything: database, jobs and web server, started in order and stopped in reverse."""
