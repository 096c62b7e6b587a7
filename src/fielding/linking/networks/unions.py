"""Sets that grow together (Tarjan 1975, Efficiency of a good but not linear algorithm)."""


class Unions:
    """Whole numbers in disjoint sets, each known by its least member."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, member: int) -> int:
        """Give the least member of the set that holds this one."""
        above = self._above
        if member not in above:
            above[member] = member
            return member
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first
