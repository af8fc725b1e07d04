"""Details that were found wrong, put right, and told to everybody who relied on them."""
