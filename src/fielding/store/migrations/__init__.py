"""The one stream of migrations; each runs the next SQL of `store/sql/`, or tells Django of it."""
