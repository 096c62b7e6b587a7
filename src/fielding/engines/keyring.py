"""The hub's keys: a folder of files that only the hub may read; made once, never in the store."""

import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from fielding.engines.errors import KeyFileMissing, KeyFileOpenToOthers, KeyFileSpoilt
from fielding.engines.private_folder import make_private
from fielding.ledger.notes import KeyKind, SigningKey

KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """All keys of one hub, open in memory."""

    #: Key-encryption key: opens the service keys, which open the case keys.
    kek: bytes = field(repr=False)
    #: Keys progress codes, exact-search tokens and drafts.
    tokens: bytes = field(repr=False)
    log: SigningKey = field(repr=False)
    cosigner: SigningKey = field(repr=False)
    #: Signs promises when the sequencer is slow.
    promise: SigningKey = field(repr=False)

    def verifier_keys(self) -> dict[str, str]:
        """Give the public halves, as published."""
        return {
            "log": str(self.log.verifier()),
            "cosigner": str(self.cosigner.verifier()),
            "promise": str(self.promise.verifier()),
        }


FILES = ("kek.key", "tokens.key", "log.key", "cosigner.key", "promise.key")


def make_keyring(folder: Path, random: Callable[[int], bytes], *, owner: int) -> None:
    """Make the keys of a new hub. Files that are there already are left alone."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    make_private(folder, owner=owner)
    for name in FILES:
        path = folder / name
        if not path.exists():
            # A key cut short by a crash would look like a spoilt one: it gets its name when whole.
            unfinished = path.with_suffix(".unfinished")
            unfinished.touch(mode=0o600)
            unfinished.write_text(random(KEY_BYTES).hex() + "\n", encoding="ascii")
            unfinished.rename(path)


def read_keyring(folder: Path, origin: str) -> Keyring:
    """Read the keys; raise an error that says what to do when one is missing, spoilt or open."""
    seeds = {name.removesuffix(".key"): _read(folder / name) for name in FILES}
    return Keyring(
        kek=seeds["kek"],
        tokens=seeds["tokens"],
        log=SigningKey.from_seed(origin, seeds["log"]),
        cosigner=SigningKey.from_seed(f"{origin}/cosigner", seeds["cosigner"], KeyKind.COSIGNER),
        promise=SigningKey.from_seed(f"{origin}/promise", seeds["promise"]),
    )


def copy_keyring(folder: Path, into: Path, *, owner: int) -> None:
    """Copy the keys into a private folder, to be kept elsewhere than the backups."""
    into.parent.mkdir(parents=True, exist_ok=True)
    make_private(into, owner=owner)
    for name in FILES:
        path = into / name
        path.touch(mode=0o600)
        path.write_bytes((folder / name).read_bytes())


def _read(path: Path) -> bytes:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError as fault:
        raise KeyFileMissing(file=str(path)) from fault
    if mode & 0o077:
        raise KeyFileOpenToOthers(file=str(path), mode=f"{mode:o}", run=f"chmod 600 {path}")
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError as fault:
        raise KeyFileSpoilt(file=str(path)) from fault
    if len(key) != KEY_BYTES:
        raise KeyFileSpoilt(file=str(path), bytes=len(key))
    return key
