"""What keeps the house in order: contracts, generators, guards' helpers."""
