"""Equality characteristics: kept to see whether people are treated alike, and read by nothing that treats them."""
