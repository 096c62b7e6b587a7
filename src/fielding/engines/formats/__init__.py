"""Turn bytes from outside into plain values, and set aside what cannot be read."""
