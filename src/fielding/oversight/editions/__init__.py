"""Editions: what of the ledger may be told to whom."""
