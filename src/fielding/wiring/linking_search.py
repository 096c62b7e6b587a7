"""Looks an identifier up, exact and near, for pages and for the command line alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.access.roles import Actor
from fielding.app.linking.shown import open_shown
from fielding.app.ports import Hub
from fielding.definitions.service import Kind
from fielding.linking.identifiers.identifier import Identifier
from fielding.linking.identifiers.nearness import also_sought, near_forms
from fielding.linking.tokens import near_tokens_of, token_of
from fielding.store.queries.networks import (
    MOST_FOUND,
    IdentifierRow,
    Mentioned,
    identifiers,
    identifiers_by_token,
    mentioned_in,
    near_identifiers,
)

#: What can be looked up; free text is read for every kind of identifier but names.
ASKED = (
    Kind.PHONE, Kind.ACCOUNT, Kind.EMAIL, Kind.WEBSITE, Kind.WALLET, Kind.HANDLE, Kind.NAME,
    Kind.POSTCODE, Kind.LONG_TEXT,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An identifier that reports mention: masked, and with the networks that it stands in."""

    shown: str
    row: IdentifierRow
    networks: tuple[Mentioned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """What was looked for, and what was found."""

    identifier: Identifier
    exact: tuple[Described, ...]
    near: tuple[Described, ...]
    #: There is more than was read.
    cut: bool


def look_up(hub: Hub, actor: Actor, identifier: Identifier) -> LookedUp:
    """Find the reports that mention an identifier, or one that is nearly the same."""
    key = hub.token_key
    exact = identifiers_by_token(actor, [token_of(key, identifier.kind, identifier.canonical)])
    sought = (*near_forms(identifier), *also_sought(identifier))
    forms = near_tokens_of(key, identifier.kind, sought)
    near = set(near_identifiers(actor, forms))
    others = near - {row.identifier for row in exact}
    found = describe(hub, actor, exact)
    around = describe(hub, actor, identifiers(actor, others)) if others else ()
    read = [sum(len(one.networks) for one in each) for each in (found, around)]
    return LookedUp(
        identifier=identifier,
        exact=found,
        near=around,
        cut=max(len(near), *read) >= MOST_FOUND,
    )


def describe(hub: Hub, actor: Actor, rows: Sequence[IdentifierRow]) -> tuple[Described, ...]:
    """Open the masked forms of identifiers, and say where each is mentioned."""
    mentioned = mentioned_in(actor, [row.identifier for row in rows])
    return tuple(
        Described(
            shown=open_shown(hub.token_key, row.token, row.shown),
            row=row,
            networks=tuple(one for one in mentioned if one.identifier == row.identifier),
        )
        for row in rows
    )
