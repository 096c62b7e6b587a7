"""Billable units out of segments, for invoices and ledgers too large for books in memory."""
