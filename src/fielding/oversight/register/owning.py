"""Ownership: who holds how much of whom, and circles in it, which are listed and never followed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fielding.cases.step import Step
from fielding.oversight.register.errors import BadAmount, BadPeriod, SelfOwned
from fielding.oversight.register.organisations import Organisation
from fielding.oversight.register.registering import check_slug

#: Kinds of interest, of the BODS 0.4 codelist `interestType`.
INTERESTS = frozenset({
    "shareholding", "votingRights", "appointmentOfBoard", "otherInfluenceOrControl",
    "seniorManagingOfficial", "settlor", "trustee", "protector", "beneficiaryOfLegalArrangement",
    "rightsToSurplusAssetsOnDissolution", "rightsToProfitOrIncome", "rightsGrantedByContract",
    "conditionalRightsGrantedByContract", "controlViaCompanyRulesOrArticles",
    "controlByLegalFramework", "boardMember", "boardChair", "unknownInterest",
    "unpublishedInterest", "enjoymentAndUseOfAssets", "rightToProfitOrIncomeFromAssets",
    "nominee", "nominator",
})  # fmt: skip
#: Why no owner is named, of the BODS 0.4 codelist `unspecifiedReason`.
UNSPECIFIED = frozenset({
    "noBeneficialOwners", "subjectUnableToConfirmOrIdentifyBeneficialOwner",
    "interestedPartyHasNotProvidedInformation", "subjectExemptFromDisclosure",
    "interestedPartyExemptFromDisclosure", "unknown", "informationUnknownToPublisher",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share that somebody is said to hold; percent. No owner: a person, or nobody is named."""

    owner: str | None
    least: Decimal
    most: Decimal
    begins: date | None = None
    ends: date | None = None
    interest: str = "shareholding"
    #: Tells shares of several unnamed owners apart; a keyed hash, never a name.
    token: str | None = None
    #: Why nobody is named; None where a person is, whose name is sealed.
    unspecified: str | None = None


def note_share(owned: str, share: Share, texts: Mapping[str, object]) -> Step:
    """Note who holds a share of an organisation; a person's name goes into the sealed texts."""
    if share.owner is not None and check_slug(share.owner) == owned:
        raise SelfOwned(organisation=owned)
    if not 0 <= share.least <= share.most <= 100:
        raise BadAmount(least=share.least, most=share.most)
    if share.begins and share.ends and share.ends < share.begins:
        raise BadPeriod(begins=share.begins, ends=share.ends)
    facts: dict[str, object] = {
        "least": _plain(share.least),
        "most": _plain(share.most),
        "interest": share.interest if share.interest in INTERESTS else "unknownInterest",
    }
    told = {"owner": share.owner, "token": share.token, "unspecified": share.unspecified}
    facts |= {name: value for name, value in told.items() if value is not None}
    days = {"begins": share.begins, "ends": share.ends}
    facts |= {name: day.isoformat() for name, day in days.items() if day is not None}
    return Step(kind="organisation.owned", facts=facts, sealed=dict(texts))


def ownership_circles(
    organisations: Mapping[str, Organisation], day: date
) -> tuple[tuple[str, ...], ...]:
    """List circles in who owns whom on a day: one at least of every knot, by name."""
    owners = {slug: set(one.owners_on(day)) for slug, one in organisations.items()}
    found = dict.fromkeys(circle for slug in sorted(owners) for circle in _through(owners, slug))
    return tuple(found)


def _through(owners: Mapping[str, set[str]], first: str) -> Iterator[tuple[str, ...]]:
    """Give a shortest circle through an organisation, if it is the first of it by name."""
    before: dict[str, str] = {}
    waiting = [first]
    for slug in waiting:  # grows while it is walked: breadth first, every firm once
        for owner in sorted(owners.get(slug, ())):
            if owner == first:
                circle = [slug]
                while circle[-1] != first:
                    circle.append(before[circle[-1]])
                told = tuple(reversed(circle))
                if min(told) == first:
                    yield told
                return
            if owner not in before:
                before[owner] = slug
                waiting.append(owner)


def _plain(percent: Decimal) -> str:
    return format(percent.normalize(), "f")
