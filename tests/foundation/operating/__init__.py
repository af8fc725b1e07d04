"""What the operator has: the doctor, backups, logs, numbers."""
