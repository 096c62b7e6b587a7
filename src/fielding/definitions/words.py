"""The words a definition may use and the engine knows: roles, kinds of entry, states, nations."""

ROLES = (
    "reporter",
    "call-handler",
    "assessor",
    "supervisor",
    "force-officer",
    "overseer",
    "data-protection-officer",
    "administrator",
    "importer",
    "system",
)

NATIONS = ("england", "wales", "scotland", "northern-ireland")

#: States every case can be in; all others are the `to` of a decision.
ENGINE_STATES = ("received", "returned", "closed")

#: Where a referral can stand; an outcome rule may name these as well as states.
REFERRAL_STATES = ("sent", "delivered", "accepted")

#: Kinds of entry the engine writes by itself; a decision adds `case.<to>`.
ENGINE_KINDS = (
    "case.received",
    "case.sorted",
    "case.assigned",
    "case.held",
    "case.released",
    "case.opened",
    "case.added",
    "case.erased",
    "referral.sent",
    "referral.delivered",
    "referral.accepted",
    "referral.returned",
    "outcome.recorded",
    "review.requested",
    "review.decided",
)

#: What may have to be present for a decision.
NEEDS = ("reason", "considered", "explanation", "code", "recipient")

#: Who may answer a review; the first decider never may.
REVIEWERS = ("another person", "another firm")

#: What is read out of a forwarded message.
MAIL_PARTS = ("subject", "sender", "text", "links", "emails", "phones", "date")
