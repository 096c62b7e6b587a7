"""Reads what identifies somebody (phones, accounts, wallets, names): one form for each."""
