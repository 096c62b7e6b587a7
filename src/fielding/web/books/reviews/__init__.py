"""Pages of reviews: how often decisions are looked at again, and what comes of it."""
