"""Statistics that the books need, each from its published source; nothing here knows an entry."""
