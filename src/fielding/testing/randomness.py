"""Bytes that look random and come again for the same seed. Never for keys that matter."""

from random import Random


class SeededRandomness:
    """Draws the same bytes in the same order for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)  # noqa: S311 - to be repeated is its purpose

    def bytes(self, count: int) -> bytes:
        """Draw so many bytes."""
        return self._random.randbytes(count)
