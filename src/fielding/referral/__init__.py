"""Whom a case goes to, what they may do with it, and what came of it."""
