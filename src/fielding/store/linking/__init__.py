"""The linker and what it keeps in PostgreSQL."""
