"""Fills the tables of linking with drawn reports, as the linker would have left them."""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import LiteralString

import numpy as np
import psycopg

from fielding.definitions.service import Kind
from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Flags, Mentions, Numbers, arrange
from fielding.engines.linking.batch_found import Networks
from fielding.engines.linking.batch_states import common_shares
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.networks.limits import Limits
from fielding.linking.tokens import token_of
from fielding.store.linking.reaching import start_over
from fielding.wiring.hub import hub

REPORT: LiteralString = (
    "report, case_id, network, core, in_body, family, received_at, loss, set_aside"
)
IDENTIFIER: LiteralString = "identifier, kind, token, shown, reports, owners, state"
MENTION: LiteralString = "report, identifier, whose"
COMMON: LiteralString = "identifier, reports, among"
NUMBER_ON: LiteralString = (
    "SELECT setval(pg_get_serial_sequence('link_identifier', 'identifier'), %s)"
)
READ: LiteralString = "UPDATE link_head SET upto = (SELECT size FROM head), measured = %s"
Row = tuple[object, ...]
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """Mentions of so many reports, which are numbered below nought, before the whole ledger."""

    size: int
    report: Numbers
    identifier: Numbers
    own: Flags
    #: What reports may name that come later: these have tokens that their addresses give.
    named: Collection[int]

    def fill(self, owner: psycopg.Connection) -> Networks:
        """Throw away what linking keeps, and keep this; nothing is near anything else."""
        start_over(owner)
        names, near = np.arange(-self.size, 0), np.zeros((0, 2), np.int64)
        arrays = Mentions(
            report=self.report,
            identifier=self.identifier,
            own=self.own,
            wide=np.zeros(len(self.report), np.bool_),
        )
        common = common_shares(arrange(arrays, names, near))
        found = network_all(names, arrays, near, Said(), Limits(common=common))
        with owner.cursor() as cursor:
            _copy(cursor, "link_report", REPORT, _reports(found))
            _copy(cursor, "link_identifier", IDENTIFIER, self._identifiers(found))
            _copy(cursor, "link_mention", MENTION, self._mentions())
            shares = ((one, round(share * self.size), self.size) for one, share in common.items())
            _copy(cursor, "link_common", COMMON, shares)
            cursor.execute(NUMBER_ON, (int(self.identifier.max()) + 1,))
            cursor.execute(READ, (self.size,))
        owner.commit()
        owner.autocommit = True
        owner.execute("ANALYZE")
        return found

    def _identifiers(self, found: Networks) -> Iterator[Row]:
        counted = np.bincount(self.identifier[~self.own], minlength=int(self.identifier.max()) + 1)
        owned = np.bincount(self.identifier[self.own], minlength=len(counted))
        for each, state in found.states().items():
            known_by = token(each) if each in self.named else uuid.UUID(int=each).bytes
            yield each, "email", known_by, b"", int(counted[each]), int(owned[each]), state.value

    def _mentions(self) -> Iterator[Row]:
        rows = zip(self.report.tolist(), self.identifier.tolist(), self.own.tolist(), strict=True)
        # What is told as the reporter's own comes last, and stands.
        told = {(report, identifier): own for report, identifier, own in sorted(rows)}
        for (report, identifier), own in told.items():
            yield report, identifier, "reporter" if own else "suspect"


def case_of(report: int) -> str:
    """Give the id of the case that a filled report stands for."""
    return str(uuid.UUID(int=report + 2**64))


def address(identifier: int) -> str:
    """Give the address of an identifier; no two of them are near each other but by chance."""
    drawn = hashlib.blake2b(identifier.to_bytes(8, "big"), digest_size=8)
    return f"{drawn.hexdigest()}@example.org"


def token(identifier: int) -> bytes:
    """Give the token that the linker knows the address of an identifier by."""
    (read,) = read_answer(Kind.EMAIL, address(identifier)).identifiers
    return token_of(hub().token_key, read.kind, read.canonical)


def _reports(found: Networks) -> Iterator[Row]:
    arrays = (found.reports, found.network, found.core, found.body, found.family)
    for report, *place in zip(*(array.tolist() for array in arrays), strict=True):
        yield report, case_of(report), *place, BEGUN, 0, "{}"


def _copy(
    cursor: psycopg.Cursor, table: LiteralString, columns: LiteralString, rows: Iterable[Row]
) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as sink:
        for row in rows:
            sink.write_row(row)
