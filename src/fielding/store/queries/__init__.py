"""Reads for screens and lists: read-only, as the actor of the request sees the tables."""
