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
#: What became of a network, before and after the name of the other one that it is about, if any.
HAPPENED: Mapping[str, tuple[str, str]] = {
    Happened.FORMED: ("The first reports were found to belong together", ""),
    Happened.MERGED: ("It took in", ""),
    Happened.SPLIT: ("{moved} split off into", ""),
    Happened.LEFT: ("{moved} left it to stand alone", ""),
    Happened.MOVED: ("{moved} went over to", ""),
    Happened.RENAMED: ("It is named after its next report, since the first was erased", ""),
    Happened.DISSOLVED: ("Its reports no longer belong together", ""),
}
#: The same on the page of the other network.
HAPPENED_TO_OTHER: Mapping[str, tuple[str, str]] = {
    Happened.MERGED: ("It joined", "with {moved}"),
    Happened.LEFT: ("It left", "to stand alone"),
    Happened.SPLIT: ("It was split off from", "with {moved}"),
    Happened.MOVED: ("{moved} came over from", ""),
}
#: What brought it about, by the kind of the entry.
CAUSES: Mapping[str, str] = {
    "case.received": "a report that came",
    "case.added": "what a reporter added",
    "case.erased": "an erasure",
    "judgement.made": "a judgement",
    "judgement.withdrawn": "the withdrawal of a judgement",
    "identifier.marked": "a mark on an identifier",
    "identifier.unmarked": "a mark taken off an identifier",
    "network.referred": "a network handed over",
}
#: The same of judgements that were made in one step.
SPLIT_CAUSES: Mapping[str, str] = {
    "judgement.made": "a split",
    "judgement.withdrawn": "a split taken back",
}
