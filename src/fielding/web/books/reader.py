"""Who reads a page of the books, and what organisations are called for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.registering.opening import open_names
from fielding.oversight.register.register import fold_register
from fielding.web.bodies import body_name
from fielding.web.desk import the_hub
from fielding.web.speaker import Speaker
from fielding.wiring.figures import bookkeeper


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader, their language, and the names of the register that they may open."""

    actor: Actor
    speaker: Speaker
    names: Mapping[str, str]

    @property
    def opens_entries(self) -> bool:
        """May they open entries of the ledger?"""
        return Action.SEE_FIGURES in MAY[self.actor.role]

    def name(self, slug: str) -> str:
        """Name an organisation: as the register does, or as its account or its slug is spelt."""
        return self.names.get(slug) or body_name(slug, self.speaker)


def reader_of(actor: Actor, speaker: Speaker, slugs: Collection[str]) -> Reader:
    """Open the names of organisations for somebody; a supplier opens none."""
    if Action.SEE_BOOKS not in MAY[actor.role]:
        return Reader(actor=actor, speaker=speaker, names={})
    register = bookkeeper().figures().folded(fold_register)
    names = open_names(the_hub(), actor, register, frozenset(slugs)).names
    return Reader(actor=actor, speaker=speaker, names=names)
