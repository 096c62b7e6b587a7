"""Where things happen: forces as often as published figures say, with real outcodes of theirs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from fielding.simulation.drawing import by_weight

#: The newest year of the published figures.
YEAR = "2018-19"
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A force as the published figures show it."""

    slug: str
    referred: int
    outcomes: int
    judicial: int

    @property
    def judicial_percent(self) -> float:
        """Of its outcomes, so many percent were judicial."""
        return 100 * self.judicial / self.outcomes if self.outcomes else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """The forces with their outcodes."""

    forces: Mapping[str, Force]
    outcodes: Mapping[str, tuple[str, ...]]

    def draw_force(self, rng: Random) -> Force:
        """Draw a force, as often as crimes were referred to it."""
        return by_weight(rng, {force: force.referred for force in self.forces.values()})

    def draw_postcode(self, rng: Random, force: Force) -> str:
        """Draw a postcode: a real outcode of the force, an invented rest."""
        outcode = rng.choice(self.outcodes[force.slug])
        return f"{outcode} {rng.randrange(10)}{''.join(rng.choices(_INWARD, k=2))}"


def read_country(
    referrals: Iterable[Mapping[str, str]], outcodes: Iterable[Mapping[str, str]]
) -> Country:
    """Read the tables `action_fraud_referrals` and `geo/outcode_force`."""
    found = defaultdict(list)
    for row in outcodes:
        if row["rank"] == "1":
            found[row["force_slug"]].append(row["outcode"])
    forces = {
        row["force_slug"]: Force(
            slug=row["force_slug"],
            referred=int(row["referred_crimes"]),
            outcomes=int(row["total_outcomes"]),
            judicial=int(row["judicial_outcomes"]),
        )
        for row in referrals
        if row["year"] == YEAR and row["force_slug"] in found
    }
    return Country(forces=forces, outcodes={slug: tuple(found[slug]) for slug in forces})
