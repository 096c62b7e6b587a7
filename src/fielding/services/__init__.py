"""The services that ship with the hub: one YAML file each, no code."""
