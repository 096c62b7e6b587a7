"""Writing in the books: one transaction over one or more folios, tried again when overtaken."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from fielding.access.errors import NotFound
from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.errors import Overtaken
from fielding.app.ports import Hub, Transaction

Result = TypeVar("Result")
TRIES = 8
_SUBJECT = re.compile(r"[a-z]+/[a-z0-9][a-z0-9-]{0,79}")


@dataclass(slots=True, kw_only=True)
class FolioDesk:
    """The folios that one transaction has open; each is taken up when it is first asked for."""

    hub: Hub
    tx: Transaction
    pens: dict[str, FolioPen] = field(default_factory=dict)

    def folio(self, subject: str) -> FolioPen:
        """Take a folio up; raise NotFound for what can be no folio's name."""
        if not _SUBJECT.fullmatch(subject):
            raise NotFound(folio=subject)
        if subject not in self.pens:
            self.pens[subject] = FolioPen.take_up(self.hub, self.tx, subject)
        return self.pens[subject]


def write_in_folios(
    hub: Hub, actor: Actor, action: Action, act: Callable[[FolioDesk], Result]
) -> Result:
    """Let `act` write in folios; all that it wrote is kept, or nothing.

    The rules are asked anew on the newest history at every try. Raises NotPermitted, Overtaken
    after the last try, and whatever the rules say.
    """
    require(actor, action)
    for _ in range(TRIES - 1):
        try:
            return _attempt(hub, actor, act)
        except Overtaken:
            continue
    return _attempt(hub, actor, act)


def write_in_folio(
    hub: Hub,
    actor: Actor,
    subject: str,
    action: Action,
    act: Callable[[FolioPen], Result],
) -> Result:
    """Let `act` write in one folio, which begins if it has no entries."""
    return write_in_folios(hub, actor, action, lambda desk: act(desk.folio(subject)))


def _attempt(hub: Hub, actor: Actor, act: Callable[[FolioDesk], Result]) -> Result:
    with hub.store.transaction(actor) as tx:
        desk = FolioDesk(hub=hub, tx=tx)
        result = act(desk)
        written = [pen.written() for pen in desk.pens.values()]
        tx.keep_folios([each for each in written if each.new])
        return result
