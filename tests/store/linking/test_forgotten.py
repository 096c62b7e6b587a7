"""An identifier that no report mentions any more is forgotten: nothing rests on it from then on."""

import pytest
from tests.store.linking.conftest import Tables

from fielding.app.erase_case import erase_case
from fielding.app.linking.marking import mark_identifier
from fielding.definitions.service import Kind
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.judgements.marking import Mark
from fielding.linking.tokens import token_of
from fielding.store.linking import linker
from fielding.testing.hub import DPO
from fielding.testing.linked_hub import ANALYST, PHONE, LinkedHub

NEAR_PHONE = "07700 900124"


def test_what_was_near_a_shared_number_joins_again_after_a_backlog_in_which_that_was_erased(
    linked: LinkedHub, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = {linked.report(suspect_phone=PHONE) for _ in range(2)}
    gone = linked.report(suspect_phone=NEAR_PHONE)
    mark_identifier(linked.hub, ANALYST, _token(linked, NEAR_PHONE), Mark.SHARED, "A bank's.")
    linked.link()
    apart = tables.networks()

    erase_case(linked.hub, DPO, gone, basis="court-order")
    cases.add(linked.report(suspect_phone=PHONE))
    with monkeypatch.context() as few:
        few.setattr(linker, "STRETCH", 1)
        few.setattr(linker, "BACKLOG", 0)
        linked.link()
    cases.add(linked.report(suspect_phone=PHONE))
    linked.link()

    assert len(apart) == 3
    assert tables.networks() == {frozenset(cases)}


def _token(linked: LinkedHub, phone: str) -> bytes:
    (identifier,) = read_answer(Kind.PHONE, phone).identifiers
    return token_of(linked.hub.token_key, identifier.kind, identifier.canonical)
