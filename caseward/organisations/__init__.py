"""Forces, their units, and the partners who work with them."""
