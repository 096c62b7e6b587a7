"""Measures as OCDS metrics: the shape that the metrics extension's schema asks for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import cast

from tests.oversight.performance.worlds import (
    IN_TIME,
    MONTH,
    NOW,
    book,
    contract,
    looked_at,
    read,
    terms,
)

from fielding.oversight.performance.observations import metrics_of
from fielding.oversight.performance.reading import MeasureReading
from fielding.oversight.register.contracts import Claim, Contract
from fielding.testing.histories import standing_at

AT = standing_at([], NOW)


def told(agreed: Contract, *readings: MeasureReading) -> dict[str, object]:
    found = metrics_of(agreed, {IN_TIME: readings}, {IN_TIME: "In time"}, AT)
    contracts = cast("list[dict[str, object]]", found["contracts"])
    return contracts[0]


def nested(value: object) -> Iterator[object]:
    yield value
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from nested(inner)


def test_targets_are_agreed_metrics_and_counts_are_observations() -> None:
    claim = Claim(measure=IN_TIME, month=MONTH, value=Decimal("99.5"), index=9)
    agreed = replace(contract(), claims=(claim,))

    found = told(agreed, read(book(*looked_at(90, 30)), agreed))

    period = {"startDate": "2026-03-01T00:00:00Z", "endDate": "2026-03-31T23:59:59Z"}
    unit = {"name": "share of the cases counted"}
    assert found["agreedMetrics"] == [
        {
            "id": IN_TIME,
            "title": "In time",
            "observations": [
                {
                    "id": "2026-03-target",
                    "period": period,
                    "measure": "0.9",
                    "unit": unit,
                    "dimensions": {"floor": "0.8", "better": "more", "terms": "digest-0"},
                }
            ],
        }
    ]
    assert found["implementation"] == {
        "metrics": [
            {
                "id": IN_TIME,
                "title": "In time",
                "observations": [
                    {
                        "id": "2026-03",
                        "period": period,
                        "measure": "0.7500",
                        "unit": unit,
                        "dimensions": {
                            "met": "90",
                            "counted": "120",
                            "from": "0.6656",
                            "to": "0.8189",
                            "verdict": "undecided",
                            "claimed": "0.995",
                        },
                    }
                ],
            }
        ]
    }


def test_no_list_is_empty_and_what_cannot_be_computed_says_so() -> None:
    late = contract(terms({IN_TIME: ("90", "80")}, recorded=datetime(2026, 4, 1, tzinfo=UTC)))

    found = told(late, read(book(), late))

    assert [] not in nested(found)
    assert "agreedMetrics" not in found
    (note,) = (one["notes"] for one in nested(found) if isinstance(one, dict) and "notes" in one)
    assert note == "cannot be computed: nothing-to-count"
