"""What happened, who says so and how sure they are: entries that are corrected by adding to them."""
