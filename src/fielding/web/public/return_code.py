"""The return code: the secret that opens an unfinished report; a cookie holds it meanwhile."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fielding.app.ports import Randomness
from fielding.app.progress_code import ALPHABET

COOKIE = "draft"
#: 120 bits: nobody finds one by trying.
_BYTES = 15
KEPT_DAYS = 28


def new_return_code(random: Randomness) -> str:
    """Draw a code of 24 letters and digits that are hard to misread."""
    number = int.from_bytes(random.bytes(_BYTES), "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(_BYTES * 8 - 5, -1, -5))


def write_grouped(code: str) -> str:
    """Write a code in groups of four, as it is shown."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_grouped(typed: str) -> str:
    """Read a code as people type it: any case, spaces, dashes, and the letters people misread.

    Whatever no code can hold counts for nothing.
    """
    misread = str.maketrans("OIL", "011")
    return "".join(letter for letter in typed.upper().translate(misread) if letter in ALPHABET)


def code_of(request: HttpRequest) -> str | None:
    """Give the code that this browser holds for the service."""
    return request.COOKIES.get(COOKIE) or None


def hand_out(response: HttpResponse, service: str, code: str) -> None:
    """Let this browser hold the code, for this service's pages only and no script."""
    response.set_cookie(
        COOKIE,
        code,
        path=f"/report/{service}/",
        max_age=KEPT_DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take_back(response: HttpResponse, service: str) -> None:
    """Let this browser forget the code."""
    response.delete_cookie(COOKIE, path=f"/report/{service}/", samesite="Lax")
