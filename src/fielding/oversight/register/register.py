"""The register: folds the entries of organisations and contracts into what is true after them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fielding.ledger.entry import Kept
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.folding_contracts import fold_contract
from fielding.oversight.register.folding_organisations import fold_organisation, fold_process
from fielding.oversight.register.organisations import Organisation
from fielding.oversight.register.processes import Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Everything registered, by slug."""

    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    contracts: Mapping[str, Contract] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)


def fold_register(folios: Sequence[Kept]) -> Register:
    """Fold the entries of all folios; those of other instruments change nothing."""
    organisations: dict[str, Organisation] = {}
    contracts: dict[str, Contract] = {}
    processes: dict[str, Process] = {}
    for kept in folios:
        noun, _, slug = kept.entry.subject.partition("/")
        if noun == "organisation":
            changed = fold_organisation(organisations.get(slug), kept)
            if changed:
                organisations[slug] = changed
        elif noun in {"contract", "claim"}:  # what is claimed of it has a folio of its own
            moved = fold_contract(contracts.get(slug), kept)
            if moved:
                contracts[slug] = moved
        elif noun == "process":
            led = fold_process(processes.get(slug), kept)
            if led:
                processes[slug] = led
    return Register(organisations=organisations, contracts=contracts, processes=processes)
