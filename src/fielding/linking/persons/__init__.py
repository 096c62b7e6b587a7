"""Records of persons: a model trained by Splink, executed here record by record."""
