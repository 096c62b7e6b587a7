"""Sums the cells of a release for its page: each figure over all months, and by month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fielding.definitions.service import Service
from fielding.engines.accounts import AccountsCell
from fielding.oversight.countings import COUNTED, KEPT, MISSED
from fielding.oversight.editions.public_figures import LEFT_OUT
from fielding.oversight.shares import CannotCompute, Share, share_of
from fielding.web.oversight.rules_shown import Rule, rules_of
from fielding.web.oversight.words import column_name, month_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """One figure: its rule, what was counted in words, its share, and its months."""

    rule: Rule
    counts: tuple[tuple[str, int], ...]
    share: Share | None
    months: tuple[int, ...]

    @property
    def total(self) -> int:
        """Count everything that is said."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAccounts:
    """The figures of one service."""

    service: Service
    months: tuple[str, ...]
    figures: tuple[Summed, ...]


def accounts_of(service: Service, cells: Iterable[AccountsCell]) -> ServiceAccounts:
    """Sum the cells of a service."""
    ours = [cell for cell in cells if cell.service == service.code]
    # In the order of time; what is left out comes last.
    months = sorted({cell.month for cell in ours})
    return ServiceAccounts(
        service=service,
        months=tuple("Left out" if month == LEFT_OUT else month_name(month) for month in months),
        figures=tuple(_figures(service, ours, months)),
    )


def _figures(service: Service, cells: list[AccountsCell], months: list[str]) -> Iterator[Summed]:
    for name, rule in rules_of([service]).items():
        if rule.service is None or (rule.kind and rule.clock):
            continue
        ours = [cell for cell in cells if cell.counting == name]
        says, by_month = Counter[str](), Counter[str]()
        for cell in ours:
            says[cell.says] += cell.number
            by_month[cell.month] += cell.number
        yield Summed(
            rule=rule,
            counts=tuple((_word(one, service), says[one]) for one in _order(rule, says)),
            share=_share(rule, says),
            months=tuple(by_month[month] for month in months),
        )


def _order(rule: Rule, says: Counter[str]) -> list[str]:
    first = [KEPT, MISSED] if rule.clock else []
    return first + sorted(says.keys() - set(first))


def _word(says: str, service: Service) -> str:
    if says in {COUNTED, LEFT_OUT}:
        return {COUNTED: "Entries", LEFT_OUT: "Left out"}[says]
    return column_name(says, {service.code: service})


def _share(rule: Rule, says: Counter[str]) -> Share | None:
    """Give the share kept, or of the entries that say a word; None where there is none."""
    if rule.clock:
        met, of = says[KEPT], says[KEPT] + says[MISSED]
    else:
        word = next((one for one in says if f"not-{one}" in says), None)
        met, of = (says[word], says[word] + says[f"not-{word}"]) if word else (0, 0)
    share = share_of(met, of)
    return None if isinstance(share, CannotCompute) else share
