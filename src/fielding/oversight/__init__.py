"""The books: figures computed from entries alone, each with the entries it rests on."""
