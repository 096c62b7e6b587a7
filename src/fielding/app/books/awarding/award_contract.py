"""Award a contract: the rule is asked first, and what it says is recorded either way."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.writing import write_in_folio
from fielding.app.once import Asked, once
from fielding.app.ports import Hub
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.kernel.canonical import canonical_bytes
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Kept
from fielding.oversight.awards.award import Award, Ruling, rule_on
from fielding.oversight.awards.awarding import record_ruling, require_award
from fielding.oversight.findings.finding import fold_findings
from fielding.oversight.register.register import fold_register


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an award officer asks for."""

    contract: str
    suppliers: tuple[str, ...]
    reasons: str


def rule_on_award(
    figures: Figures, actor: Actor, contract: str, suppliers: Sequence[str], on: date
) -> Ruling:
    """Say what the rule would say of an award; raise NotPermitted, NotRegistered or NotAnAward."""
    require(actor, Action.AWARD)
    register = figures.folded(fold_register)
    named = tuple(dict.fromkeys(suppliers))
    award = Award(contract=contract, suppliers=named, on=on, officer=actor.name)
    require_award(register, award)
    return rule_on(register, figures.folded(fold_findings).values(), award)


def award_contract(
    bookkeeper: Bookkeeper, actor: Actor, wanted: Wanted, mark: str
) -> tuple[Ruling, Kept | None]:
    """Make an award, or have it refused; both are entries in the contract's folio.

    The rule is asked at the newest checkpoint. Gives no entry when the same person asked for the
    same under the same mark before. Raises NotPermitted, NotRegistered, NotAnAward, and InFlight
    when the same is being recorded at this moment.
    """
    hub, figures = bookkeeper.hub, bookkeeper.figures()
    today = local_day(hub.clock.now())
    ruling = rule_on_award(figures, actor, wanted.contract, wanted.suppliers, today)
    step = record_ruling(ruling, figures.books.standpoint.size, wanted.reasons)

    written: list[Kept] = []

    def act(hub: Hub) -> None:
        subject = f"contract/{wanted.contract}"
        written.append(
            write_in_folio(hub, actor, subject, Action.AWARD, lambda it: it.write(actor, step))
        )

    what = [wanted.contract, list(wanted.suppliers), wanted.reasons]
    told = hashlib.sha256(canonical_bytes(what)).hexdigest()
    once(hub, actor, Asked(key=f"award {mark} {told}", what=what), act)
    return ruling, written[0] if written else None
