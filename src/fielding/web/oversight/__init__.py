"""The pages of figures: for overseers down to each entry, for the public without any."""
