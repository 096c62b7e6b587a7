"""Red flags over a file that somebody uploads; nothing of it is kept."""
