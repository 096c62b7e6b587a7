"""Sort a case: record what the rules suggest, and send an urgent one to its recipient at once."""

from collections.abc import Mapping

from fielding.access.roles import Actor
from fielding.app.pen import Pen
from fielding.app.ports import Hub
from fielding.cases.step import Step
from fielding.definitions.service import Decision, Service
from fielding.kernel.ids import new_id
from fielding.referral.answering import send
from fielding.referral.lead import LeadSuggestion, lead_facts, suggest_lead
from fielding.sorting.suggestion import Suggestion, suggest, suggestion_facts


def sort_case(hub: Hub, pen: Pen, actor: Actor, answers: Mapping[str, object]) -> None:
    """Write down the suggestion. A service without sorting and lead rules gets no entry."""
    service = pen.service
    if not (service.sorting.table or service.sorting.scores or service.referral.lead):
        return
    suggestion = suggest(service, answers)
    lead = suggest_lead(service, answers, hub.places)
    facts = {**suggestion_facts(suggestion), **lead_facts(lead)}
    pen.write(actor, Step(kind="case.sorted", facts=facts))
    if suggestion.urgent:
        _send_at_once(hub, pen, actor, suggestion, lead)


def new_referral(hub: Hub) -> str:
    """Name a new referral."""
    return str(new_id(hub.stamp.now(), hub.random.bytes(10)))


def referring(service: Service) -> Decision | None:
    """Find the decision that sends a case to a recipient."""
    return next((d for d in service.decisions.values() if "recipient" in d.needs), None)


def _send_at_once(
    hub: Hub, pen: Pen, actor: Actor, suggestion: Suggestion, lead: LeadSuggestion
) -> None:
    """Refer without waiting for a person, only where nothing is in doubt about the recipient.

    A doubt leaves the case in the queue, marked urgent: a wrong force costs more than a minute.
    """
    decision = referring(pen.service)
    if decision is None or lead.recipient is None or not lead.area.sure:
        return
    facts: dict[str, object] = {
        "decision": decision.name,
        "from": pen.current.state,
        "urgent": [rule.name for rule in suggestion.urgent],
    }
    if suggestion.code:
        facts["code"] = suggestion.code.code
    pen.write(actor, Step(kind=f"case.{decision.to}", facts=facts))
    pen.write(actor, send(new_referral(hub), lead.recipient))
