"""Read a contract's chain as it really worked, at the newest checkpoint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fielding.access.errors import NotFound
from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.oversight.chain.alerts import Alert, alerts_of
from fielding.oversight.chain.breakdown import Along, ChainTable, Within, count_along
from fielding.oversight.chain.proposing import propose
from fielding.oversight.chain.summary import FirmRow, rows_of
from fielding.oversight.chain.work import Piece, work_in
from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.register import Register, fold_register
from fielding.oversight.scope import Scope, month_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChain:
    """One contract's work: who did it, and what the rule asks somebody to look at."""

    contract: Contract
    work: tuple[Piece, ...]
    rows: tuple[FirmRow, ...]
    alerts: tuple[Alert, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """Every contract's chain at one checkpoint, by slug."""

    figures: Figures
    register: Register
    by_contract: Mapping[str, ToldChain]


def read_chains(bookkeeper: Bookkeeper, actor: Actor) -> Chains:
    """Read all chains. Raises NotPermitted."""
    require(actor, Action.SEE_BOOKS)
    figures = bookkeeper.figures()
    register = figures.folded(fold_register)
    work: dict[str, list[Piece]] = {slug: [] for slug in register.contracts}
    for piece in work_in(figures.books, register):
        contract = register.contracts.get(piece.place.contract)
        # Real and synthetic work are never counted together.
        if contract is not None and contract.synthetic is piece.synthetic:
            work[contract.slug].append(piece)
    told = {
        slug: _told(contract, work[slug], figures) for slug, contract in register.contracts.items()
    }
    return Chains(figures=figures, register=register, by_contract=told)


def read_chain(bookkeeper: Bookkeeper, actor: Actor, slug: str) -> tuple[Chains, ToldChain]:
    """Read one chain. Raises NotPermitted, and NotFound where no such contract is registered."""
    chains = read_chains(bookkeeper, actor)
    if slug not in chains.by_contract:
        raise NotFound(contract=slug)
    return chains, chains.by_contract[slug]


def break_down(chains: Chains, told: ToldChain, counting: str, along: Along) -> ChainTable:
    """Break a counting down along one contract's chain. Raises UnknownCounting."""
    scope = Scope(synthetic=told.contract.synthetic)
    within = Within(scope=scope, contract=told.contract.slug)
    return count_along(chains.figures.tally(counting), chains.register, within, along)


def _told(contract: Contract, work: Sequence[Piece], figures: Figures) -> ToldChain:
    standpoint = figures.books.standpoint
    alerts = alerts_of(contract, work, month_of(standpoint.at))
    return ToldChain(
        contract=contract,
        work=tuple(work),
        rows=rows_of(contract, work),
        alerts=alerts,
        proposals=propose(contract, alerts, standpoint),
    )
