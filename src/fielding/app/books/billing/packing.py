"""Packs what is too large for an entry into a sealed text: gzip, then base64; and back."""

import base64
import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from fielding.oversight.bills.checked import CheckedLine
from fielding.oversight.bills.written import read_line

_CHUNK = 1 << 20


class Packer:
    """Packs lines of results as they come, so that a million of them fit into memory."""

    def __init__(self) -> None:
        self._packed = io.BytesIO()
        self._file = gzip.GzipFile(fileobj=self._packed, mode="wb", compresslevel=4, mtime=0)

    def add(self, _: CheckedLine, written: bytes) -> None:
        """Pack one line, as it is written."""
        self._file.write(written)

    def text(self) -> str:
        """Give everything packed."""
        self._file.close()
        return base64.b64encode(self._packed.getvalue()).decode()


def pack(content: BinaryIO) -> tuple[str, str]:
    """Pack a file; give it with the SHA-256 of its bytes, hex."""
    packed, digest = io.BytesIO(), hashlib.sha256()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=4, mtime=0) as file:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return base64.b64encode(packed.getvalue()).decode(), digest.hexdigest()


def unpack(text: str) -> BinaryIO:
    """Open a packed file to be read piece by piece."""
    return gzip.GzipFile(fileobj=io.BytesIO(base64.b64decode(text)))  # type: ignore[return-value]


def read_lines(text: str, holding: bytes = b"") -> Iterator[CheckedLine]:
    """Read packed results; with `holding`, only the lines that have these bytes in them."""
    for written in unpack(text):
        if holding in written:
            yield read_line(json.loads(written))
