"""What a contract has agreed: the price of a unit on a day, in whichever terms hold on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fielding.definitions.service import BillableUnit
from fielding.oversight.bills.units import Per, slug_of
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.terms import Commission, Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A contract's terms and its service's tariff, asked by unit and day; answers are kept."""

    contract: Contract
    #: By the slug of the unit's name.
    tariff: Mapping[str, BillableUnit]
    #: By the slug of its name: what each percentage is of, by the newest terms that name it.
    commissions: Mapping[str, Commission]
    _per: dict[str, Per | None] = field(default_factory=dict, compare=False, repr=False)
    _prices: dict[tuple[str, date], Price | Commission | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def per(self, unit: str) -> Per | None:
        """Say what a unit is counted per; None: neither tariff nor terms know it."""
        if unit not in self._per:
            self._per[unit] = self._find_per(unit)
        return self._per[unit]

    def price(self, unit: str, day: date) -> Price | Commission | None:
        """Give what was agreed for a unit on a day; None: nothing."""
        known = (unit, day)
        if known not in self._prices:
            self._prices[known] = self._find(unit, day)
        return self._prices[known]

    def versions(self, unit: str) -> frozenset[Decimal]:
        """Give every price that a unit has had or will have, bands included."""
        days = {terms.effective for terms in self.contract.terms}
        days |= {rise.on for terms in self.contract.terms for rise in terms.indexations}
        found: set[Decimal] = set()
        for day in days:
            price = self.price(unit, day)
            if isinstance(price, Price):
                found |= {price.amount, *(band.price for band in price.bands)}
        return frozenset(found)

    def _find_per(self, unit: str) -> Per | None:
        if unit in self.tariff:
            return Per(self.tariff[unit].one_per)
        return Per.CASE if unit in self.commissions else None

    def _find(self, unit: str, day: date) -> Price | Commission | None:
        terms = self.contract.terms_on(day)
        if terms is None:
            return None
        for name, commission in terms.commissions.items():
            if slug_of(name) == unit:
                return commission
        priced = next((name for name in terms.prices if slug_of(name) == unit), None)
        return terms.price_on(priced, day) if priced is not None else None


def agreement_of(contract: Contract, tariff: Mapping[str, BillableUnit]) -> Agreement:
    """Put together what was agreed: the terms are the contract's, the units the service's."""
    return Agreement(
        contract=contract,
        tariff={slug_of(each.name): each for each in tariff.values()},
        commissions={
            slug_of(commission.name): commission
            for terms in contract.terms
            for commission in terms.commissions.values()
        },
    )


def at_volume(price: Price, number: int) -> Decimal:
    """Give the price of the so-manieth unit of a month, from 1."""
    reached = [band.price for band in price.bands if band.units_from <= number]
    return reached[-1] if reached else price.amount
