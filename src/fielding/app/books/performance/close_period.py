"""Close a month of a contract: its figures stand in the ledger, and can be computed again."""

from dataclasses import dataclass

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.performance.read_measures import contract_in, month_in, sources_of
from fielding.app.books.writing import write_in_folio
from fielding.app.read_figures import Bookkeeper
from fielding.ledger.entry import Kept
from fielding.oversight.books import Standpoint
from fielding.oversight.performance.agreed import is_month
from fielding.oversight.performance.closing import Closed, Figure, close_month, fold_closed
from fielding.oversight.performance.errors import UnknownContract, UnknownPeriod
from fielding.oversight.performance.reading import read_month
from fielding.oversight.register.register import fold_register
from fielding.oversight.shares import CannotCompute, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """A figure of a close, and what its entries come to when they are counted again."""

    figure: Figure
    again: Share | CannotCompute

    @property
    def is_equal(self) -> bool:
        """Does counting again give the same?"""
        told = (self.figure.met, self.figure.of)
        return isinstance(self.again, Share) and (self.again.met, self.again.of) == told


def close_period(bookkeeper: Bookkeeper, actor: Actor, slug: str, month: str) -> Kept:
    """Close a month with the figures at the newest checkpoint.

    Raises NotPermitted, UnknownContract, PeriodNotOver, PeriodClosed and NothingAgreed.
    """
    require(actor, Action.KEEP_REGISTER)
    figures = bookkeeper.figures()
    contract, at = contract_in(figures, slug), figures.books.standpoint
    readings = read_month(contract, month, sources_of(figures)) if is_month(month) else ()

    def act(folio: FolioPen) -> Kept:
        newest = fold_register(folio.history).contracts.get(slug)
        if newest is None:
            raise UnknownContract(contract=slug)
        return folio.write(actor, close_month(newest, month, readings, at))

    return write_in_folio(bookkeeper.hub, actor, f"contract/{slug}", Action.KEEP_REGISTER, act)


def check_close(
    bookkeeper: Bookkeeper, actor: Actor, slug: str, month: str
) -> tuple[Closed, tuple[Recomputed, ...]]:
    """Count a closed month again from the entries that its checkpoint covers, and no others.

    Reads every entry up to it. Raises NotPermitted, UnknownPeriod, and NotUnderCheckpoint when
    those entries do not hash to the root in the close.
    """
    require(actor, Action.SEE_BOOKS)
    return recompute_close(bookkeeper, slug, month)


def recompute_close(
    bookkeeper: Bookkeeper, slug: str, month: str
) -> tuple[Closed, tuple[Recomputed, ...]]:
    """Do what `check_close` does, for whoever has the hub itself; raises the same."""
    closed = bookkeeper.figures().folded(fold_closed).get((slug, month))
    if closed is None:
        raise UnknownPeriod(contract=slug, month=month)
    point = Standpoint(size=closed.size, root=closed.root, at=closed.at)
    again = {one.measure: one.value for one in month_in(bookkeeper.at(point), slug, month).readings}
    missing = CannotCompute(because="nothing-to-count")
    return closed, tuple(
        Recomputed(figure=figure, again=again.get(name, missing))
        for name, figure in sorted(closed.figures.items())
    )
