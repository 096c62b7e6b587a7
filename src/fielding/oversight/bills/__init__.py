"""The bills: each line of a supplier's invoice against what the ledger says was done."""
