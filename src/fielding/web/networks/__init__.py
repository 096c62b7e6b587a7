"""Pages of networks: which reports belong together, why, and what people say of it."""
