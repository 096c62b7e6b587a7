"""Use cases of findings: raise, reply, decide on a reply, withdraw, read."""
