"""What kind a case is, how urgent, how solvable: a suggestion with reasons, never a decision."""
