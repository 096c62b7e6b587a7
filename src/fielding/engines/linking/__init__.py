"""Linking in bulk: what is too much for one record at a time."""
