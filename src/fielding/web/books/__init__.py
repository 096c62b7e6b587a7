"""Pages of the books: what was agreed, who did the work, how well, and for what bill."""
