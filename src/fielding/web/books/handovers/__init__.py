"""Pages of exit: what is handed over, what lacks, and who has signed for it."""
