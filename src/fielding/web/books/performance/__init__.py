"""Pages of a contract's measures and of funnels over firms, forces and handlers."""
