"""Pages of findings: what was found and what the supplier replied, always side by side."""
