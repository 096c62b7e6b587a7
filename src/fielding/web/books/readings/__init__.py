"""Pages of second readings: draws, what is to be read and settled, and what came of it."""
