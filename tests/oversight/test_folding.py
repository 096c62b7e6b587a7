"""Each thing of the books is what the entries of its own folio say, and of no other."""

from datetime import UTC, datetime

from fielding.ledger.entry import Entry, Kept, keep_entry
from fielding.oversight.folding import fold_folio, fold_folios

AT = datetime(2026, 3, 1, tzinfo=UTC)


def told(subject: str, word: str) -> Kept:
    return keep_entry(
        Entry(
            id="00000000-0000-7000-8000-000000000000", service="books", definition="ab" * 32,
            kind="word.told", subject=subject, also=(), previous=None, occurred_at=AT,
            recorded_at=AT, actor="somebody", role="overseer", firm=None, contract=None,
            facts={"word": word}, commitment=None, sealed=None, synthetic=True,
        )
    )  # fmt: skip


def advance(known: str | None, kept: Kept) -> str | None:
    """Say what was told from the word `begin` on."""
    word = str(kept.entry.facts["word"])
    return (known or "") + word if known or word == "begin" else None


LOG = [
    told("award/two", "begin"),
    told("award/one", "early"),
    told("award/one", "begin"),
    told("draw/one", "begin"),
    told("award/two", "-on"),
]


def test_folios_of_one_noun_stand_in_the_order_in_which_they_began() -> None:
    found = fold_folios(LOG, advance, "award")

    assert list(found.items()) == [("two", "begin-on"), ("one", "begin")]


def test_folios_of_one_name_can_be_one_thing() -> None:
    found = fold_folios(LOG, advance, "award", "draw")

    assert found == {"two": "begin-on", "one": "beginbegin"}


def test_a_folio_that_has_not_begun_is_nothing() -> None:
    assert fold_folio(LOG[1:2], advance) is None
    assert fold_folio(LOG[1:3], advance) == "begin"
