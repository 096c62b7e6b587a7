"""Exit: what a leaving supplier hands over, held against what the ledger says was open."""
