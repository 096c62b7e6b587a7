"""A chain's rows and alerts as pages and files show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from fielding.app.books.chain.read_chain import Chains, ToldChain, break_down
from fielding.oversight.chain.alerts import Alert
from fielding.oversight.chain.breakdown import Along
from fielding.oversight.chain.summary import FirmRow
from fielding.oversight.errors import UnknownCounting
from fielding.web.books.chain.words import ALERTS, STANDINGS, about_name, firm_name
from fielding.web.books.reader import Reader
from fielding.web.oversight.words import month_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFirm:
    """One firm's row in words."""

    firm: str
    under: str
    tier: str
    standing: str
    number: int
    share: str
    cap: str
    approved: str
    entries: str  # address


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAlert:
    """One alert in words."""

    what: str
    about: str
    month: str
    number: int
    of: int
    share: str
    cap: str
    entries: str  # address


def show_firms(told: ToldChain, reader: Reader) -> list[ShownFirm]:
    """Put the rows into words; shares are of all entries of the contract."""
    whole = sum(len(row.entries) for row in told.rows)
    return [_firm(told, row, whole, reader) for row in told.rows]


def show_alerts(told: ToldChain, reader: Reader) -> list[ShownAlert]:
    """Put the alerts into words."""
    return [
        ShownAlert(
            what=ALERTS[alert.code],
            about=about_name(alert.code, alert.about, reader),
            month=month_name(alert.month),
            number=len(alert.entries),
            of=alert.of,
            share=share_told(len(alert.entries), alert.of),
            cap=_percent(alert.cap),
            entries=_address(told, alert=alert.code, about=alert.about, month=alert.month),
        )
        for alert in told.alerts
    ]


def entries_asked(read: Chains, told: ToldChain, asked: Mapping[str, str]) -> Sequence[int] | None:
    """Find the entries that an address of a chain asks for; None: nobody wrote that address."""
    if "figure" in asked:
        return _of_figure(read, told, asked)
    if "alert" in asked:
        wanted = (asked["alert"], asked.get("about"), asked.get("month"))
        alerts = {(one.code, one.about, one.month): one for one in told.alerts}
        found: Alert | None = alerts.get(wanted)  # type: ignore[arg-type]
        return found.entries if found else None
    rows = [
        row.entries
        for row in told.rows
        if (row.firm, str(row.tier), row.standing.value)
        == (asked.get("firm"), asked.get("tier"), asked.get("standing"))
    ]
    return sorted(index for entries in rows for index in entries) if rows else None


def entries_address(contract: str, **asked: str) -> str:
    """Write the address of the entries behind a number."""
    return f"{reverse('chain-entries', args=[contract])}?{urlencode(asked)}"


def _of_figure(read: Chains, told: ToldChain, asked: Mapping[str, str]) -> Sequence[int] | None:
    try:
        along = Along(asked.get("along", ""))
        table = break_down(read, told, asked["figure"], along)
    except (ValueError, UnknownCounting):
        return None
    wanted = asked.get("row")
    rows = [table.whole] if wanted is None else [r for r in table.rows if r.group == wanted]
    column = asked.get("column")
    if not rows or column not in {None, *table.columns}:
        return None
    cells = [cell for name, cell in rows[0].cells.items() if column in {None, name}]
    return sorted(index for cell in cells for index in cell)


def share_told(part: int, whole: int) -> str:
    """Write an exact share: a census has no interval."""
    return f"{part / whole:.1%}" if whole else "–"


def _firm(told: ToldChain, row: FirmRow, whole: int, reader: Reader) -> ShownFirm:
    link = row.link
    return ShownFirm(
        firm=firm_name(row.firm, reader),
        under=firm_name(row.path[-2], reader) if len(row.path) > 1 else "–",
        tier=str(row.tier) if row.tier else "–",
        standing=STANDINGS[row.standing],
        number=len(row.entries),
        share=share_told(len(row.entries), whole),
        cap=_percent(link.share_cap) if link else "–",
        approved=reader.speaker.moment(link.approved_at) if link and link.approved_at else "–",
        entries=_address(told, firm=row.firm, tier=str(row.tier), standing=row.standing.value),
    )


def _address(told: ToldChain, **asked: str) -> str:
    return entries_address(told.contract.slug, **asked)


def _percent(cap: Decimal | None) -> str:
    return "–" if cap is None else f"{cap:f}%"
