"""Puts a network's package together: opens its reports, and says of each why it belongs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fielding.access.errors import NotFound
from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.linking.package import (
    REPORTS_IN_PART,
    NetworkPackage,
    PackagedIdentifier,
    PackagedJudgement,
    PackagedReport,
)
from fielding.app.linking.package_opening import OpenedReport, open_reports
from fielding.app.linking.shown import open_shown
from fielding.linking.identifiers.identifier import Identifier
from fielding.linking.networks.standing import State
from fielding.linking.tokens import token_of
from fielding.store.queries import networks as queries
from fielding.store.queries.networks import IdentifierRow, Member
from fielding.web.bodies import body_name
from fielding.web.desk import the_hub
from fielding.web.networks.network_view import show_members
from fielding.web.networks.words import KINDS, STATES, VERDICTS
from fielding.web.speaker import Speaker
from fielding.wiring.linking_explained import explain_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose package is made, of what, and what its reports are opened for."""

    network: str
    members: Sequence[Member]
    #: When it was handed over and how many reports it held then; None for who may hand it over.
    handed: tuple[datetime, int] | None
    action: Action
    purpose: str
    part: int  # from 1; the nearest that there is


def make_package(actor: Actor, wanted: Wanted, speaker: Speaker) -> NetworkPackage:
    """Open one part of a network's reports, and put the package together.

    That each was opened is recorded before anything is returned. Raises NotPermitted, and
    NotFound when all of its reports have been erased since.
    """
    hub, members = the_hub(), wanted.members
    parts = max(-(-len(members) // REPORTS_IN_PART), 1)
    part = min(max(wanted.part, 1), parts)
    here = members[(part - 1) * REPORTS_IN_PART : part * REPORTS_IN_PART]
    cases = [member.case for member in here]
    opened = {
        one.case: one for one in open_reports(hub, actor, wanted.action, cases, wanted.purpose)
    }
    here = [member for member in here if member.case in opened]
    if not here:
        raise NotFound(network=wanted.network)
    known = {
        token_of(hub.token_key, identifier.kind, identifier.canonical): identifier
        for one in opened.values()
        for identifier in one.identifiers
    }
    handed_at, handed = wanted.handed or (None, len(members))
    return NetworkPackage(
        network=wanted.network,
        reference=members[0].reference,
        made_at=hub.clock.now(),
        handed_at=handed_at,
        count=len(members),
        bodies=len({member.body for member in members if member.body}),
        loss=sum(member.loss for member in members),
        first_at=min(member.received_at for member in members),
        last_at=max(member.received_at for member in members),
        erased=handed - len(members),
        part=part,
        parts=parts,
        reports=_reports(actor, (members, here), opened, known, speaker),
        identifiers=_identifiers(actor, here, opened, known),
        judgements=_judgements(actor, members, opened),
    )


def _reports(
    actor: Actor,
    members: tuple[Sequence[Member], Sequence[Member]],
    opened: Mapping[str, OpenedReport],
    known: Mapping[bytes, Identifier],
    speaker: Speaker,
) -> tuple[PackagedReport, ...]:
    """Say why each report of a part (the second of `members`) belongs to all (the first)."""
    everything, here = members

    def whole(row: IdentifierRow) -> str:
        found = known.get(row.token)
        shown = found.shown if found else open_shown(the_hub().token_key, row.token, row.shown)
        return f"{KINDS[row.kind]} {shown}"

    first, parts = everything[0].report, [member.report for member in here]
    told = explain_reports(actor, [member.report for member in everything], parts, whole)
    named = {
        one.member.case: one
        for one in show_members(here, first, told.paths, lambda body: body_name(body, speaker))
    }
    return tuple(
        PackagedReport(
            case=member.case,
            reference=member.reference,
            body=member.body,
            force=named[member.case].body,
            received_at=member.received_at,
            loss=member.loss,
            why=named[member.case].why,
            synthetic=opened[member.case].synthetic,
        )
        for member in here
    )


def _identifiers(
    actor: Actor,
    here: Sequence[Member],
    opened: Mapping[str, OpenedReport],
    known: Mapping[bytes, Identifier],
) -> tuple[PackagedIdentifier, ...]:
    """List all that the reports of a part give as the other side's; what joins most first."""
    by_key: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in here:
        for identifier in opened[member.case].identifiers:
            by_key[identifier.key].append(member)
    states = {row.token: State(row.state) for row in queries.identifiers_by_token(actor, known)}
    packaged = [
        _identifier(identifier, by_key[identifier.key], states.get(token))
        for token, identifier in known.items()
    ]
    return tuple(
        sorted(packaged, key=lambda one: (not one.joins, -len(one.cases), one.kind, one.canonical))
    )


def _identifier(
    identifier: Identifier, members: Sequence[Member], state: State | None
) -> PackagedIdentifier:
    return PackagedIdentifier(
        kind=identifier.kind,
        canonical=identifier.canonical,
        title=KINDS[identifier.kind],
        shown=identifier.shown,
        doubt=identifier.doubt.value if identifier.doubt else "",
        joins=state is not None and state.joining,
        says=STATES[state] if state else "Not linked yet: it was told a moment ago",
        cases=tuple(member.case for member in members),
        references=tuple(member.reference for member in members),
    )


def _judgements(
    actor: Actor, members: Sequence[Member], opened: Mapping[str, OpenedReport]
) -> tuple[PackagedJudgement, ...]:
    """List what people said of two of the network's reports, one of this part at least."""
    return tuple(
        PackagedJudgement(
            one=row.one,
            other=row.other,
            one_reference=row.one_reference,
            other_reference=row.other_reference,
            says=VERDICTS[row.verdict],
            by=row.by,
            at=row.at,
        )
        for row in queries.judged(actor, [member.case for member in members])
        if row.one in opened or row.other in opened
    )
