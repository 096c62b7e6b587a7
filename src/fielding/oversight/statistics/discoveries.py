"""Discoveries among many tests: how many of those named are named by chance is held in check."""

from collections.abc import Mapping


def adjusted(chances: Mapping[str, float]) -> Mapping[str, float]:
    """Give for each name the least false discovery rate at which it is named.

    Benjamini, Y. and Hochberg, Y. (1995), Controlling the false discovery rate, Journal of the
    Royal Statistical Society B 57, 289-300.
    """
    upward = sorted(chances, key=lambda name: (chances[name], name))
    found, least = dict[str, float](), 1.0
    for place in range(len(upward), 0, -1):
        name = upward[place - 1]
        least = min(least, chances[name] * len(upward) / place)
        found[name] = least
    return {name: found[name] for name in chances}


def discoveries(chances: Mapping[str, float], rate: float) -> frozenset[str]:
    """Name those of whom at most a share `rate` is named by chance, on average."""
    return frozenset(name for name, least in adjusted(chances).items() if least <= rate)
