"""Use cases of second readings: commit and make a draw, read a case again, settle it, reopen it."""
