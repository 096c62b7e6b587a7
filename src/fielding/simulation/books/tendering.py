"""Tenders as an OCDS file tells them: honest ones, and ones that a red flag is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import cast

from fielding.simulation.drawing import seeded

Json = dict[str, object]
OPENED, CLOSES = datetime(2026, 1, 5, 12, tzinfo=UTC), datetime(2026, 2, 20, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenders:
    """Compiled releases, and on which of them each flag has to be raised, by code."""

    releases: tuple[Json, ...]
    planted: Mapping[str, frozenset[str]]


def simulate_tenders(seed: int, honest: int, of_each: int) -> Tenders:
    """Draw tenders. The same seed gives the same."""
    rng = seeded(f"tenders/{seed}")
    releases = [_honest(rng, f"honest-{number}") for number in range(honest)]
    planted: dict[str, frozenset[str]] = {}
    for code, spoil in _SPOILS.items():
        names = [f"{code}-{number}" for number in range(of_each)]
        planted[code] = frozenset(names)
        for name in names:
            release = _honest(rng, name)
            spoil(rng, release)
            releases.append(release)
    rng.shuffle(releases)
    return Tenders(releases=tuple(releases), planted=planted)


def _honest(rng: Random, ocid: str) -> Json:
    """Draw three to six tenderers with prices of their own, the lowest valid one awarded."""
    prices = sorted(rng.sample(range(90_000, 140_000), rng.randint(3, 6)))
    bids = [_bid(rng, f"{ocid}-{place}", price) for place, price in enumerate(prices)]
    return {
        "ocid": ocid,
        "buyer": {"id": f"buyer-{rng.randrange(5)}"},
        "tender": {
            "procurementMethod": "open",
            "numberOfTenderers": len(bids),
            "tenderPeriod": {"startDate": OPENED.isoformat(), "endDate": CLOSES.isoformat()},
        },
        "bids": {"details": bids},
        "awards": [
            {
                "status": "active",
                "suppliers": bids[0]["tenderers"],
                "items": [{"classification": {"id": "98000000"}}],
            }
        ],
    }


def _bid(rng: Random, tenderer: str, price: int) -> Json:
    # In whatever zone: the moment is what counts.
    zone = rng.choice(("+00:00", "+01:00", "-05:00"))
    at = CLOSES - timedelta(days=1, minutes=rng.randrange(1_000))
    return {
        "status": "valid",
        "date": at.strftime("%Y-%m-%dT%H:%M:%S") + zone,
        "tenderers": [{"id": tenderer}],
        "value": {"amount": price, "currency": "GBP"},
    }


def _bids(release: Json) -> list[Json]:
    return cast("list[Json]", cast("Json", release["bids"])["details"])


def _tender(release: Json) -> Json:
    return cast("Json", release["tender"])


def _short(rng: Random, release: Json) -> None:
    ends = OPENED + timedelta(days=rng.randint(1, 14), hours=rng.randrange(24))
    _tender(release)["tenderPeriod"] = {
        "startDate": OPENED.isoformat(),
        "endDate": ends.isoformat(),
    }
    for bid in _bids(release):
        bid["date"] = (OPENED + timedelta(hours=1)).isoformat()


def _single(_: Random, release: Json) -> None:
    _tender(release)["numberOfTenderers"] = 1
    del _bids(release)[1:]


def _same(_: Random, release: Json) -> None:
    _bids(release)[2]["value"] = _bids(release)[1]["value"]


def _late(rng: Random, release: Json) -> None:
    # Half an hour after the deadline, and as text before it.
    late = CLOSES + timedelta(minutes=rng.randint(1, 59))
    _bids(release)[0]["date"] = (late - timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%S") + "-05:00"


def _others_out(_: Random, release: Json) -> None:
    for bid in _bids(release)[1:]:
        bid["status"] = "disqualified"


def _lowest_out(_: Random, release: Json) -> None:
    bids = _bids(release)
    bids[0]["status"] = "disqualified"
    cast("list[Json]", release["awards"])[0]["suppliers"] = bids[1]["tenderers"]


_SPOILS: Mapping[str, Callable[[Random, Json], None]] = {
    "R003": _short,
    "R018": _single,
    "R028": _same,
    "R030": _late,
    "R035": _others_out,
    "R036": _lowest_out,
}
