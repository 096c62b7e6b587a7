"""The one stream of migrations; each wraps the SQL of its number in `store/sql/`."""
