"""Pages of the track record: who was found what, what they replied, what was awarded or refused."""
