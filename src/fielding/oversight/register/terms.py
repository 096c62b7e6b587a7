"""What a contract agrees on money and targets, from a day on; its hash stands in the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from fielding.kernel.money import as_finely


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From so many units in a period on, each costs so much."""

    units_from: int
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one billable unit costs, in pounds without tax; with bands, by volume in a month."""

    unit: str  # of the service's tariff
    amount: Decimal
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """A percentage of an amount that the service brings in or saves."""

    name: str
    percent: Decimal
    of: str  # the fact or answer whose amount it is a percentage of


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexation:
    """Prices rise by so many percent on a day, as an index says."""

    on: date
    percent: Decimal
    index: str  # named, like "CPI 2026-03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a measure has to reach: shares in percent. Under the floor it is inadequate."""

    measure: str  # of the service
    target: Decimal
    floor: Decimal
    #: A share over the limit raises a finding; for measures where less is better.
    at_most: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A service credit: so many percent off a month's bill when a measure is under its target."""

    measure: str
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One agreement on terms."""

    effective: date
    agreed: date
    recorded_at: datetime
    #: SHA-256 of the canonical content, hex, as the entry has it.
    digest: str
    index: int
    prices: Mapping[str, Price]
    commissions: Mapping[str, Commission]
    indexations: tuple[Indexation, ...]
    targets: Mapping[str, Target]
    credits: Mapping[str, Credit]

    @property
    def is_late(self) -> bool:
        """Were they recorded after the day from which they were to hold?"""
        return self.recorded_at.date() > self.effective

    def price_on(self, unit: str, day: date) -> Price | None:
        """Give the price of a unit on a day, indexed: in as many decimals as it was agreed in."""
        price = self.prices.get(unit)
        if price is None:
            return None
        amount = price.amount
        bands = price.bands
        for rise in self.indexations:
            if rise.on <= day:
                factor = 1 + rise.percent / 100
                amount = _indexed(amount, factor)
                bands = tuple(
                    Band(units_from=band.units_from, price=_indexed(band.price, factor))
                    for band in bands
                )
        return Price(unit=unit, amount=amount, bands=bands)


Content = Mapping[str, object]


def read_terms(facts: Content, *, recorded_at: datetime, index: int) -> Terms:
    """Read terms from the facts of an entry `terms.agreed`.

    Their shape: {effective, agreed, digest, terms: {prices: [{unit, amount, bands: [{from,
    price}]}], commissions: [{name, percent, of}], indexations: [{on, percent, index}], targets:
    [{measure, target, floor, at_most}], credits: [{measure, percent}]}}; days are ISO dates,
    amounts and percentages decimal strings.
    """
    content = cast("Content", facts["terms"])
    prices = [_price(told) for told in _list(content, "prices")]
    commissions = [
        Commission(name=str(c["name"]), percent=_decimal(c["percent"]), of=str(c["of"]))
        for c in _list(content, "commissions")
    ]
    indexations = [
        Indexation(
            on=date.fromisoformat(str(i["on"])),
            percent=_decimal(i["percent"]),
            index=str(i["index"]),
        )
        for i in _list(content, "indexations")
    ]
    targets = [_target(told) for told in _list(content, "targets")]
    service_credits = [
        Credit(measure=str(c["measure"]), percent=_decimal(c["percent"]))
        for c in _list(content, "credits")
    ]
    return Terms(
        effective=date.fromisoformat(str(facts["effective"])),
        agreed=date.fromisoformat(str(facts["agreed"])),
        recorded_at=recorded_at,
        digest=str(facts["digest"]),
        index=index,
        prices={price.unit: price for price in prices},
        commissions={commission.name: commission for commission in commissions},
        indexations=tuple(sorted(indexations, key=lambda rise: rise.on)),
        targets={target.measure: target for target in targets},
        credits={credit.measure: credit for credit in service_credits},
    )


def _price(told: Content) -> Price:
    bands = [
        Band(units_from=int(str(b["from"])), price=_decimal(b["price"]))
        for b in _list(told, "bands")
    ]
    return Price(
        unit=str(told["unit"]),
        amount=_decimal(told["amount"]),
        bands=tuple(sorted(bands, key=lambda band: band.units_from)),
    )


def _target(told: Content) -> Target:
    return Target(
        measure=str(told["measure"]),
        target=_decimal(told["target"]),
        floor=_decimal(told["floor"]),
        at_most=told.get("at_most") is True,
    )


def _list(content: Content, name: str) -> Sequence[Content]:
    return cast("Sequence[Content]", content.get(name, ()))


def _decimal(told: object) -> Decimal:
    return Decimal(str(told))


def _indexed(amount: Decimal, factor: Decimal) -> Decimal:
    return as_finely(amount * factor, amount)
