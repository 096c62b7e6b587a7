"""Keys by which near identifiers meet: two of one kind are near if one keeps what the other seeks.

Each seeks all that it keeps, and some seek more.

Near is: one digit mistyped, two neighbours swapped, one left out or doubled; a look-alike host; the
same name at another mail provider; a wallet wrong in one half. Near is never enough for a link.

Numbers of a fixed length have exact keys (near_numbers.py). Names of mailboxes, hosts and accounts
get the usual way (leave one letter out), and keep what they seek: random names are far apart.
Persons' names stand in every second report and are looked up now and then: they keep two keys each,
and who looks one up seeks all that are a letter away.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from fielding.linking.identifiers.hosts import spelt_out
from fielding.linking.identifiers.identifier import Identifier, IdentifierKind
from fielding.linking.identifiers.near_numbers import number_of
from fielding.linking.identifiers.skeletons import skeleton

#: The most keys an identifier keeps: an account number that lacks a digit. Usual are 10 to 20.
MOST_NEAR_FORMS = 140
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
    """Give the keys that an identifier keeps, no two alike, at most MOST_NEAR_FORMS; often none.

    Keys of different kinds may be spelt alike: compare them within a kind only.
    """
    kind, canonical = identifier.kind, identifier.canonical
    number = number_of(kind, canonical)
    if number:
        return tuple(dict.fromkeys(number.kept()[:MOST_NEAR_FORMS]))
    forms = _FORMS.get(kind)
    return tuple(dict.fromkeys(islice(forms(canonical), MOST_NEAR_FORMS))) if forms else ()


def also_sought(identifier: Identifier) -> tuple[str, ...]:
    """Give the keys that it seeks besides those that it keeps: of a person's name some thousand.

    Of the other kinds at most MOST_NEAR_FORMS.
    """
    if identifier.kind is IdentifierKind.NAME:
        return tuple(dict.fromkeys(_near_names(identifier.canonical)))
    number = number_of(identifier.kind, identifier.canonical)
    return tuple(dict.fromkeys(number.also_sought())) if number else ()


def _of_iban(canonical: str) -> Iterator[str]:
    """Leave out the check digits: whoever mistypes one letter gets them wrong."""
    country, number = canonical[:2], canonical[4:]
    return (f"{country}{form}" for form in _left_out(number))


def _of_email(canonical: str) -> Iterator[str]:
    local, _, host = canonical.partition("@")
    local = local[:_LONGEST_NAME]
    yield f"~{skeleton(local)}@{skeleton(spelt_out(host))}"
    if len(local) >= _SHORTEST_NAME:
        yield from [f"{form}@{host}" for form in _left_out(local)]
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
        yield from [f"{form}.{ending}" for form in _left_out(label[:_LONGEST_NAME])]


def _of_wallet(canonical: str) -> Iterator[str]:
    body = re.sub(r"^(?:0x|(?:bc|tb|ltc)1[qp]?)", "", canonical).lower()
    if len(body) > 2 * _WALLET_PART:
        yield f"{body[:_WALLET_PART]}…"
        yield f"…{body[-_WALLET_PART:]}"


def _of_handle(canonical: str) -> Iterator[str]:
    if len(canonical) >= _SHORTEST_NAME:
        yield f"~{skeleton(canonical)}"
        yield from _left_out(canonical[:_LONGEST_NAME])


def _of_name(canonical: str) -> Iterator[str]:
    """Give first name and surname, and the surname with the initial.

    Names in between do not count: one report gives them, another does not.
    """
    first, last = _ends(canonical)
    yield f"{first} {last}"
    if first:
        yield f"{first[0]}. {last}"


def _near_names(canonical: str) -> Iterator[str]:
    """Give names with a letter more, less or wrong in either end."""
    first, last = _ends(canonical)
    yield from (f"{first} {slip}" for slip in _slips(last))
    yield from (f"{slip} {last}" for slip in _slips(first))


def _ends(canonical: str) -> tuple[str, str]:
    """Give first name and surname; of a single name, nothing and the name."""
    words = [word[:_LONGEST_NAME] for word in canonical.split()] or [""]
    return (words[0] if len(words) > 1 else "", words[-1])


def _slips(name: str) -> Iterator[str]:
    """Give all that a name becomes by one letter more, less or wrong, or two neighbours swapped."""
    letters = sorted({letter for known in name for letter in _script_of(known)})
    for at in range(len(name)):
        before, after = name[:at], name[at:]
        yield before + after[1:]
        yield before + after[1::-1] + after[2:]
        yield from (before + letter + after for letter in letters)
        yield from (before + letter + after[1:] for letter in letters)
    yield from (name + letter for letter in letters)


def _script_of(known: str) -> Iterator[str]:
    """Give the letters of a letter's own script: those of the same 64 places of Unicode."""
    first = ord(known) & ~63
    around = map(chr, range(first, first + 64))
    return (letter for letter in around if letter.isalpha() and not letter.isupper())


def _left_out(name: str) -> list[str]:
    """Give a name and all it can become by leaving one letter out."""
    return [name, *[name[:at] + name[at + 1 :] for at in range(len(name))]]


_FORMS: Mapping[IdentifierKind, Callable[[str], Iterator[str]]] = {
    IdentifierKind.IBAN: _of_iban,
    IdentifierKind.EMAIL: _of_email,
    IdentifierKind.DOMAIN: _of_domain,
    IdentifierKind.WALLET: _of_wallet,
    IdentifierKind.HANDLE: _of_handle,
    IdentifierKind.NAME: _of_name,
}
