"""Reading the supply chain."""
