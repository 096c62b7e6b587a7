"""Use cases of awards: look at a track record, award a contract or be refused."""
