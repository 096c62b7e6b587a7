"""Files of a handover: JSON lines, one case each, in any order."""

import json
import re
from collections.abc import Iterable, Iterator

from fielding.kernel.canonical import canonical_bytes
from fielding.oversight.handovers.errors import NotAHandoverFile
from fielding.oversight.handovers.held_cases import HeldCase

_CASE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_STATE = re.compile(r"[a-z][a-z0-9-]{0,60}")
_HASH = re.compile(r"[0-9a-f]{64}")
#: Longest line: a case has at most some hundreds of documents.
LONGEST_LINE = 200_000


def write_lines(cases: Iterable[HeldCase]) -> Iterator[bytes]:
    """Write cases down, a line each, as canonical JSON."""
    for one in cases:
        told = {
            "case": one.case,
            "state": one.state,
            "last": one.last,
            "documents": list(one.documents),
        }
        yield canonical_bytes(told) + b"\n"


def read_lines(lines: Iterable[bytes]) -> Iterator[HeldCase]:
    """Read cases; the order of documents does not count. Raises NotAHandoverFile with the line."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if len(line) > LONGEST_LINE:
            raise NotAHandoverFile(line=number, because="it is too long")
        try:
            told = json.loads(line)
        except (ValueError, RecursionError) as fault:
            raise NotAHandoverFile(line=number, because="it is not JSON") from fault
        yield _read(told, number)


def _read(told: object, number: int) -> HeldCase:
    if not isinstance(told, dict) or told.keys() != {"case", "state", "last", "documents"}:
        raise NotAHandoverFile(line=number, because="its keys are not the four that there are")
    documents = told["documents"]
    if not isinstance(documents, list):
        raise NotAHandoverFile(line=number, because="documents is not a list")
    for name, pattern in (("case", _CASE), ("state", _STATE), ("last", _HASH)):
        _require(told[name], pattern, number, name)
    for one in documents:
        _require(one, _HASH, number, "documents")
    return HeldCase(
        case=told["case"],
        state=told["state"],
        last=told["last"],
        documents=tuple(sorted(documents)),
    )


def _require(value: object, pattern: re.Pattern[str], number: int, name: str) -> None:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise NotAHandoverFile(line=number, because=f"{name} is not what it should be")
