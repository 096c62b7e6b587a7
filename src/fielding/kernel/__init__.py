"""Ids, time, canonical bytes and the root error; the standard library only."""
