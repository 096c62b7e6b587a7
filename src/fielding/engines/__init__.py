"""Adapters to time, disk and network; they know no rule of a case."""
