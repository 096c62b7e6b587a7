"""Invents identities that belong to nobody: drama phone numbers, example domains, void accounts."""

from dataclasses import dataclass
from random import Random

from fielding.definitions.service import Kind
from fielding.simulation.drawing import percent
from fielding.simulation.world import World

#: RFC 2606 and RFC 6761 keep these free for examples.
DOMAINS = ("example.com", "example.org", "example.net")
#: Bech32 without the letters that may not be in it.
_WALLET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One invented person, with everything they can be reached by."""

    name: str
    phone: str
    email: str
    website: str
    handle: str
    account: str
    wallet: str

    def told(self, kind: Kind) -> str:
        """Give the answer to a question of this kind."""
        return str(getattr(self, kind.value))


#: The kinds of question that an identity answers.
TOLD = frozenset(
    {Kind.NAME, Kind.PHONE, Kind.EMAIL, Kind.WEBSITE, Kind.HANDLE, Kind.ACCOUNT, Kind.WALLET}
)


def invent(rng: Random, world: World) -> Identity:
    """Invent somebody."""
    first, last = rng.choice(world.names["first"]), rng.choice(world.names["last"])
    handle = f"{first}.{last}{rng.randint(1, 99)}".lower()
    return Identity(
        name=f"{first} {last}",
        phone=_phone(rng),
        email=f"{handle}@{rng.choice(DOMAINS)}",
        website=f"https://{last.lower()}-{rng.randint(10, 99)}.example",
        handle=f"@{handle}",
        # 00-00-00 is no bank's sort code.
        account=f"00-00-00 {rng.randrange(10**8):08}",
        wallet="bc1q" + "".join(rng.choices(_WALLET, k=38)),
    )


def _phone(rng: Random) -> str:
    """Draw from the ranges that Ofcom keeps free for use in drama."""
    if percent(rng, 70):
        return f"07700 900{rng.randrange(1000):03}"
    return f"020 7946 0{rng.randrange(1000):03}"
