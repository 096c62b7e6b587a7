"""What staff's pages call things: roles, states, purposes, doors. Staff's pages are in English."""

from collections.abc import Mapping

ROLES: Mapping[str, str] = {
    "reporter": "the person who reported",
    "call-handler": "call handler",
    "assessor": "assessor",
    "supervisor": "supervisor",
    "analyst": "analyst",
    "force-officer": "force officer",
    "overseer": "overseer",
    "contract-manager": "contract manager",
    "award-officer": "award officer",
    "second-reader": "second reader",
    "adjudicator": "adjudicator",
    "supplier": "supplier",
    "data-protection-officer": "data protection officer",
    "administrator": "administrator",
    "importer": "import of files",
    "system": "the hub, by fixed rules",
}

_STATES: Mapping[str, str] = {
    "received": "Not yet assessed",
    "returned": "Sent back",
    "closed": "Closed",
}

DOORS: Mapping[str, str] = {
    "web": "Web form",
    "phone": "Phone",
    "api": "Program (API)",
    "mail": "Forwarded message",
    "file": "File",
    "csv": "File",
}

REFERRAL_STATES: Mapping[str, str] = {
    "sent": "New",
    "delivered": "Opened",
    "accepted": "Accepted",
    "returned": "Sent back",
    "closed": "Closed",
}

SETTLED_BY: Mapping[str, str] = {
    "postcode": "the full postcode, which is listed as an exception",
    "sector": "the postcode's sector",
    "outcode": "the first half of the postcode, which lies in one force's area",
    "main-share": "the first half of the postcode, which spans several forces: a doubt remains",
    "area": "the official area code",
    "named": "the answer, which names the body",
    "nothing": "nothing in the answers",
}

OUTSIDE: Mapping[str, str] = {
    "not-covered": "The place is in a nation that this service does not cover.",
    "crown-dependency": "The place is in Jersey, Guernsey or the Isle of Man.",
    "forces-post": "The address is a forces' address.",
    "unknown": "No answer names a place that we know.",
}


def state_name(state: str) -> str:
    """Name a state: the engine's own in words, a decision's as the definition spells it."""
    return _STATES.get(state) or state.replace("-", " ").capitalize()
