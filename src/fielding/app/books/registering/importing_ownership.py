"""Import who owns whom: natural persons are sealed, circles are listed, nothing comes twice."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.registering.importing import (
    OnlyTried,
    Registered,
    register_party,
    slugs_of,
)
from fielding.app.books.registering.ownership import Interest, Ownership
from fielding.app.books.registering.slugs import Slugs
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.ports import Hub
from fielding.cases.step import Step
from fielding.oversight.register.owning import Share, note_share
from fielding.oversight.register.register import Register


def import_ownership(
    hub: Hub, actor: Actor, told: Ownership, register: Register, *, keep: bool = True
) -> Registered:
    """Register all organisations and shares in one transaction; raise NotPermitted.

    Without `keep`, only say what would be added. A circle is no fault of the import: the register
    lists it.
    """
    slugs = slugs_of(hub, register)

    def act(desk: FolioDesk) -> Registered:
        added = _write(desk, actor, slugs, told)
        if not keep:
            raise OnlyTried(added)
        return added

    try:
        return write_in_folios(hub, actor, Action.KEEP_REGISTER, act)
    except OnlyTried as tried:
        return tried.registered


def _write(desk: FolioDesk, actor: Actor, slugs: Slugs, told: Ownership) -> Registered:
    added, by_key = Registered(), {}
    for party in told.organisations.values():
        slug = by_key[party.key] = slugs.organisation(party.key, party.identifiers)
        own = replace(party, identifiers=slugs.own(slug, party.identifiers))
        apart = int(len(own.identifiers) < len(party.identifiers))
        added = added.plus(register_party(desk, actor, slug, own)).plus(Registered(apart=apart))
        pen = desk.folio(f"organisation/{by_key[party.key]}")
        added = added.plus(_state(pen, actor, told.content.get(party.key, "")))
    for interest in told.interests:
        added = added.plus(_note(desk, actor, _share(interest, slugs, by_key), interest, by_key))
    return added


def _state(pen: FolioPen, actor: Actor, statement: str) -> Registered:
    """Keep an organisation's statement as it came, once."""
    digest = hashlib.sha256(statement.encode()).hexdigest()
    if not statement or any(k.entry.facts.get("statement") == digest for k in pen.history):
        return Registered()
    step = Step(
        kind="organisation.stated",
        facts={"statement": digest},
        sealed={"statement": statement},
    )
    return Registered(last=pen.write(actor, step).entry.id)


def _share(interest: Interest, slugs: Slugs, by_key: Mapping[str, str]) -> Share:
    return Share(
        owner=by_key[interest.owner] if interest.owner is not None else None,
        least=interest.least,
        most=interest.most,
        begins=interest.begins,
        ends=interest.ends,
        interest=interest.kind,
        token=slugs.token(interest.person) if interest.person is not None else None,
        unspecified=interest.unspecified,
    )


def _note(
    desk: FolioDesk, actor: Actor, share: Share, interest: Interest, by_key: Mapping[str, str]
) -> Registered:
    slug = by_key[interest.subject]
    texts = {
        "person": interest.person_told,
        "words": interest.words,
        "statement": interest.statement,
    }
    step = note_share(slug, share, {name: text for name, text in texts.items() if text})
    pen = desk.folio(f"organisation/{slug}")
    if any(k.entry.kind == step.kind and k.entry.facts == step.facts for k in pen.history):
        return Registered()
    return Registered(changes=1, last=pen.write(actor, step).entry.id)
