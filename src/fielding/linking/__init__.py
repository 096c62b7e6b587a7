"""Finds the reports that belong together and says why: rules over identifiers and persons."""
