"""Use cases of bills: post an invoice, check it, settle its lines, read it."""
