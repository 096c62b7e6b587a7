"""PostgreSQL: the one Django app with models; knows tables, and no engine, rim or setting."""
