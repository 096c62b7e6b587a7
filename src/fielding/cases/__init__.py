"""What may happen to a case: rules folded over its entries."""
