"""Read a file of OCDS releases, release packages or records, as JSON or JSON lines."""

from pathlib import Path

from fielding.app.books.registering.contracting import Contracting, Fault, Process
from fielding.engines.formats.ocds.coverage import Coverage
from fielding.engines.formats.ocds.dealings import read_dealings
from fielding.engines.formats.ocds.json_values import Placed, read_values
from fielding.engines.formats.ocds.merging import Compiled, compile_releases
from fielding.engines.formats.ocds.parties import Parties
from fielding.engines.formats.ocds.processes import Group, group
from fielding.engines.formats.ocds.releases import Extends, Found, find_releases


def read_contracting(path: Path) -> Contracting:
    """Read all that a file tells; what cannot be understood is listed, never skipped in silence.

    Raises FileUnreadable when the file cannot be read to its end.
    """
    return contracting_of(list(read_values(path)))


def contracting_of(values: list[Placed | Fault]) -> Contracting:
    """Read JSON values that were taken out of a file."""
    coverage = Coverage()
    found: list[Found] = []
    faults: list[Fault] = []
    extensions: dict[str, None] = {}
    for one in find_releases(values):
        if isinstance(one, Fault):
            faults.append(one)
        elif isinstance(one, Extends):
            extensions[one.address] = None
        else:
            coverage.add(one.release)
            found.append(one)
    groups, mixed = group(found)
    processes: list[Process] = []
    for each in groups:
        process, odd = _process(each)
        processes.append(process)
        mixed.extend(odd)
    return Contracting(
        releases=len(found),
        processes=tuple(processes),
        fields=coverage.fields(),
        faults=(*faults, *mixed, *coverage.faults()),
        extensions=tuple(extensions),
    )


def _process(each: Group) -> tuple[Process, list[Fault]]:
    parties = Parties(group=each)
    named = parties.read()
    compiled: list[Compiled] = []
    faults: list[Fault] = []
    for one in compile_releases(each):
        if isinstance(one, Fault):
            faults.append(one)
        else:
            compiled.append(one)
    process = Process(
        ocid=each.ocid,
        buyers=each.buyers,
        parties=named,
        dealings=read_dealings(compiled, parties),
        releases=tuple(one.release for one in compiled),
    )
    return process, [*faults, *parties.faults()]
