"""The door for programs: JSON in, JSON out, and problems that say what to do."""
