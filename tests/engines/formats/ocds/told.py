"""Releases as the tests of the reader tell them, and what is read of them."""

import json

from fielding.app.books.registering.contracting import Contracting
from fielding.engines.formats.ocds.json_values import values_of
from fielding.engines.formats.ocds.reader import contracting_of

BUYER = {"id": "GB-LAC-E09000003", "name": "North Council"}
SUPPLIER = {"id": "GB-COH-11111111", "name": "Test Cycles Ltd"}


def a_release(number: str = "r-1", **changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "ocid": "ocds-test-1",
        "id": number,
        "date": "2026-01-05T10:00:00Z",
        "tag": ["award"],
        "buyer": BUYER,
        "tender": {"id": "t", "title": "Cycle lanes"},
        "awards": [
            {
                "id": "a-1",
                "status": "active",
                "value": {"amount": 1200.5, "currency": "GBP"},
                "suppliers": [SUPPLIER],
            }
        ],
    }
    return {**base, **changes}


def reading(*releases: object) -> Contracting:
    lines = b"\n".join(json.dumps(one).encode() for one in releases)
    return contracting_of(list(values_of(lines)))


def codes(told: Contracting) -> list[str]:
    return [fault.code for fault in told.faults]
