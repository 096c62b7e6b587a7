"""The progress code: with the reference, it lets a reporter follow a case without an account."""

import hashlib
import hmac

#: Crockford's alphabet: no I, L, O or U to misread or mishear.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 16  # 80 bits; tries are throttled at the door


def progress_code(key: bytes, case: str) -> str:
    """Derive a case's code: nothing is stored that could leak, and a repeat gives the same code."""
    drawn = hmac.new(key, f"progress-code/v1\n{case}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(drawn[:10], "big")
    letters = "".join(ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))
    return "-".join(letters[at : at + 4] for at in range(0, LETTERS, 4))


def same_code(key: bytes, case: str, told: str) -> bool:
    """Compare in constant time, forgiving case, spaces, dashes and the letters people misread."""
    plain = told.upper().translate(str.maketrans("OIL", "011", " -"))
    code = progress_code(key, case).replace("-", "")
    return hmac.compare_digest(plain.encode(errors="replace"), code.encode())
