"""Looking at a file before it is kept: by its content only, within bounds, and with a reason for every refusal."""
