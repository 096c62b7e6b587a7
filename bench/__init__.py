"""Speed, measured beside the machine's own limits in the same run; never a test."""
