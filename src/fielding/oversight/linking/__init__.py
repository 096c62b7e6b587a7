"""Says what joining the forces' reports shows that no force alone can see."""
