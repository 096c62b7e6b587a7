"""What the register's codes mean to a reader."""

from collections.abc import Mapping

STAGES: Mapping[str, str] = {
    "planned": "Planned",
    "tendered": "Out to tender",
    "awarded": "As awarded: no contract has been published",
    "signed": "Signed",
}
FORMS: Mapping[str, str] = {
    "contract": "Contract",
    "framework": "Framework: being a member is not work",
    "call-off": "Call-off from a framework",
    "shared": "Several firms on one award: nobody has published who does what",
}
KINDS: Mapping[str, str] = {
    "firm": "Firm",
    "joint-venture": "Joint venture: each owner is a member",
    "public-body": "Public body",
    "authority": "Authority in charge",
}
LOOKED: Mapping[str, str] = {
    "accounts": "Accounts",
    "ownership": "Who owns it",
    "debarment-list": "The debarment list",
    "track-record": "Its track record here",
    "references": "References from others",
    "insurance": "Insurance",
    "data-protection": "Data protection",
    "security-clearance": "Security clearance",
    "workforce-terms": "Terms of its workforce",
    "site-visit": "A visit to its site",
}
REASONS: Mapping[str, str] = {
    "early": "Ended early",
    "completed": "Completed",
    "performance": "Poor performance",
    "mutual": "Both parties agreed",
    "insolvency": "Insolvency",
    "not-told": "The reason was not published",
}
#: Reasons that a contract manager can give.
GIVEN = ("performance", "mutual", "insolvency", "completed")
MOVED: Mapping[str, str] = {
    "target": "Target for",
    "price": "Price of",
    "commission": "Commission",
    "credit": "Service credit for",
}
UNSPECIFIED: Mapping[str, str] = {
    "noBeneficialOwners": "It says that it has no beneficial owner",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner": "It says that it cannot identify its owner",
    "interestedPartyHasNotProvidedInformation": "The owner has not provided information",
    "subjectExemptFromDisclosure": "It need not disclose its owner",
    "interestedPartyExemptFromDisclosure": "The owner need not be disclosed",
    "unknown": "Nobody is named, and no reason is given",
    "informationUnknownToPublisher": "The publisher does not know the owner",
}
