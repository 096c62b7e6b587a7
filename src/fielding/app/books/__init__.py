"""Use cases of the books: the register, bills, findings, readings and handovers."""
