"""Finds the reports that belong together, and says why: plain rules over identifiers and persons."""
