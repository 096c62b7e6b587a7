"""Seeded synthetic worlds: people, firms and forces that behave, so that a hub has a past."""
