"""The page of one network: its reports, what joins them, why, and what became of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.linking.shown import open_shown
from fielding.linking.judgements.judging import Verdict
from fielding.store.queries import networks as queries
from fielding.store.queries.networks import IdentifierRow, Member, SaidRow
from fielding.web.bodies import body_name
from fielding.web.csv_files import csv_file
from fielding.web.desk import the_hub
from fielding.web.networks.drawing import Beside, draw_network
from fielding.web.networks.listing import LATELY
from fielding.web.networks.network_view import (
    SharedMentions,
    ShownIdentifier,
    shared_mentions,
    show_happening,
    show_identifiers,
    show_members,
    show_splits,
)
from fielding.web.networks.referring import MOST
from fielding.web.networks.words import KINDS, MARKS, VERDICTS
from fielding.web.speaker import Speaker
from fielding.web.staff.entrance import staff
from fielding.web.staff.queue import page_number
from fielding.web.surface import speaker_of
from fielding.wiring.linking_explained import PART, explain_network, explain_reports, masked
from fielding.wiring.linking_told import ToldPair

#: Reports that one page of a network shows, and identifiers: those that most of these mention.
MEMBERS_ON_PAGE, IDENTIFIERS_ON_PAGE = 50, 40
#: What is nearly the same that a page lists.
NEAR_ON_PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMentions:
    """Some reports of a network, and what they mention."""

    members: Sequence[Member]
    identifiers: Mapping[int, ShownIdentifier]
    by_report: Mapping[int, Collection[int]]
    shared: SharedMentions


def read_mentions(actor: Actor, members: Sequence[Member]) -> ReadMentions:
    """Read what some reports mention that others mention too."""
    hub = the_hub()
    mentions = queries.mentions(actor, [member.report for member in members])
    rows = queries.identifiers(actor, {mention.identifier for mention in mentions})

    def opened(row: IdentifierRow) -> str:
        return open_shown(hub.token_key, row.token, row.shown)

    identifiers = show_identifiers(rows, mentions, opened)
    by_report: dict[int, dict[int, None]] = defaultdict(dict)
    for mention in mentions:
        if mention.identifier in identifiers:
            by_report[mention.report][mention.identifier] = None
    return ReadMentions(
        members=members,
        identifiers=identifiers,
        by_report=by_report,
        shared=shared_mentions(mentions, identifiers),
    )


@require_safe
@staff(Action.SEE_NETWORKS)
def show_network(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
    """Show one network; by a case that is not its first report as well."""
    hub, speaker = the_hub(), speaker_of(request)
    belonging = queries.network_of(actor, network)
    if belonging and belonging.network != network:
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{reverse('network', args=[belonging.network])}{asked}")
    found = queries.network(actor, network, since=hub.clock.now() - LATELY)
    pages = max(-(-found.reports // MEMBERS_ON_PAGE), 1)
    page = min(page_number(request), pages)
    skip = (page - 1) * MEMBERS_ON_PAGE
    read = read_mentions(actor, queries.members(actor, network, most=MEMBERS_ON_PAGE, skip=skip))
    reports = [member.report for member in read.members]
    told = explain_network(actor, found.first, reports, masked(hub, KINDS.__getitem__))
    members = show_members(
        read.members, found.first, told.paths, lambda body: body_name(body, speaker)
    )
    identifiers = list(read.identifiers.values())
    said = queries.judgements(actor, [member.case for member in read.members])
    beside = Beside(judged=_together(read.members, said), near=told.near[:NEAR_ON_PAGE])
    context = {
        "title": f"Network of {found.reference}",
        "network": found,
        "members": members,
        "told": told,
        "found": {"page": page, "pages": pages},
        "identifiers": identifiers[:IDENTIFIERS_ON_PAGE],
        "more_identifiers": max(len(identifiers) - IDENTIFIERS_ON_PAGE, 0),
        "near": told.near[:NEAR_ON_PAGE],
        "more_near": max(len(told.near) - NEAR_ON_PAGE, 0),
        "drawing": draw_network(found.reports, members, identifiers, read.shared, beside),
        "judgements": [(one, VERDICTS[one.verdict]) for one in said if not one.split],
        "splits": show_splits(said),
        "journal": [show_happening(one) for one in queries.journal(actor, network)],
        "referrals": [
            (body_name(one.recipient, speaker), one)
            for one in queries.referrals_of(actor, network)
        ],
        "may_judge": Action.JUDGE in MAY[actor.role],
        "may_refer": Action.REFER_NETWORK in MAY[actor.role],
        "verdicts": list(VERDICTS.items()),
        "marks": [{"value": value, "text": text} for value, text in MARKS.items()],
        "speaker": speaker,
        "done": _DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "networks/network.html", context)


def _together(members: Sequence[Member], said: Sequence[SaidRow]) -> list[tuple[int, int]]:
    """Give the pairs of these reports that a person said belong together."""
    reports = {member.case: member.report for member in members}
    return [
        (reports[one.one], reports[one.other])
        for one in said
        if one.verdict == Verdict.SAME and one.one in reports and one.other in reports
    ]


@require_safe
@staff(Action.SEE_NETWORKS)
def network_file(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
    """Give the network's tables as one CSV file: each report with each identifier of the page.

    And with what is nearly the same and counts, of the earliest reports of a large network.
    """
    found = queries.network(actor, network, since=the_hub().clock.now() - LATELY)
    read = read_mentions(actor, queries.members(actor, network, most=MOST))
    head = ("report", "force", "received", "loss in pence", "identifier", "joins")
    earliest = [member.report for member in read.members[:PART]]
    near = explain_reports(actor, earliest, earliest, masked(the_hub(), KINDS.__getitem__)).near
    rows = _mentions(read, near, speaker_of(request))
    return csv_file(f"network.{found.reference}", head, rows)


def _mentions(
    read: ReadMentions, near: Sequence[ToldPair], speaker: Speaker
) -> Iterator[tuple[object, ...]]:
    beside: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pair in near:
        for report in {*pair.reports[0], *pair.reports[1]}:
            beside[report].append((f"{pair.shown[0]}, nearly {pair.shown[1]}", pair.says))
    for member in read.members:
        body = body_name(member.body, speaker) if member.body else "Not known"
        named = (member.reference, body, member.received_at.date().isoformat(), member.loss)
        mentioned = [read.identifiers[one] for one in read.by_report.get(member.report, ())]
        yield from ((*named, f"{one.kind} {one.shown}", one.says) for one in mentioned)
        if not mentioned:
            yield (*named, "", "")
        yield from ((*named, *told) for told in beside[member.report])


#: When what somebody says is seen; a change in large networks is worked out later.
_FOLLOW = "The networks follow it, most within a second and very large ones later."
#: What the address may say has just been done.
_DONE = {
    "judged": f"Your judgement is recorded. {_FOLLOW}",
    "withdrawn": f"The judgement is withdrawn. {_FOLLOW}",
    "merged": f"The merge is recorded. {_FOLLOW}",
    "marked": f"Your mark is recorded. {_FOLLOW}",
    "unmarked": f"The mark is taken away. {_FOLLOW}",
    "referred": "The network is handed over, and everybody in it can be told so.",
}
