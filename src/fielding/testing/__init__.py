"""In-memory adapters of the ports, and builders, for tests and for trying things out."""
