"""Open the register's texts: today's names of organisations, and titles of contracts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.texts import read_texts
from fielding.app.ports import Hub
from fielding.oversight.register.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Names and titles by slug; what may not be opened, or is erased, is not there."""

    names: Mapping[str, str]
    titles: Mapping[str, str]


def open_names(hub: Hub, actor: Actor, register: Register, slugs: Collection[str]) -> Opened:
    """Open the names of organisations; raise NotPermitted."""
    require(actor, Action.SEE_BOOKS)
    known = [slug for slug in slugs if slug in register.organisations]
    texts = read_texts(hub, actor, [f"organisation/{slug}" for slug in known])
    names = {}
    for slug in known:
        told = texts.get(register.organisations[slug].name_entry or "", {}).get("name")
        if told:
            names[slug] = str(told)
    return Opened(names=names, titles={})


def open_contracts(hub: Hub, actor: Actor, register: Register, slugs: Collection[str]) -> Opened:
    """Open the titles of contracts, and the names of all organisations that they name."""
    known = [slug for slug in slugs if slug in register.contracts]
    firms: dict[str, None] = {}
    for slug in known:
        contract = register.contracts[slug]
        firms |= dict.fromkeys((contract.buyer, *contract.suppliers))
        firms |= dict.fromkeys(firm for link in contract.links for firm in (link.sub, link.under))
    names = open_names(hub, actor, register, tuple(firms)).names
    texts = read_texts(hub, actor, [f"contract/{slug}" for slug in known])
    titles = {}
    for slug in known:
        text = texts.get(register.contracts[slug].titled or "", {})
        if told := text.get("title") or text.get("name"):
            titles[slug] = str(told)
    return Opened(names=names, titles=titles)
