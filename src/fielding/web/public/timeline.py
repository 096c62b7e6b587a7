"""What happened to a report, for the person who made it: entries turned into plain words."""

from dataclasses import dataclass
from datetime import datetime

from fielding.cases.case import Case
from fielding.definitions.service import Service
from fielding.ledger.entry import Entry, Kept
from fielding.web.bodies import body_name
from fielding.web.speaker import Speaker

#: Told elsewhere on the page, or of no meaning to the reader.
_LEFT_OUT = frozenset({"case.opened", "case.sorted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened."""

    title: str
    at: datetime
    by: str
    more: str = ""


def events(service: Service, history: tuple[Kept, ...], speaker: Speaker) -> list[Event]:
    """Tell a report's history, the newest first."""
    told = [
        _event(service, kept.entry, speaker)
        for kept in history
        if kept.entry.kind not in _LEFT_OUT or kept.entry.facts.get("urgent")
    ]
    return told[::-1]


def told_by(role: str, firm: str | None, speaker: Speaker) -> str:
    """Say who did something, by role and body: staff are never named."""
    name = speaker.say(f"role.{role}")
    if firm:
        return speaker.say("event.by-role-of", role=name, body=body_name(firm, speaker))
    return speaker.say("event.by-role", role=name)


def where_it_is(service: Service, case: Case, speaker: Speaker) -> str:
    """Say in a sentence where a report is now."""
    if case.erased_at:
        return speaker.say("standing.erased")
    if case.in_review:
        return speaker.say("standing.in-review")
    if case.held:
        return speaker.say("standing.held", why=speaker.say(f"held-reason.{case.held}"))
    bodies = who_has_it(case, speaker)
    if any(referral.open for referral in case.referrals.values()):
        return speaker.say("standing.referred", bodies=", ".join(bodies))
    if case.state in {"received", "returned", "closed"}:
        return speaker.say(f"standing.{case.state}")
    return speaker.text(service.decisions[case.decisions[-1].decision].title)


def who_has_it(case: Case, speaker: Speaker) -> list[str]:
    """Name the bodies that have the report now; the hub itself where none has."""
    open_ones = [one.recipient for one in case.referrals.values() if one.open]
    if open_ones:
        return [body_name(slug, speaker) for slug in open_ones]
    firm = f" ({body_name(case.firm, speaker)})" if case.firm else ""
    return [speaker.say("standing.hub") + firm]


def _event(service: Service, entry: Entry, speaker: Speaker) -> Event:
    return Event(
        title=_title(service, entry, speaker),
        at=entry.at,
        by=told_by(entry.role, entry.firm, speaker),
        more=_more(service, entry, speaker),
    )


def _title(service: Service, entry: Entry, speaker: Speaker) -> str:
    facts = entry.facts
    decision = service.decisions.get(str(facts.get("decision")))
    if decision is not None:
        return speaker.say("event.decision", title=speaker.text(decision.title))
    name = f"event.{entry.kind.replace('.', '-')}"
    match entry.kind:
        case "case.sorted":
            name += "-urgent"
        case "case.received" if entry.role != "reporter":
            name += "-on-behalf"
        case "review.requested" if "asked" in facts:
            name += f"-{facts['asked']}"
        case "review.decided":
            name += f"-{facts.get('result')}"
    return speaker.say(name, body=body_name(str(facts.get("recipient", "")), speaker))


def _more(service: Service, entry: Entry, speaker: Speaker) -> str:
    """Say what a closed code of the entry means."""
    facts = entry.facts
    decision = service.decisions.get(str(facts.get("decision")))
    if decision is not None:
        reason = next((one for one in decision.reasons if one.code == facts.get("reason")), None)
        return speaker.text(reason.label) if reason else ""
    match entry.kind:
        case "case.held":
            return speaker.say(f"held-reason.{facts.get('reason')}")
        case "case.erased":
            return speaker.say("event.case-erased-what")
        case "outcome.recorded":
            table = service.tables.get(service.referral.outcomes or "")
            outcome = table.codes.get(str(facts.get("outcome"))) if table else None
            return outcome.title if outcome else ""
        case "referral.returned":
            reasons = service.referral.return_reasons
            reason = next((one for one in reasons if one.code == facts.get("reason")), None)
            return speaker.text(reason.label) if reason else ""
    return ""
