"""The hub that runs a public service and keeps its books from one ledger."""
