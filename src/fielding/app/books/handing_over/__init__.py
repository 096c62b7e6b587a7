"""Use cases of exit: begin a handover, post package and receipt, sign, read."""
