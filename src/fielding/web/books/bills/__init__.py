"""Pages of bills: invoices posted, checked, settled, and the letter to the supplier."""
