"""Use cases: one verb per module; the transaction's edge, and the ports it needs."""
