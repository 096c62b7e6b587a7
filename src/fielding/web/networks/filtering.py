"""What narrows the list of networks: read from its address, and told in words with a way back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from fielding.store.queries.network_list import NetworkFilter
from fielding.web.networks.words import HANDED, ORDERS

#: Commas only where thousands end; more digits than any hub has reports, or anybody lost pounds.
_WHOLE = re.compile(r"£?\s*([0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12})")
#: What an address says of numbers, and how that is told: of one, of more.
_AT_LEAST: Mapping[str, tuple[str, str]] = {
    "reports": ("At least {:,} report", "At least {:,} reports"),
    "forces": ("At least {:,} force", "At least {:,} forces"),
    "loss": ("Lost at least £{:,}", "Lost at least £{:,}"),
    "lately": (
        "At least {:,} report in the last 7 days", "At least {:,} reports in the last 7 days"
    ),
}
#: What it chooses from, and how that is told.
_ONE_OF: Mapping[str, str] = {
    "force": "With a report for {}",
    "handed": "{}",
}
NO_NUMBER = "Type a whole number, such as 10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One thing that narrows the list, and the address of the list without it."""

    says: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What was asked for, as far as it can be read."""

    wanted: NetworkFilter
    #: What each field is to show; by field as well, what is wrong with it.
    typed: Mapping[str, str]
    faults: Mapping[str, str]
    chosen: Sequence[Chosen]
    #: The same list; the number of one of its pages is to follow.
    page_address: str


def read_filter(
    told: Mapping[str, str], bodies: Mapping[str, str], since: datetime
) -> Narrowed:
    """Read what an address asks for; `bodies` are those that can be chosen, with their names.

    What cannot be read does not narrow, and is a fault where somebody may have typed it.
    """
    typed = {name: told.get(name, "").strip() for name in (*_AT_LEAST, *_ONE_OF)}
    options = {"force": bodies, "handed": HANDED}
    numbers = {name: _number(typed[name]) for name in _AT_LEAST if typed[name]}
    least = {name: number for name, number in numbers.items() if number is not None}
    picked = {name: typed[name] for name in _ONE_OF if typed[name] in options[name]}
    order = told.get("order", "")
    ordered = {"order": order} if order in ORDERS else {}
    kept = {**ordered, **{name: typed[name] for name in (*least, *picked)}}
    says = {name: _AT_LEAST[name][number != 1].format(number) for name, number in least.items()}
    says |= {name: _ONE_OF[name].format(options[name][one]) for name, one in picked.items()}
    return Narrowed(
        wanted=NetworkFilter(
            since=since,
            order=ordered.get("order", next(iter(ORDERS))),
            reports=least.get("reports", 0),
            bodies=least.get("forces", 0),
            loss=100 * least.get("loss", 0),
            lately=least.get("lately", 0),
            body=picked.get("force", ""),
            handed=picked["handed"] == "yes" if "handed" in picked else None,
        ),
        typed=typed,
        faults={name: NO_NUMBER for name in numbers if name not in least},
        chosen=[Chosen(says=says[name], without=_without(kept, name)) for name in says],
        page_address=f"?{urlencode({**kept, 'page': ''})}",
    )


def _number(typed: str) -> int | None:
    found = _WHOLE.fullmatch(typed)
    return int(found[1].replace(",", "")) if found else None


def _without(kept: Mapping[str, str], name: str) -> str:
    return f"?{urlencode({each: value for each, value in kept.items() if each != name})}"
