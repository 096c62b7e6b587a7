"""Invents people who do not exist: names of the world's, addresses of hosts kept for examples."""

from dataclasses import dataclass
from random import Random

from fielding.simulation.world import World

#: RFC 2606 and RFC 6761 keep these free for examples.
DOMAINS = ("example.com", "example.org", "example.net")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One invented person."""

    name: str
    email: str


def invent(rng: Random, world: World, number: int) -> Identity:
    """Invent somebody; no other number has the same address."""
    first, last = rng.choice(world.names["first"]), rng.choice(world.names["last"])
    return Identity(
        name=f"{first} {last}", email=f"{first}.{last}{number}@{rng.choice(DOMAINS)}".lower()
    )
