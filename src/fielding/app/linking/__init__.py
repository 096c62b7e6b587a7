"""Use cases of linking: take reports up, judge links, mark identifiers, refer networks."""
