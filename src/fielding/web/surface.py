"""What every page's frame needs: the reader's language, and whether cases are synthetic."""

from django.http import HttpRequest

from fielding.web.speaker import Speaker
from fielding.wiring.demonstration_mark import holds_demonstration

LANGUAGE_COOKIE = "language"


def surface(request: HttpRequest) -> dict[str, object]:
    """Give the frame's context; the same speaker serves the whole request."""
    return {
        "speaker": speaker_of(request),
        "here": request.path,
        "synthetic": holds_demonstration(),
    }


def speaker_of(request: HttpRequest) -> Speaker:
    """Give the speaker of this request, made from the language cookie the first time."""
    found = getattr(request, "speaker", None)
    if not isinstance(found, Speaker):
        found = Speaker(request.COOKIES.get(LANGUAGE_COOKIE, "en"))
        request.speaker = found  # type: ignore[attr-defined]
    return found
