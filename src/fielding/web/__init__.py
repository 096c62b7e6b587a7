"""The web rim: the kit that all pages share, and one folder of pages per audience."""
