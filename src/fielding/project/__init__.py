"""Settings, root URLs and the server's entry point."""
