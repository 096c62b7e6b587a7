"""Seeded worlds of contracts with faults planted in them; the truth is kept aside for tests."""
