"""Holds the names in terms against what a service defines: only a published definition is counted.

A measure is looked up by its exact name, a unit as lines of an invoice write it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import cast

from fielding.definitions.service import Service
from fielding.oversight.bills.units import slug_of
from fielding.oversight.register.errors import NotDefined
from fielding.oversight.register.terms import Content


def check_names(content: Content, service: Service) -> None:
    """Refuse targets, credits and prices for what the service does not define.

    `content` is in the shape of `read_terms`. Raise NotDefined with every such name at once.
    """
    units = [slug_of(unit) for unit in service.tariff]
    unknown = [
        *_unknown(content, "targets", "measure", service.measures),
        *_unknown(content, "credits", "measure", service.measures),
        *(name for name in _unknown(content, "prices", "unit", ()) if slug_of(name) not in units),
    ]
    if unknown:
        raise NotDefined(
            unknown=", ".join(dict.fromkeys(unknown)),
            measures=", ".join(service.measures) or "none",
            units=", ".join(service.tariff) or "none",
        )


def _unknown(content: Content, part: str, named: str, known: Collection[str]) -> Iterator[str]:
    items = cast("Sequence[Mapping[str, object]]", content.get(part, ()))
    return (name for name in (str(item[named]) for item in items) if name not in known)
