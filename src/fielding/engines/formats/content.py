"""Open a file's content, compressed or not, and know it by its digest."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fielding.engines.errors import FileUnreadable

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20


@contextmanager
def open_content(path: Path) -> Iterator[BinaryIO]:
    """Open a file; gzip is known by its first bytes. Raise FileUnreadable, also while reading."""
    try:
        with path.open("rb") as file:
            compressed = file.read(len(_GZIP)) == _GZIP
            file.seek(0)
            if not compressed:
                yield file
                return
            with gzip.open(file) as content, io.BufferedReader(content) as buffered:
                yield buffered
    except (OSError, EOFError, zlib.error) as fault:
        raise FileUnreadable(file=str(path), fault=str(fault)) from fault


def read_chunks(content: BinaryIO, digest: "hashlib._Hash") -> Iterator[bytes]:
    """Give the content in pieces, each added to the digest."""
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
        yield chunk


def digest_of(path: Path) -> str:
    """Read a file to its end and give its content's SHA-256, hex; raise FileUnreadable."""
    digest = hashlib.sha256()
    with open_content(path) as content:
        for _ in read_chunks(content, digest):
            continue
    return digest.hexdigest()
