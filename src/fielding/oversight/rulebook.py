"""The rulebook: which published rule each kind of entry in the books is made under."""

from collections.abc import Mapping

from fielding.linking.rule import TEXT as LINKING_TEXT
from fielding.linking.rule import VERSION as LINKING_VERSION
from fielding.oversight.awards.rule import RULE as TRACK_RECORD
from fielding.oversight.bills.rule import RULE as BILLS
from fielding.oversight.errors import UnknownKind
from fielding.oversight.findings.rule import RULE as FINDINGS
from fielding.oversight.handovers.rule import RULE as EXIT
from fielding.oversight.performance.rule import MEASURES
from fielding.oversight.readings.rule import RULE as SECOND_READINGS
from fielding.oversight.register.rule import RULE as REGISTER
from fielding.oversight.rule import Rule

#: What stands in place of a service in the entries of folios; no service may be called so.
BOOKS = "books"
LINKING = Rule(code="linking", version=LINKING_VERSION, text=LINKING_TEXT)
#: By the noun that a kind begins with.
RULES: Mapping[str, Rule] = {
    "organisation": REGISTER,
    "contract": REGISTER,
    "subcontract": REGISTER,
    "terms": REGISTER,
    "process": REGISTER,
    "invoice": BILLS,
    "claim": MEASURES,
    "period": MEASURES,
    "finding": FINDINGS,
    "reply": FINDINGS,
    "award": TRACK_RECORD,
    "handover": EXIT,
    "draw": SECOND_READINGS,
    "reading": SECOND_READINGS,
    "judgement": LINKING,
    "identifier": LINKING,
    "network": LINKING,
}


def rule_for(kind: str) -> Rule:
    """Give the rule in force for a kind of entry; raise UnknownKind."""
    noun = kind.partition(".")[0]
    if noun not in RULES:
        raise UnknownKind(kind=kind)
    return RULES[noun]
