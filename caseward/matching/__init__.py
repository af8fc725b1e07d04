"""Pairs in bulk: blocked in DuckDB, compared by the kernel, weighed by Splink; typed commands only, never a page."""
