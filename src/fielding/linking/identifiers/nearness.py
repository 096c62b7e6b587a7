"""Keys by which near identifiers meet: two of one kind are near if they share at least one.

Near is: one digit mistyped, two neighbours swapped, one left out or doubled; a look-alike host; the
same name at another mail provider; a wallet wrong in one half. Near is never enough for a link.

Numbers of a fixed length (British phones, accounts, registrations) get exact keys: a mark in the
place of each digit, and each two neighbours in order of size. The usual way, to leave a digit out,
lets 800 numbers meet each where these let 99. Only what has a digit too few or too many is filled
up or cut to the right length. Names get the usual way (leave one out): random names are far apart.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from fielding.linking.identifiers.hosts import spelt_out
from fielding.linking.identifiers.identifier import Identifier, IdentifierKind
from fielding.linking.identifiers.skeletons import skeleton

#: The most keys an identifier has: a British phone number that lacks a digit. Usual are 20.
MOST_NEAR_FORMS = 101
#: Names shorter than this have too many neighbours to say anything.
_SHORTEST_NAME = 5
#: Addresses of wallets are random: who shares twelve letters shares the address.
_WALLET_PART = 12
_LONGEST_NAME = 64
#: Mail names of offices, which every provider has.
_OFFICES = frozenset({
    "accounts", "admin", "billing", "contact", "customerservice", "enquiries", "hello", "help",
    "info", "mail", "noreply", "no-reply", "office", "payments", "sales", "security", "service",
    "support", "team", "webmaster",
})  # fmt: skip


def near_forms(identifier: Identifier) -> tuple[str, ...]:
    """Give the keys of an identifier, without repeats, at most MOST_NEAR_FORMS; often none.

    Keys of different kinds may be spelt alike: compare them within a kind only.
    """
    forms = _FORMS.get(identifier.kind)
    if forms is None:
        return ()
    return tuple(dict.fromkeys(islice(forms(identifier.canonical), MOST_NEAR_FORMS)))


def _of_phone(canonical: str) -> Iterator[str]:
    if canonical.startswith("+44"):
        return _of_digits(canonical[3:], 10)
    return _of_digits(canonical[1:], len(canonical) - 1)


def _of_account(canonical: str) -> Iterator[str]:
    return _of_digits(canonical, 14)


def _of_registration(canonical: str) -> Iterator[str]:
    return _of_digits(canonical.replace("O", "0").replace("I", "1"), len(canonical))


def _of_digits(digits: str, right: int) -> Iterator[str]:
    """Give keys of what should have `right` digits: itself, one marked, two in order of size."""
    yield f"={digits}"
    if len(digits) == right:
        yield from (f"{digits[:at]}?{digits[at + 1 :]}" for at in range(right))
        for at in range(right - 1):
            low, high = sorted(digits[at : at + 2])
            if low != high:
                yield f"{digits[:at]}<{low}{high}>{digits[at + 2 :]}"
    elif len(digits) == right - 1:
        for at in range(right):
            yield from (f"={digits[:at]}{digit}{digits[at:]}" for digit in "0123456789")
    elif len(digits) == right + 1:
        yield from (f"={digits[:at]}{digits[at + 1 :]}" for at in range(right + 1))


def _of_iban(canonical: str) -> Iterator[str]:
    """Leave out the check digits: whoever mistypes one letter gets them wrong."""
    country, number = canonical[:2], canonical[4:]
    return (f"{country}{form}" for form in _left_out(number))


def _of_email(canonical: str) -> Iterator[str]:
    local, _, host = canonical.partition("@")
    local = local[:_LONGEST_NAME]
    yield f"~{skeleton(local)}@{skeleton(spelt_out(host))}"
    if len(local) >= _SHORTEST_NAME:
        yield from (f"{form}@{host}" for form in _left_out(local))
        if local not in _OFFICES:
            yield f"{local}@"


def _of_domain(canonical: str) -> Iterator[str]:
    """Look-alikes, one letter more or less, and the same name under another ending."""
    label, _, ending = canonical.partition(".")
    if "/" in ending or ending.replace(".", "").isdigit() or label.startswith("["):
        return
    seen = skeleton(spelt_out(label))
    yield f"~{seen}.{ending}"
    if len(label) >= _SHORTEST_NAME:
        yield f"~{seen}"
        yield from (f"{form}.{ending}" for form in _left_out(label[:_LONGEST_NAME]))


def _of_wallet(canonical: str) -> Iterator[str]:
    body = re.sub(r"^(?:0x|(?:bc|tb|ltc)1[qp]?)", "", canonical).lower()
    if len(body) > 2 * _WALLET_PART:
        yield f"{body[:_WALLET_PART]}…"
        yield f"…{body[-_WALLET_PART:]}"


def _of_handle(canonical: str) -> Iterator[str]:
    if len(canonical) >= _SHORTEST_NAME:
        yield f"~{skeleton(canonical)}"
        yield from _left_out(canonical[:_LONGEST_NAME])


def _of_postcode(canonical: str) -> Iterator[str]:
    """Mark each sign in turn: a slip in one of them, never in two."""
    squeezed = canonical.replace(" ", "")
    yield f"={squeezed}"
    yield from (f"{squeezed[:at]}?{squeezed[at + 1 :]}" for at in range(len(squeezed)))


def _of_name(canonical: str) -> Iterator[str]:
    """Give first name and surname, one letter more or less or wrong in either, and the initial.

    Names in between do not count: one report gives them, another does not.
    """
    words = [word[:_LONGEST_NAME] for word in canonical.split()]
    if len(words) < 2:
        yield from (form for word in words for form in _left_out(word))
        return
    first, last = words[0], words[-1]
    yield f"{first[0]}. {last}"
    yield from (f"{first} {form}" for form in _left_out(last))
    yield from (f"{form} {last}" for form in _left_out(first))


def _left_out(name: str) -> Iterator[str]:
    """Give a name and all it can become by leaving one letter out."""
    yield name
    yield from (name[:at] + name[at + 1 :] for at in range(len(name)))


_FORMS: Mapping[IdentifierKind, Callable[[str], Iterator[str]]] = {
    IdentifierKind.PHONE: _of_phone,
    IdentifierKind.ACCOUNT: _of_account,
    IdentifierKind.IBAN: _of_iban,
    IdentifierKind.EMAIL: _of_email,
    IdentifierKind.DOMAIN: _of_domain,
    IdentifierKind.WALLET: _of_wallet,
    IdentifierKind.HANDLE: _of_handle,
    IdentifierKind.COMPANY: _of_registration,
    IdentifierKind.VEHICLE: _of_registration,
    IdentifierKind.POSTCODE: _of_postcode,
    IdentifierKind.NAME: _of_name,
}
