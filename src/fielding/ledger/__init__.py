"""Entries, the tree over them, proofs and sealing; no clock, no disk, no database."""
