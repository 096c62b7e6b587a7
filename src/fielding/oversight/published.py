"""Publishing counts: what the public may see without learning of one person's case."""

from collections.abc import Mapping
from dataclasses import dataclass

#: Counts under this are left out of everything public.
LEAST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Counts for the public; None stands for one that is left out."""

    counts: Mapping[str, int | None]
    total: int | None


def publish(counts: Mapping[str, int]) -> Published:
    """Leave out counts under ten, and as many more as keep them from being worked out.

    A single count left out is the total less the others, so others go with it, the smallest first,
    until what is left out is at least two counts and at least ten cases; failing that the total
    goes too. Nothing at all (0) says nothing of anybody and stays.
    """
    rising = sorted((name for name in counts if counts[name]), key=lambda name: counts[name])
    hidden: list[str] = [name for name in rising if counts[name] < LEAST]
    enough = not hidden
    for name in rising[len(hidden) :]:
        enough = enough or _cannot_be_worked_out([counts[one] for one in hidden])
        if enough:
            break
        hidden.append(name)
    enough = enough or _cannot_be_worked_out([counts[one] for one in hidden])
    shown = {name: None if name in hidden else number for name, number in counts.items()}
    return Published(counts=shown, total=sum(counts.values()) if enough else None)


def _cannot_be_worked_out(hidden: list[int]) -> bool:
    return len(hidden) > 1 and sum(hidden) >= LEAST
