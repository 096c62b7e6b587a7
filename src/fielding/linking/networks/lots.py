"""The lot of a report: a fixed number as if drawn, so that samples do not depend on any order.

Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA: the mix of
SplitMix64; the lowest bit is dropped so that it fits a signed column.
"""

_WORD = 0xFFFFFFFFFFFFFFFF


def lot_of(report: int) -> int:
    """Give a report's lot, from 0 to 2^63 - 1; the reports with the lowest lots are the sample."""
    mixed = (report + 0x9E3779B97F4A7C15) & _WORD
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _WORD
    return (mixed ^ (mixed >> 31)) >> 1
