"""Pages of the register: organisations and who owns them, contracts, their chains and terms."""
