"""What whoever runs the platform needs: how it stands, what it logs and counts, how it is backed up and restored."""
