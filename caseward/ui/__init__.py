"""The kit every screen is made of: layouts, components, forms, middleware."""
