"""Checks receipts and exported ledgers; must import nothing of the hub it checks."""
