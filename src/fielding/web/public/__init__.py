"""Pages for everybody: report, receipt, follow, review; no account."""
