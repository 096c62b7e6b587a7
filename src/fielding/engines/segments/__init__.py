"""Segments: the ledger as Parquet, and each figure as one relational plan over it."""
