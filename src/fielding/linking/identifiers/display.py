"""Identifiers as pages show them: enough to tell two apart, too little to use one."""

from collections.abc import Callable, Mapping

from fielding.linking.identifiers.identifier import Identifier, IdentifierKind

_HIDDEN = "•••"


def masked(identifier: Identifier) -> str:
    """Give a short form with a part hidden; domains and companies are public and shown whole."""
    return _MASKS.get(identifier.kind, _whole)(identifier.shown)


def _whole(shown: str) -> str:
    return shown


def _without_end(shown: str) -> str:
    return f"{shown[:-3]}{_HIDDEN}"


def _ends(shown: str) -> str:
    return f"{shown[:6]}{_HIDDEN}{shown[-4:]}"


def _begun(shown: str) -> str:
    """Show the first letters of a name, and its platform or host."""
    name, platform = shown.partition(" ")[::2]
    return f"{name[:4]}{_HIDDEN} {platform}".rstrip()


def _initials(shown: str) -> str:
    """Show how each word of a name begins."""
    return " ".join(f"{word[:1]}{_HIDDEN}" for word in shown.split())


def _mailbox(shown: str) -> str:
    local, _, host = shown.rpartition("@")
    return f"{local[: min(3, len(local) // 2)]}{_HIDDEN}@{host}"


_MASKS: Mapping[IdentifierKind, Callable[[str], str]] = {
    IdentifierKind.PHONE: _without_end,
    IdentifierKind.ACCOUNT: _without_end,
    IdentifierKind.IBAN: _ends,
    IdentifierKind.EMAIL: _mailbox,
    IdentifierKind.WALLET: _ends,
    IdentifierKind.HANDLE: _begun,
    IdentifierKind.VEHICLE: _without_end,
    IdentifierKind.POSTCODE: _without_end,
    IdentifierKind.NAME: _initials,
}
