"""What linking does, in words that anybody can hold it to; every judgement is made under it."""

VERSION = 2
TEXT = (
    "Reports belong together when accepted evidence joins them: identifiers that they share and"
    " that are neither a hub, nor marked as shared, nor a contact that any reporter gave as their"
    " own. A score decides nothing by itself. A judgement by a person binds until it is withdrawn;"
    " then all is as if it had never been made. The networks follow from the reports, judgements"
    " and marks that stand, whatever the order in which they came."
)
