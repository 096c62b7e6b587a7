"""Public accounts: what everybody may see, take away and compute again."""
