"""A hub whose tables of linking hold many drawn reports, as if the linker had taken them up.

The reports stand in the tables of linking and among the cases, not in the ledger. Identifiers are
of the kinds of the mixture (linking_spelt.py); each has as many near forms as the linker keeps.
Forms and tokens of identifiers that nothing coming is near are drawn by chance: no table can tell.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from multiprocessing import get_context
from typing import LiteralString

import numpy as np
import psycopg
from django.conf import settings

from bench.linking_spelt import Spelt
from bench.machine import administrator
from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions, Numbers, arrange
from fielding.engines.linking.batch_found import Networks
from fielding.engines.linking.batch_limits import limits_of
from fielding.linking.identifiers.nearness import near_forms
from fielding.linking.networks.limits import WIDE, Limits
from fielding.linking.rule import VERSION
from fielding.linking.tokens import NEAR_BYTES, near_tokens_of, token_of
from fielding.simulation.linking.groups import draw_reports
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.linking.naming import Mentions as Drawn
from fielding.simulation.linking.naming import draw_mentions
from fielding.store.linking.reaching import start_over
from fielding.wiring.hub import hub

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
ROWS_AT_ONCE = 1 << 20
WIDE_KINDS = [kind for kind in Kind if kind.name.lower() in WIDE]
#: A row of COPY's binary form: how many columns, and each with its length before it.
FORM_ROW = np.dtype([
    ("columns", ">i2"), ("form_bytes", ">i4"), ("form", f"V{NEAR_BYTES}"),
    ("number_bytes", ">i4"), ("number", ">i8"),
])  # fmt: skip
COPY_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
COPY_END = b"\xff\xff"
COPIED: Mapping[str, LiteralString] = {
    "link_report": "COPY link_report (report, case_id, network, core, in_body, family, received_at,"
    " loss, set_aside) FROM STDIN",
    "case_row": "COPY case_row (case_id, service, definition, reference, door, state, waiting,"
    " received_at, points, urgent, sure, deciders, decider_firms, in_review, synthetic, last,"
    " last_at) FROM STDIN",
    "link_identifier": "COPY link_identifier (identifier, kind, token, shown, reports, owners,"
    " state, forms) FROM STDIN",
    "link_mention": "COPY link_mention (report, identifier, whose) FROM STDIN",
    "link_near": "COPY link_near (one, other) FROM STDIN",
    "link_common": "COPY link_common (identifier, reports, among) FROM STDIN",
}
#: Triggers would look up each identifier of each mention that is copied.
BEFORE: tuple[LiteralString, ...] = (
    "SET session_replication_role = replica",
    "SET maintenance_work_mem = '1GB'",
    "ALTER TABLE link_near_form DROP CONSTRAINT link_near_form_pkey",
)
COPY_FORMS: LiteralString = "COPY link_near_form (form, identifier) FROM STDIN (FORMAT binary)"
AFTER: tuple[LiteralString, ...] = (
    "ALTER TABLE link_near_form ADD PRIMARY KEY (form, identifier)",
    "SELECT setval('link_identifier_identifier_seq', max(identifier)) FROM link_identifier",
)
STANDS: LiteralString = (
    "UPDATE link_head SET upto = (SELECT size FROM head), version = %s, measured = %s, few = %s"
)
#: As a hub stands that has been at work for longer: nothing is left to be written or counted.
REST: tuple[LiteralString, ...] = ("VACUUM ANALYZE", "CHECKPOINT")
Row = tuple[object, ...]


@dataclass(frozen=True)
class Coming:
    """Reports yet to come: what each names."""

    spelt: Spelt
    named: list[list[int]]


def fill(size: int, coming: int) -> Coming:
    """Fill the tables with drawn reports; give what those yet to come name.

    A process of its own does it, so that what it takes is not counted as the linker's memory.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as apart:
        return apart.submit(_fill, size, coming).result()


def _fill(size: int, coming: int) -> Coming:
    rng = np.random.default_rng(size)
    mixture = Mixture()
    drawn = draw_mentions(rng, mixture, draw_reports(rng, mixture, size + coming))
    begins = np.searchsorted(drawn.report, np.arange(size, size + coming + 1))
    named = [drawn.identifier[begin:end] for begin, end in pairwise(begins.tolist())]
    fill_with(drawn, size, np.concatenate(named))
    return Coming(Spelt.of(drawn), [one.tolist() for one in named])


def fill_with(drawn: Drawn, size: int, named: Numbers) -> Networks:
    """Fill the tables with the first of what was drawn; `named`: what reports yet to come name."""
    spelt = Spelt.of(drawn)
    standing = _Standing.of(drawn, size, spelt)
    _keep(standing, spelt, named)
    return standing.found


@dataclass(frozen=True, kw_only=True)
class _Standing:
    """What stands in the tables; reports have numbers before every index of the ledger."""

    report: Numbers
    identifier: Numbers
    own: np.ndarray
    near: Numbers
    limits: Limits
    found: Networks
    spelt: Spelt

    @classmethod
    def of(cls, drawn: Drawn, size: int, spelt: Spelt) -> "_Standing":
        there = drawn.report < size
        # A report that names one thing as its own and as the other side's names it as its own.
        order = np.lexsort((-drawn.whose[there], drawn.identifier[there], drawn.report[there]))
        report, identifier = drawn.report[there][order], drawn.identifier[there][order]
        first = (np.diff(report, prepend=-1) > 0) | (np.diff(identifier, prepend=-1) != 0)
        mentions = Mentions(
            report=report[first] - size,
            identifier=identifier[first],
            own=drawn.whose[there][order][first] == 1,
            wide=np.isin(drawn.kind, WIDE_KINDS)[identifier[first]],
        )
        pairs = np.array([(of, slip) for slip, (of, _) in spelt.slips.items()], dtype=np.int64)
        near = pairs[np.isin(pairs, np.unique(mentions.identifier)).all(axis=1)]
        reports = np.arange(-size, 0)
        limits = limits_of(arrange(mentions, reports, near))
        found = network_all(reports, mentions, near, Said(), limits)
        return cls(
            report=mentions.report, identifier=mentions.identifier, own=mentions.own,
            near=near, limits=limits, found=found, spelt=spelt,
        )  # fmt: skip

    def rows(
        self, tokens: Mapping[int, bytes], forms: Mapping[int, bytes]
    ) -> Iterator[tuple[str, Iterator[Row]]]:
        yield "link_report", self._reports()
        yield "case_row", self._cases()
        yield "link_identifier", self._identifiers(tokens, forms)
        yield "link_mention", self._mentions()
        yield "link_near", ((min(pair), max(pair)) for pair in self.near.tolist())
        among = len(self.found.reports)
        shares = self.limits.common.items()
        yield "link_common", ((one, round(share * among), among) for one, share in shares)

    def _reports(self) -> Iterator[Row]:
        found = self.found
        arrays = (found.reports, found.network, found.core, found.body, found.family)
        for report, *place in zip(*(array.tolist() for array in arrays), strict=True):
            yield report, _case(report), *place, BEGUN, 0, "{}"

    def _cases(self) -> Iterator[Row]:
        for report in self.found.reports.tolist():
            named = (_case(report), "fraud", "", f"BENCH{-report}", "file", "received", True)
            sorted_as = (BEGUN, 0, False, False, "{}", "{}", False, False, b"", BEGUN)
            yield *named, *sorted_as

    def _identifiers(
        self, tokens: Mapping[int, bytes], forms: Mapping[int, bytes]
    ) -> Iterator[Row]:
        usual = {kind: _array(range(forms)) for kind, forms in _usual_forms().items()}
        most = int(self.identifier.max()) + 1
        counted = np.bincount(self.identifier[~self.own], minlength=most).tolist()
        owned = np.bincount(self.identifier[self.own], minlength=most).tolist()
        for each, state in self.found.states().items():
            token = tokens.get(each) or uuid.UUID(int=each).bytes
            kind, near = self.spelt.kind(each), forms.get(each)
            named = (each, kind.name.lower(), token, b"", counted[each], owned[each], state.value)
            yield *named, usual[kind] if near is None else _array(np.frombuffer(near, ">i8"))

    def _mentions(self) -> Iterator[Row]:
        columns = (self.report.tolist(), self.identifier.tolist(), self.own.tolist())
        for report, identifier, own in zip(*columns, strict=True):
            yield report, identifier, "reporter" if own else "suspect"


def _keep(standing: _Standing, spelt: Spelt, coming: Numbers) -> None:
    token_key = hub().token_key
    told = {each: spelt.identifier(each) for each in spelt.around(coming.tolist())}
    tokens = {each: token_of(token_key, one.kind, one.canonical) for each, one in told.items()}
    forms = {
        each: near_tokens_of(token_key, one.kind, near_forms(one)) for each, one in told.items()
    }
    with psycopg.connect(administrator(), dbname=settings.FIELDING_DATABASE_NAME) as owner:
        start_over(owner)
        cursor = owner.cursor()
        cursor.execute("DELETE FROM case_row WHERE reference LIKE 'BENCH%'")
        for statement in BEFORE:
            cursor.execute(statement)
        for table, rows in standing.rows(tokens, forms):
            with cursor.copy(COPIED[table]) as sink:
                for row in rows:
                    sink.write_row(row)
        with cursor.copy(COPY_FORMS) as sink:
            for block in _forms(standing, forms):
                sink.write(block)
        for statement in AFTER:
            cursor.execute(statement)
        measured = len(standing.found.reports)
        cursor.execute(STANDS, (VERSION, measured, sorted(standing.limits.few)))
        owner.commit()
        owner.autocommit = True
        for statement in REST:
            owner.execute(statement)


def _forms(standing: _Standing, told: Mapping[int, bytes]) -> Iterator[bytes]:
    """Give the rows of COPY's binary form, in blocks."""
    identifiers = standing.found.identifiers
    rng = np.random.default_rng(len(identifiers))
    yield COPY_HEAD
    there = [each for each in identifiers.tolist() if each in told]
    forms = b"".join(told[each] for each in there)
    yield _block(
        np.frombuffer(forms, np.uint8),
        np.repeat(there, [len(told[each]) // NEAR_BYTES for each in there]),
    )
    others = identifiers[~np.isin(identifiers, there)]
    usual = np.array(list(_usual_forms().values()))
    kinds = np.array(standing.spelt.kinds)
    others = np.repeat(others, usual[kinds[others]])
    for begin in range(0, len(others), ROWS_AT_ONCE):
        numbers = others[begin : begin + ROWS_AT_ONCE]
        yield _block(np.frombuffer(rng.bytes(NEAR_BYTES * len(numbers)), np.uint8), numbers)
    yield COPY_END


def _usual_forms() -> Mapping[Kind, int]:
    """Count the forms that an identifier of each kind keeps."""
    return {kind: len(near_forms(Spelt([kind], {}).identifier(0))) for kind in Kind}


def _array(numbers: Iterable[int]) -> str:
    """Write an array as COPY takes it."""
    return f"{{{','.join(map(str, numbers))}}}"


def _block(forms: np.ndarray, numbers: Numbers) -> bytes:
    rows = np.zeros(len(numbers), FORM_ROW)
    rows["columns"], rows["form_bytes"], rows["number_bytes"] = 2, NEAR_BYTES, 8
    rows["form"] = forms.view(FORM_ROW["form"])
    rows["number"] = numbers
    return rows.tobytes()


def _case(report: int) -> uuid.UUID:
    return uuid.UUID(int=report + 2**64)
