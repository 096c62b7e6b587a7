"""Reviews: how often reporters ask that a decision be looked at again, and what comes of it."""
