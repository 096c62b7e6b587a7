"""Keccak-256, with which Ethereum checks addresses; SHA-3 differs from it in a bit of padding.

The standard library has only the standardised SHA-3 (FIPS 202). A test makes SHA3-256 out of the
same permutation and compares it with the standard library's.
"""

_ROTATIONS = (
    (0, 36, 3, 41, 18), (1, 44, 10, 45, 2), (62, 6, 43, 15, 61), (28, 55, 25, 21, 56),
    (27, 20, 39, 8, 14),
)  # fmt: skip
_RATE = 136
_MASK = (1 << 64) - 1


def _round_constants() -> tuple[int, ...]:
    """Give the 24 constants of FIPS 202, section 3.2.5, from its shift register."""
    constants, register = [], 1
    for _ in range(24):
        constant = 0
        for step in range(7):
            register = ((register << 1) ^ ((register >> 7) * 0x71)) % 256
            if register & 2:
                constant ^= 1 << ((1 << step) - 1)
        constants.append(constant)
    return tuple(constants)


_CONSTANTS = _round_constants()


def keccak_256(message: bytes, padding: int = 0x01) -> bytes:
    """Hash a message to 32 bytes. `padding` is 0x01 as Ethereum uses it, 0x06 for SHA3-256."""
    padded = bytearray(message)
    padded.append(padding)
    padded += bytes(-len(padded) % _RATE)
    padded[-1] |= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), _RATE):
        for at in range(_RATE // 8):
            word = padded[start + 8 * at : start + 8 * at + 8]
            lanes[at % 5][at // 5] ^= int.from_bytes(word, "little")
        _permute(lanes)
    return b"".join(lanes[x][0].to_bytes(8, "little") for x in range(4))


def _permute(lanes: list[list[int]]) -> None:
    for constant in _CONSTANTS:
        columns = [row[0] ^ row[1] ^ row[2] ^ row[3] ^ row[4] for row in lanes]
        mixed = [columns[x - 1] ^ _turned(columns[(x + 1) % 5], 1) for x in range(5)]
        moved = [[0] * 5 for _ in range(5)]
        for x in range(5):
            for y in range(5):
                moved[y][(2 * x + 3 * y) % 5] = _turned(lanes[x][y] ^ mixed[x], _ROTATIONS[x][y])
        for x in range(5):
            for y in range(5):
                lanes[x][y] = moved[x][y] ^ (~moved[(x + 1) % 5][y] & moved[(x + 2) % 5][y])
        lanes[0][0] ^= constant


def _turned(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) & _MASK
