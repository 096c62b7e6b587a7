"""Findings about suppliers, and their replies: one side is never shown without the other."""
