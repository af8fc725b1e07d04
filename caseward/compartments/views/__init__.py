"""Pages on which somebody says who may know."""
