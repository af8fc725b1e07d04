"""What stands between the server and every view."""
