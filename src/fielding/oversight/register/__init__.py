"""The register in time: organisations and who owns them, contracts, their chains and terms."""
