"""The hub's folder of trained models of persons: sealed files, one for each version."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fielding.ledger.sealing import NONCE_BYTES
from fielding.linking.errors import ModelMissing, ModelSpoilt
from fielding.linking.persons.model import PersonModel
from fielding.linking.persons.reading import read_model, version_of

_BOUND = b"fielding-persons-model/v1"
_NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """Keeps models under a key that follows from the hub's own; a file tells of nobody anyway."""

    folder: Path
    token_key: bytes = field(repr=False)
    random: Callable[[int], bytes] = field(repr=False)

    def put(self, content: bytes) -> str:
        """Keep a model as the newest, and give its version."""
        version = version_of(content)
        nonce = self.random(NONCE_BYTES)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write(
            self._file(version), nonce + self._cipher().encrypt(nonce, content, version.encode())
        )
        self._write(self.folder / _NEWEST, version.encode())
        return version

    def newest(self) -> str | None:
        """Name the version of the newest; None where none was trained."""
        file = self.folder / _NEWEST
        return file.read_text(encoding="ascii") if file.exists() else None

    def read(self, version: str) -> PersonModel:
        """Read a model; raises ModelMissing, ModelSpoilt."""
        try:
            box = self._file(version).read_bytes()
            content = self._cipher().decrypt(
                box[:NONCE_BYTES], box[NONCE_BYTES:], version.encode()
            )
        except FileNotFoundError as fault:
            raise ModelMissing(version=version) from fault
        except (InvalidTag, ValueError) as fault:
            raise ModelSpoilt(version=version) from fault
        return read_model(content, self.token_key)

    def _file(self, version: str) -> Path:
        return self.folder / f"persons-{version}.sealed"

    def _cipher(self) -> AESGCM:
        return AESGCM(hmac.digest(self.token_key, _BOUND, "sha256"))

    def _write(self, file: Path, content: bytes) -> None:
        unfinished = file.with_name(f"{file.name}.unfinished")
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(content)
        unfinished.replace(file)
