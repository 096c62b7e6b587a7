"""Builders and in-memory adapters for tests, shipped so that others can test against the hub."""
