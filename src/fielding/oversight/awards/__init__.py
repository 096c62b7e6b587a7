"""The track record: open findings stand in the way of an award until a reply is accepted."""
