"""How findings are worded: one neutral sentence for each code, the same for every supplier.

An instrument that proposes a finding adds the sentence of its code here. A sentence says what was
counted; why it came about is for the reply.
"""

from collections.abc import Mapping

from fielding.oversight.findings.errors import UnknownFindingCode

#: The code of what somebody noted, with no rule that computed it.
OBSERVED = "observed"
SENTENCES: Mapping[str, str] = {
    # F1, bills
    "units-without-entries": "Invoice lines claim units for which the ledger has no entries.",
    "units-claimed-twice": "The same unit is claimed on more than one invoice line.",
    "units-outside-contract": "Invoice lines claim units outside the contract's dates or rules.",
    "price-not-agreed": "Invoice lines are priced differently from the terms in force.",
    "lines-disputed": "The ledger does not support some of the invoice lines claimed.",
    # F2, the contract's measures
    "under-target": "The interval of a measure lies under the target agreed in the contract.",
    "under-floor": "The interval of a measure lies under the floor agreed in the contract.",
    "claim-differs": "The value claimed for a measure lies outside the interval of the value "
    "computed from the ledger.",
    # F3, second readings and reviews
    "dismissals-overturned": "Second readings overturned more dismissals than the stated limit.",
    "decisions-replaced": "Reviews replaced more decisions than the contract's limit.",
    "reviews-asked": "Reporters asked for more reviews than the contract's limit.",
    "readers-agree-too-much": "Two readers agree more often than independent readers would.",
    # F4, funnels
    "outside-limits": "A rate lies outside the 99.8 % limits for its number of cases.",
    # F6, the supply chain
    "undisclosed-firm": "Work under the contract was done by a firm that is not in its chain.",
    "not-approved": "Work under the contract was done by a firm whose approval is not recorded.",
    "share-over-cap": "A firm did more of the work than the share agreed for it.",
    "circular-chain": "The firms of the chain stand under each other in a circle.",
    "overlapping-links": "Two subcontracts of the same firm overlap.",
    "shared-account": "One staff account was used for more than one firm.",
    # F9, exit
    "handed-back-short": "What was handed over differs from the cases that were open.",
    "closed-before-handover": "More cases were closed in the last 30 days than before.",
    # the contract manager's own observation, with entries as evidence
    OBSERVED: "The contract manager or the overseer noted entries that need an explanation.",
}


def sentence_of(code: str) -> str:
    """Give the sentence of a code; raise UnknownFindingCode."""
    if code not in SENTENCES:
        raise UnknownFindingCode(finding=code, known=", ".join(SENTENCES))
    return SENTENCES[code]
