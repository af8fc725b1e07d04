"""Matching in bulk: the engine, what it learns and what it hands on."""
