"""Files and secret fields: encrypted at rest, readable only while their vault's key exists."""
