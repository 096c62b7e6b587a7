"""Many whole numbers for one statement, sent as the bytes in which they are kept already."""

import struct
from dataclasses import dataclass, field

import numpy as np
import psycopg
from psycopg import pq
from psycopg.adapt import Dumper
from psycopg.postgres import types

_ONE = types["int8"]
#: PostgreSQL's binary form of an array: how many dimensions, whether any is NULL, of what; then how
#: many, from which place on; then each with its length before it.
_HEAD = struct.Struct(">iiI")
_SIZE = struct.Struct(">ii")
_EACH = np.dtype([("length", ">i4"), ("number", "V8")])


@dataclass(frozen=True, slots=True)
class Bigints:
    """An array of PostgreSQL's `bigint`: 8 bytes each, the most significant first."""

    written: bytes = field(repr=False)


class _BigintsDumper(Dumper):
    """Writes them as an array, without making a number of Python's of each."""

    format = pq.Format.BINARY
    oid = _ONE.array_oid

    def dump(self, obj: Bigints) -> bytes:
        numbers = np.frombuffer(obj.written, _EACH["number"])
        if not len(numbers):
            return _HEAD.pack(0, 0, _ONE.oid)
        each = np.empty(len(numbers), _EACH)
        each["length"], each["number"] = _EACH["number"].itemsize, numbers
        return _HEAD.pack(1, 0, _ONE.oid) + _SIZE.pack(len(numbers), 1) + each.tobytes()


psycopg.adapters.register_dumper(Bigints, _BigintsDumper)
