"""Use cases of a contract's measures and of funnels: read, claim, close, check a close again."""
