"""Reads the payment scheme's table of sort codes from a folder of the operator's."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from fielding.engines.errors import BrokenSortCodes
from fielding.linking.errors import AccountTableFault
from fielding.linking.identifiers.modulus import AccountTable, read_account_table

#: The scheme's own names; what it puts between (`valacdos-v850.txt`) is let stand.
WEIGHTS, INSTEAD = "valacdos", "scsubtab"


@dataclass(frozen=True, slots=True, kw_only=True)
class SortCodes:
    """The table, and which one it is."""

    table: AccountTable
    #: As the scheme named it; often its version stands in the name.
    file: str
    #: The first eight characters of the SHA-256 of both files, which carry no version inside.
    version: str


def read_sort_codes(folder: Path) -> SortCodes:
    """Read `valacdos….txt`, and `scsubtab….txt` where it is there. Raises BrokenSortCodes."""
    weights = _only(folder, WEIGHTS)
    if weights is None:
        raise BrokenSortCodes(folder=str(folder), fault=f"it holds no {WEIGHTS}.txt")
    instead = _only(folder, INSTEAD)
    contents = [file.read_bytes() for file in (weights, instead) if file]
    try:
        table = read_account_table(*(content.decode("ascii") for content in contents))
    except UnicodeDecodeError as fault:
        raise BrokenSortCodes(folder=str(folder), fault="it is not plain text") from fault
    except AccountTableFault as fault:
        at = f"line {fault.facts['line']} of {weights.name} is no row of it"
        raise BrokenSortCodes(folder=str(folder), fault=at) from fault
    if not table.checks:
        raise BrokenSortCodes(folder=str(folder), fault=f"{weights.name} is empty")
    version = hashlib.sha256(b"\n".join(contents)).hexdigest()[:8]
    return SortCodes(table=table, file=weights.name, version=version)


def _only(folder: Path, name: str) -> Path | None:
    """Give the one file of a name; two would leave open which of them holds."""
    found = [file for file in folder.glob("*.txt") if file.name.lower().startswith(name)]
    if len(found) > 1:
        fault = f"it holds {len(found)} files {name}….txt: leave the newest"
        raise BrokenSortCodes(folder=str(folder), fault=fault)
    return found[0] if found else None
