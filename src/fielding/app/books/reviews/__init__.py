"""Use cases of reviews: what rates over a contract's limit are proposed as findings."""
