"""Segments cut from histories told at random, without a hub."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pyarrow.parquet as pq

from fielding.engines.exports import ExportFolder
from fielding.engines.segments.columns import columns_of
from fielding.engines.segments.cutting import Known, cut_entries, cut_public, publish_figures
from fielding.engines.segments.manifest import ROWS
from fielding.engines.segments.public_writing import Pseudonyms
from fielding.engines.segments.writing import SegmentFolder, explain
from fielding.ledger.entry import Kept
from fielding.oversight.books import Books
from fielding.testing.histories import (
    BEGINNING,
    BY_DIGEST,
    FIRMS,
    RULES,
    SERVICES,
    Teller,
    any_day,
    books_of,
    sequenced,
    standing_at,
    weekdays,
)
from fielding.testing.services import shipped_files

NOW = BEGINNING + timedelta(days=120)
KNOWN = Known(
    definitions=BY_DIGEST,
    in_force=tuple(BY_DIGEST),
    rules=RULES,
    workday=lambda nation: any_day if nation == "northern-ireland" else weekdays,
)


FILES = {file.service.digest: (file.content, file.tables) for file in shipped_files()}


def cut(folder: Path, log: list[Kept]) -> Books:
    """Cut a log into segments with their figures; give the books folded from it."""
    target = SegmentFolder(ExportFolder(folder), columns_of(SERVICES.values()))
    books = cut_entries(target, log, standing_at(log, NOW), RULES, lambda *_: None)
    explain(target.target, FILES, "", "{}")
    publish_figures(target, books, KNOWN)
    return books


def stormy_log(random: Random, cases: int) -> list[Kept]:
    """Tell cases in which everything happens in any order, twice over and at the same moment."""
    told = []
    for place in range(cases):
        teller = Teller(
            name=f"storm-{place}", service=SERVICES["fraud"], firm="north-desk",
            synthetic=random.random() < 0.3, at=BEGINNING + timedelta(hours=random.randrange(900)),
            answers={"amount-lost": random.randrange(10**9)} if random.random() < 0.5 else {},
        ).receive()  # fmt: skip
        sent: list[str] = []
        for _ in range(random.randrange(14)):
            teller.firm = random.choice(FIRMS)
            _anything(teller, random, sent)
        told.append(teller.told)
    return sequenced(*told, random=random)


def _anything(teller: Teller, random: Random, sent: list[str]) -> None:
    after = timedelta(minutes=random.choice((0, 1, random.randrange(9000))))
    kind = random.choice([*_PLAIN, "refer", "answer", "answer", "outcome", "sorted", "review"])
    match kind:
        case "refer":
            sent.append(f"force-{len(sent)}")
            teller.refer(sent[-1], after)
        case "answer" if sent:
            teller.answer(random.choice(_ANSWERS), random.choice(sent), after)
        case "outcome" if sent:
            teller.conclude(random.choice(sent), after, judicial=random.random() < 0.4)
        case "sorted":
            nation = random.choice(("england", "northern-ireland", None))
            sure = random.random() < 0.5
            teller.tell("case.sorted", after, nation=nation, sure=sure, bodies=[["kent", 5]])
        case "review":
            _review(teller, random, after)
        case _ if kind in _PLAIN:
            teller.tell(kind, after, **_PLAIN[kind])


def _review(teller: Teller, random: Random, after: timedelta) -> None:
    if any(kept.entry.kind == "review.requested" for kept in teller.told) and random.random() < 0.5:
        result = random.choice(("upheld", "replaced"))
        teller.tell("review.decided", after, result=result, of="dismiss")
    else:
        teller.tell("review.requested", after, of="dismiss")


_ANSWERS = ("referral.delivered", "referral.accepted", "referral.returned")
_PLAIN: dict[str, dict[str, object]] = {
    "case.held": {"reason": "waiting-for-advice"},
    "case.released": {},
    "case.assigned": {"to": "somebody"},
    "case.dismissed": {"decision": "dismiss", "reason": "no-crime"},
    "case.kept": {"decision": "keep", "reason": "abroad", "code": "x"},
    "case.added": {},
    "case.erased": {},
}


def cut_in_public(folder: Path, log: list[Kept], key: bytes = b"k" * 32) -> list[dict[str, object]]:
    """Cut the public edition of a log; give its rows."""
    target = ExportFolder(folder)
    explain(target, FILES, "", "{}")
    books = books_of(log, NOW)
    cut_public(target, (books, log), KNOWN, Pseudonyms(key=key), lambda *_: None)
    rows: list[dict[str, object]] = pq.read_table(folder / ROWS).to_pylist()
    return rows
