"""The register: folds the entries of organisations and contracts into what is true after them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fielding.ledger.entry import Kept
from fielding.oversight.folding import fold_folios
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
    return Register(
        organisations=fold_folios(folios, fold_organisation, "organisation"),
        contracts=fold_folios(folios, fold_contract, "contract", "claim"),
        processes=fold_folios(folios, fold_process, "process"),
    )
