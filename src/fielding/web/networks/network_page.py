"""The page of one network: its reports, what joins them, why, and what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.linking.shown import open_shown
from fielding.store.queries import networks as queries
from fielding.store.queries.networks import IdentifierRow, Network
from fielding.web.bodies import body_name
from fielding.web.csv_files import csv_file
from fielding.web.desk import the_hub
from fielding.web.networks.drawing import draw_network
from fielding.web.networks.listing import LATELY
from fielding.web.networks.network_view import (
    Evidence,
    ShownIdentifier,
    ShownMember,
    evidence_of,
    show_identifiers,
    show_members,
)
from fielding.web.networks.words import HAPPENED, MARKS, VERDICTS
from fielding.web.speaker import Speaker
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNetwork:
    """A network read for somebody, in words."""

    network: Network
    members: Sequence[ShownMember]
    identifiers: Mapping[int, ShownIdentifier]
    evidence: Evidence


def read_network(actor: Actor, name: str, speaker: Speaker) -> ReadNetwork:
    """Read one network as it stands now; raise NotFound."""
    hub = the_hub()
    network = queries.network(actor, name, since=hub.clock.now() - LATELY)
    members = queries.members(actor, name)
    mentions = queries.mentions(actor, [member.report for member in members])
    rows = queries.identifiers(actor, {mention.identifier for mention in mentions})

    def opened(row: IdentifierRow) -> str:
        return open_shown(hub.token_key, row.token, row.shown)

    identifiers = show_identifiers(rows, mentions, opened)
    evidence = evidence_of(mentions, identifiers)
    shown = show_members(members, evidence, identifiers, lambda body: body_name(body, speaker))
    return ReadNetwork(network=network, members=shown, identifiers=identifiers, evidence=evidence)


@require_safe
@staff(Action.SEE_NETWORKS)
def show_network(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
    """Show one network."""
    speaker = speaker_of(request)
    read = read_network(actor, network, speaker)
    cases = [one.member.case for one in read.members]
    context = {
        "title": f"Network of {read.network.reference}",
        "read": read,
        "drawing": draw_network(read.members, list(read.identifiers.values()), read.evidence),
        "judgements": [
            (one, VERDICTS[one.verdict]) for one in queries.judgements(actor, cases)
        ],
        "journal": [(one, HAPPENED[one.happened]) for one in queries.journal(actor, network)],
        "referrals": [
            (body_name(one.recipient, speaker), one)
            for one in queries.referrals_of(actor, network)
        ],
        "may_judge": Action.JUDGE in MAY[actor.role],
        "may_refer": Action.REFER_NETWORK in MAY[actor.role],
        "verdicts": list(VERDICTS.items()),
        "marks": list(MARKS.items()),
        "speaker": speaker,
        "done": _DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "networks/network.html", context)


@require_safe
@staff(Action.SEE_NETWORKS)
def network_file(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
    """Give the network's tables as one CSV file: each report with each identifier it mentions."""
    read = read_network(actor, network, speaker_of(request))
    head = ("report", "force", "received", "loss in pence", "identifier", "joins")
    return csv_file(f"network.{read.network.reference}", head, _mentions(read))


def _mentions(read: ReadNetwork) -> Iterator[tuple[object, ...]]:
    for one in read.members:
        member = one.member
        named = (member.reference, one.body, member.received_at.date().isoformat(), member.loss)
        for identifier in read.evidence.by_report.get(member.report, ()) or (None,):
            known = read.identifiers[identifier] if identifier is not None else None
            told = (f"{known.kind} {known.shown}", known.says) if known else ("", one.why)
            yield (*named, *told)


#: What the address may say has just been done.
_DONE = {
    "judged": "Your judgement is recorded. The networks follow it within a second.",
    "withdrawn": "The judgement is withdrawn. The networks are as they were without it.",
    "marked": "Your mark is recorded. The networks follow it within a second.",
    "referred": "The network is handed over, and everybody in it can be told so.",
}
