"""Bring organisations, contracts and ownership that others wrote down into the register."""
