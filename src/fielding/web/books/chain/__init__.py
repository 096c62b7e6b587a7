"""Pages of the supply chain: who really did the work under a contract."""
