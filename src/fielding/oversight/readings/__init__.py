"""Blind second readings: a committed random draw of decisions, read again by somebody else."""
