"""A contract's measures as OCDS metrics: what was agreed and what was observed, month by month.

Open Contracting Data Standard, metrics extension: `agreedMetrics` of a contract hold the targets,
`implementation.metrics` what was counted. Shares are decimal strings from 0 to 1; dimensions are
strings, and no list is empty, as the extension's schema has it.
"""

from collections.abc import Iterable, Mapping, Sequence

from fielding.oversight.books import Standpoint
from fielding.oversight.performance.agreed import Agreed, days_of
from fielding.oversight.performance.reading import MeasureReading
from fielding.oversight.performance.rule import MEASURES
from fielding.oversight.register.contracts import Contract
from fielding.oversight.shares import Share

_UNIT = {"name": "share of the cases counted"}
Readings = Mapping[str, Sequence[MeasureReading]]
Observations = list[dict[str, object]]


def metrics_of(
    contract: Contract, readings: Readings, titles: Mapping[str, str], at: Standpoint
) -> dict[str, object]:
    """Tell the readings of each measure over months, in the shape of OCDS."""
    told: dict[str, object] = {"id": contract.slug}
    agreed = _metrics(titles, {name: _targets(months) for name, months in readings.items()})
    observed = _metrics(titles, {name: _observed(months) for name, months in readings.items()})
    if agreed:
        told["agreedMetrics"] = agreed
    if observed:
        told["implementation"] = {"metrics": observed}
    return {
        **({"ocid": contract.ocid} if contract.ocid else {}),
        "contracts": [told],
        "fielding": {
            "rule": MEASURES.digest,
            "checkpoint": {"size": at.size, "root": at.root.hex()},
            "synthetic": contract.synthetic,
        },
    }


def _metrics(titles: Mapping[str, str], told: Mapping[str, Observations]) -> Observations:
    return [
        {"id": name, "title": titles.get(name, name), "observations": observations}
        for name, observations in told.items()
        if observations
    ]


def _targets(months: Iterable[MeasureReading]) -> Observations:
    return [
        {
            "id": f"{one.month}-target",
            "period": _period(one.month),
            "measure": str(one.agreed.target.target / 100),
            "unit": _UNIT,
            "dimensions": {
                "floor": str(one.agreed.target.floor / 100),
                "better": "less" if one.agreed.target.at_most else "more",
                "terms": one.agreed.terms.digest,
            },
        }
        for one in months
        if isinstance(one.agreed, Agreed)
    ]


def _observed(months: Iterable[MeasureReading]) -> Observations:
    found: Observations = []
    for one in months:
        if not isinstance(one.value, Share):
            note = {"notes": f"cannot be computed: {one.value.because}"}
            found.append({"id": one.month, "period": _period(one.month), **note})
            continue
        dimensions: dict[str, object] = {
            "met": str(one.value.met),
            "counted": str(one.value.of),
            "from": f"{one.value.low:.4f}",
            "to": f"{one.value.high:.4f}",
        }
        if one.verdict is not None:
            dimensions["verdict"] = one.verdict.value
        if one.claim is not None:
            dimensions["claimed"] = str(one.claim.value / 100)
        found.append(
            {
                "id": one.month,
                "period": _period(one.month),
                "measure": f"{one.value.share:.4f}",
                "unit": _UNIT,
                "dimensions": dimensions,
            }
        )
    return found


def _period(month: str) -> dict[str, str]:
    first, last = days_of(month)
    return {"startDate": f"{first}T00:00:00Z", "endDate": f"{last}T23:59:59Z"}
