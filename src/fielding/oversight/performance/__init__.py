"""A contract's measures, counted by the hub and held against what was agreed; and funnel plots."""
