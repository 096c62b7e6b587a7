"""The supply chain (F6): which firm did the work, entry by entry, and what it was let do."""
