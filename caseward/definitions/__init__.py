"""Pathways, clocks, calendars, forms and roles as versioned data that policy people can read in a diff."""
