"""What the pages of networks call things."""

from collections.abc import Mapping

from fielding.linking.identifiers.identifier import IdentifierKind
from fielding.linking.journal import Happened
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.networks.standing import State

KINDS: Mapping[str, str] = {
    IdentifierKind.PHONE: "Phone number",
    IdentifierKind.ACCOUNT: "Bank account",
    IdentifierKind.IBAN: "IBAN",
    IdentifierKind.EMAIL: "Email address",
    IdentifierKind.DOMAIN: "Website",
    IdentifierKind.WALLET: "Wallet",
    IdentifierKind.HANDLE: "User name",
    IdentifierKind.COMPANY: "Company number",
    IdentifierKind.VEHICLE: "Vehicle registration",
    IdentifierKind.POSTCODE: "Postcode",
    IdentifierKind.NAME: "Name",
}
ORDERS: Mapping[str, str] = {
    "reports": "Most reports",
    "bodies": "Most forces",
    "loss": "Largest loss",
    "lately": "Most reports in the last 7 days",
}
HANDED: Mapping[str, str] = {"yes": "Handed over", "no": "Not handed over"}
MARKS: Mapping[str, str] = {
    Mark.SHARED: "Many share it (a bank, a brand, the victim’s own): it never joins reports",
    Mark.OFFENDER: "It is an offender’s: it always joins reports",
}
STATES: Mapping[str, str] = {
    State.JOINS: "Joins the reports that mention it",
    State.OFFENDER: "A person said that it is an offender’s: it joins whatever mentions it",
    State.HUB: "Reports that have nothing else in common mention it, so it joins nothing",
    State.SCATTERED: "Its reports have nothing else in common, but for some that also share more: "
    "it joins reports to those",
    State.SLIP: "It is nearly one that many unrelated reports mention, so it joins nothing",
    State.OWN: "Somebody gave it as their own contact, so it joins nothing by itself",
    State.SHARED: "A person said that many share it, so it joins nothing",
    State.SEARCHED: "Reports can be searched for by it; it joins nothing by itself",
}
VERDICTS: Mapping[str, str] = {
    Verdict.SAME: "They belong together",
    Verdict.DIFFERENT: "They do not belong together",
}
HAPPENED: Mapping[str, str] = {
    Happened.FORMED: "The first reports were found to belong together",
    Happened.MERGED: "It took another network in",
    Happened.SPLIT: "Another network left it",
    Happened.DISSOLVED: "Its reports no longer belong together",
}
#: The same of the other network that it happened to; how many reports the first one had follows.
HAPPENED_TO_OTHER: Mapping[str, str] = {
    Happened.MERGED: "Another network took it in, which had",
    Happened.SPLIT: "It left another network, which had",
}
