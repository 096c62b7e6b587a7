"""Names and postcodes: reports are found by them, exact and near, and never joined."""

import pytest
from tests.store.linking.conftest import Tables

from fielding.definitions.service import Kind
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.networks.standing import State
from fielding.testing.linked_hub import ANALYST, LinkedHub
from fielding.wiring.linking_search import LookedUp, look_up


def _find(linked: LinkedHub, kind: Kind, raw: str) -> LookedUp:
    return look_up(linked.hub, ANALYST, read_answer(kind, raw).identifiers[0])


@pytest.mark.parametrize(
    ("kind", "raw", "nearly"),
    [
        (Kind.NAME, "Zebulon Quartermain", "Zebulon Quatermain"),
        (Kind.POSTCODE, "LS1 3EX", "LS1 3EY"),
    ],
)
def test_reports_are_found_by_name_or_postcode_and_joined_by_neither(
    linked: LinkedHub, tables: Tables, kind: Kind, raw: str, nearly: str
) -> None:
    question = {Kind.NAME: "suspect_name", Kind.POSTCODE: "suspect_postcode"}[kind]
    near = {"suspect_known": "met", "suspect_near": "no"}
    cases = [linked.report(**near, **{question: raw}) for _ in range(2)]
    linked.report(**near, **{question: nearly})

    linked.link()

    found = _find(linked, kind, raw)
    (exact,) = found.exact
    assert (exact.row.reports, exact.row.state) == (2, State.SEARCHED)
    assert {one.network for one in exact.networks} == set(cases)
    assert [one.row.reports for one in found.near] == [1]
    assert all(len(network) == 1 for network in tables.networks())
    assert tables.count("link_near") == 0
