"""The form of a decision, drawn from the definition: what it needs is what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from fielding.cases.deciding import DecisionForm
from fielding.definitions.service import Decision, Service
from fielding.web.bodies import body_name
from fielding.web.speaker import Speaker
from fielding.wiring.hub import reference_tables

#: The longest explanation that is read; the ledger's sealed fields have their own limit.
LONGEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a form holds while it is being filled in."""

    code: str = ""
    reason: str = ""
    considered: tuple[str, ...] = ()
    explanation: str = ""
    recipient: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


def typed_from(form: QueryDict, faults: Mapping[str, str] | None = None) -> Typed:
    """Read what a form sent."""
    return Typed(
        code=form.get("code", ""),
        reason=form.get("reason", ""),
        considered=tuple(form.getlist("considered")),
        explanation=form.get("explanation", "")[:LONGEST],
        recipient=form.get("recipient", ""),
        faults=faults or {},
    )


def decision_form(decision: Decision, typed: Typed) -> DecisionForm:
    """Turn what was typed into what the rules check; what nobody asked for counts for nothing."""
    needs = decision.needs
    return DecisionForm(
        decision=decision.name,
        code=typed.code or None if "code" in needs else None,
        reason=typed.reason or None if "reason" in needs else None,
        considered=typed.considered if "considered" in needs else (),
        explanation=typed.explanation,
        recipient=typed.recipient or None if "recipient" in needs else None,
    )


def choices(service: Service, speaker: Speaker) -> dict[str, list[tuple[str, str]]]:
    """List what can be chosen, whatever the decision: codes and recipients."""
    return {"codes": codes(service), "recipients": recipients(service, speaker)}


def codes(service: Service) -> list[tuple[str, str]]:
    """List the classification, by group."""
    table = service.tables.get(service.sorting.table or "")
    listed = table.codes.values() if table else ()
    return [(one.code, f"{one.code} {one.title}") for one in listed]


def recipients(service: Service, speaker: Speaker) -> list[tuple[str, str]]:
    """List the bodies of the register in the nations that the service covers."""
    rows = reference_tables().read("police_forces").rows
    covered = [
        row["slug"]
        for row in rows
        if row["nation"].lower().replace(" ", "-") in service.covers or row["kind"] != "territorial"
    ]
    return sorted(((slug, body_name(slug, speaker)) for slug in covered), key=lambda one: one[1])
